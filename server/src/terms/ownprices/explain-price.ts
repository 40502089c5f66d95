import type { PriceStep } from '@portal/api/offer.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, wirePrice } from '#kernel/money.ts'
import { loadPriceConditions, loadProductPrices } from './load-prices.ts'
import { type PriceConditions, type ProductPrices, resolvePrice } from './resolve.ts'

export interface Explained {
  contractNumber: string
  price: { amount: string; currency: string } | null
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
  const asked = product ? askedInVain(conditions, product, line.packagingId, line.quantity) : []
  const { contractNumber, currency } = conditions
  if (!found) return { contractNumber, price: null, steps: [...asked, noPrice(contractNumber)] }
  return {
    contractNumber,
    price: wirePrice(found.unitPrice, currency),
    steps: [...(found.source === 'fixed' ? [] : asked), ...found.steps],
  }
}

/** Lists that stand nearer than the one that answered, and have no price for this unit and quantity. */
function askedInVain(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
): PriceStep[] {
  const steps: PriceStep[] = []
  const rows = product.rows.filter((row) => row.listId !== null)
  for (const list of conditions.lists) {
    if (resolvePrice({ ...conditions, lists: [list] }, { ...product, rows }, packagingId, quantity)) break
    steps.push({ kind: 'price_list', source: list.name, percent: null, applied: false, price: null })
  }
  return steps
}

function noPrice(contractNumber: string): PriceStep {
  return { kind: 'no_price', source: contractNumber, percent: null, applied: true, price: null }
}
