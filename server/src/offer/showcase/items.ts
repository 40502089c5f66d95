import type { OfferItem } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, one, wireQuantity } from '#kernel/money.ts'
import { loadOwnPrices, type OwnPrices } from '#src/terms/ownprices/public.ts'
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
  conditions: Conditions,
  offered: readonly Offered[],
  inCarts: InCarts,
): Promise<OfferItem[]> {
  return (await itemsAndPrices(db, conditions, offered, inCarts)).items
}

/** The same with the prices that they were taken from; a guest has none. */
export async function itemsAndPrices(
  db: Db,
  { terms, now }: Conditions,
  offered: readonly Offered[],
  inCarts: InCarts,
): Promise<{ items: OfferItem[]; prices: OwnPrices | null }> {
  if (terms.kind === 'guest') return { items: offered.map(({ item }) => item), prices: null }
  const ids = offered.map((each) => each.productId)
  if (ids.length === 0) return { items: [], prices: null }
  const [prices, carts] = await Promise.all([loadOwnPrices(db, terms, ids, { now }), inCarts(db, terms, ids)])
  const items = offered.map((each) => {
    const { productId, minQuantity, step } = each
    const price = prices.of({ productId, packagingId: baseUnit, quantity: minQuantity ?? step ?? one })
    const quantity = carts.get(productId)
    return { ...withPrice(each, price), inCart: quantity ? wireQuantity(quantity) : null }
  })
  return { items, prices }
}
