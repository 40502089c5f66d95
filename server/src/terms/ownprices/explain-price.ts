import type { PriceStep } from '@portal/api/price-explanations.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, wirePrice } from '#kernel/money.ts'
import { loadPriceConditions } from './load-conditions.ts'
import { loadProductPrices } from './load-prices.ts'
import { priceIn } from './nearest-price.ts'
import { alone, type PriceConditions, type ProductPrices, type UnreadableList } from './price-conditions.ts'
import { type Resolved, resolvePrice } from './resolve.ts'

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
  const conditions = await loadPriceConditions(db, terms, on)
  const { unreadable } = conditions
  const product = (await loadProductPrices(db, conditions, [line.productId], on, unreadable)).get(
    line.productId,
  )
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
 * quantity, or no rate for the one that they have; another one of its own level has a higher price. A price fixed in the
 * contract asks no list.
 */
function askedBefore(
  conditions: PriceConditions,
  product: ProductPrices,
  { packagingId, quantity }: { packagingId: string; quantity: Decimal },
  found: Pick<Resolved, 'listId'> | null | undefined,
): PriceStep[] {
  if (found?.listId === null) return []
  const answered = conditions.lists.find((list) => list.id === found?.listId)
  const last = answered?.level ?? Infinity
  const inVain = [
    ...conditions.unreadable.map((list) => {
      const there = priceIn(conditions, product, list, packagingId, quantity, alone)
      return { level: list.level, step: there ? withoutRate(list, there.written) : unanswered(list.name) }
    }),
    ...conditions.lists.map((list) => {
      const there =
        list === answered ? null : priceIn(conditions, product, list, packagingId, quantity, alone)
      const price = there && wirePrice(there.unitPrice, conditions.currency)
      return { level: list.level, answered: list === answered, step: { ...unanswered(list.name), price } }
    }),
  ]
  return inVain
    .filter((each) => each.level <= last && !('answered' in each && each.answered))
    .toSorted((a, b) => a.level - b.level)
    .map(({ step }) => step)
}

function unanswered(source: string): PriceStep {
  return { kind: 'price_list', source, percent: null, applied: false, price: null }
}

/** The rate is what is missing: the list has a price, in its own currency. */
function withoutRate({ name, currency, rateSource }: UnreadableList, written: Decimal): PriceStep {
  return { ...unanswered(name), kind: 'no_rate', price: wirePrice(written, currency), rateSource }
}

function noPrice(contractNumber: string): PriceStep {
  return { kind: 'no_price', source: contractNumber, percent: null, applied: true, price: null }
}
