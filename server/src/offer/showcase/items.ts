import type { OfferItem } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, one, wireQuantity } from '#kernel/money.ts'
import { type LinePrice, type PricedLine, priceLines } from '#src/terms/ownprices/public.ts'
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
  return (await itemsAndPrices(db, conditions, offered, inCarts, [])).items
}

/** The same, and the prices of lines, in their order, out of the same queries; a guest has none. */
export async function itemsAndPrices(
  db: Db,
  { terms, now }: Conditions,
  offered: readonly Offered[],
  inCarts: InCarts,
  lines: readonly PricedLine[],
): Promise<{ items: OfferItem[]; prices: (LinePrice | null)[] | null }> {
  if (terms.kind === 'guest') return { items: offered.map(({ item }) => item), prices: null }
  const shown = offered.map(({ productId, minQuantity, step }) => ({
    productId,
    packagingId: baseUnit,
    quantity: minQuantity ?? step ?? one,
  }))
  const ids = shown.map((line) => line.productId)
  const [prices, carts] = await Promise.all([
    priceLines(db, terms, [...shown, ...lines], { now }),
    ids.length > 0 ? inCarts(db, terms, ids) : new Map<string, Decimal>(),
  ])
  const items = offered.map((each, index) => {
    const quantity = carts.get(each.productId)
    return { ...withPrice(each, prices[index]!), inCart: quantity ? wireQuantity(quantity) : null }
  })
  return { items, prices: prices.slice(shown.length) }
}
