import type { OfferItem } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, one, wireQuantity } from '#kernel/money.ts'
import { priceLines } from '#src/terms/ownprices/public.ts'
import type { Conditions } from './conditions.ts'
import { loadOffered, type Offered, withPrice } from './offered.ts'

/** Base units of these products in the open carts of the buyer's company. Carts stand above the offer, so they are handed in. */
export type InCarts = (
  db: Db,
  terms: BuyerTerms,
  productIds: readonly string[],
) => Promise<ReadonlyMap<string, Decimal>>

/** Products with own prices, ready for the wire; in the order of `ids`, without those that are not offered. */
export async function offerItems(
  db: Db,
  conditions: Conditions,
  ids: readonly string[],
  inCarts: InCarts,
): Promise<OfferItem[]> {
  const offered = await loadOffered(db, conditions, ids)
  return itemsOf(db, conditions, [...offered.values()], inCarts)
}

/** Puts prices and cart quantities to what is offered; the price is of a base unit in the least quantity that can be bought. */
export async function itemsOf(
  db: Db,
  { terms, now }: Conditions,
  offered: readonly Offered[],
  inCarts: InCarts,
): Promise<OfferItem[]> {
  if (terms.kind === 'guest') return offered.map(({ item }) => item)
  const lines = offered.map(({ productId, minQuantity, step }) => ({
    productId,
    packagingId: baseUnit,
    quantity: minQuantity ?? step ?? one,
  }))
  const ids = lines.map((line) => line.productId)
  const [prices, carts] = await Promise.all([
    priceLines(db, terms, lines, { now }),
    ids.length > 0 ? inCarts(db, terms, ids) : new Map<string, Decimal>(),
  ])
  return offered.map((each, index) => {
    const quantity = carts.get(each.productId)
    return { ...withPrice(each, prices[index]!), inCart: quantity ? wireQuantity(quantity) : null }
  })
}
