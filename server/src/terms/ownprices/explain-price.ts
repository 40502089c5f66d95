import type { PriceStep } from '@portal/api/offer.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, wirePrice, zero } from '#kernel/money.ts'
import { loadPriceConditions, loadProductPrices } from './load-prices.ts'
import { type PriceConditions, type ProductPrices, type Resolved, resolvePrice } from './resolve.ts'

export interface Explained {
  contractNumber: string
  price: { amount: string; currency: string } | null
  /** is VAT inside the price; null where there is no price */
  includesVat: boolean | null
  steps: PriceStep[]
}

/** Why a contract pays this price for a product on a date (`2026-11-24`): every step, also what was asked in vain. */
export async function explainPrice(
  db: Db,
  terms: BuyerTerms,
  line: { productId: string; packagingId: string; quantity: Decimal },
  on: string,
): Promise<Explained> {
  const conditions = await loadPriceConditions(db, terms)
  const product = (await loadProductPrices(db, conditions, [line.productId], on)).get(line.productId)
  const found = product && resolvePrice(conditions, product, line.packagingId, line.quantity)
  const { contractNumber, currency } = conditions
  const asked = product ? askedBefore(conditions, product, line, found) : []
  if (!found)
    return { contractNumber, price: null, includesVat: null, steps: [...asked, noPrice(contractNumber)] }
  return {
    contractNumber,
    price: wirePrice(found.unitPrice, currency),
    includesVat: found.includesVat,
    steps: [...asked, ...found.steps],
  }
}

/**
 * The lists that were asked before the one that answered: those of nearer levels have no price for this unit and
 * quantity; another one of its own level has a higher price. A price fixed in the contract asks no list.
 */
function askedBefore(
  conditions: PriceConditions,
  product: ProductPrices,
  { packagingId, quantity }: { packagingId: string; quantity: Decimal },
  found: Pick<Resolved, 'listId'> | null | undefined,
): PriceStep[] {
  if (found?.listId === null) return []
  const rows = product.rows.filter((row) => row.listId !== null)
  const answered = conditions.lists.find((list) => list.id === found?.listId)
  const steps: PriceStep[] = []
  for (const list of conditions.lists) {
    if (list === answered) continue
    if (answered && list.level > answered.level) break
    const alone = { ...conditions, lists: [list], discountPercent: zero }
    const there = resolvePrice(alone, { ...product, rows, categoryDiscount: null }, packagingId, quantity)
    const price = there && wirePrice(there.unitPrice, conditions.currency)
    steps.push({ kind: 'price_list', source: list.name, percent: null, applied: false, price })
  }
  return steps
}

function noPrice(contractNumber: string): PriceStep {
  return { kind: 'no_price', source: contractNumber, percent: null, applied: true, price: null }
}
