import type { OfferItem } from '@portal/api/offer.ts'
import type { SubscriptionKind } from '@portal/api/subscriptions.ts'
import { type Decimal, decimal } from '#kernel/money.ts'

/** What is asked for of each product of a subscription. */
export interface Asked {
  kind: SubscriptionKind
  /** base units */
  wantedQuantity: Decimal | null
  /** of one base unit, in the contract's currency */
  maxPrice: Decimal | null
}

/** What the buyer would see of the product, no more: law 5 holds because nothing else is looked at. */
export type Seen = Pick<OfferItem, 'stock' | 'inTransit' | 'price'>

/**
 * Is it so? null: the buyer may not be told (hidden stock, no right to prices), so nothing is said and nothing changes.
 * A wanted quantity counts only as far as figures are shown: under bands it must not answer how much is there.
 */
export function isTrue(asked: Asked, seen: Seen, seesPrices: boolean): boolean | null {
  switch (asked.kind) {
    case 'back_in_stock':
      return isThere(seen.stock, asked.wantedQuantity)
    case 'eta_set':
      return seen.stock.display === 'hidden' ? null : seen.inTransit !== null
    case 'price_below':
      if (!seesPrices) return null
      return seen.price !== null && asked.maxPrice !== null
        ? decimal(seen.price.unitPrice.amount).lte(asked.maxPrice)
        : false
    case 'new_arrival':
      // who is offered it sees that it has come
      return true
  }
}

function isThere({ display, level, quantity, over }: Seen['stock'], wanted: Decimal | null): boolean | null {
  if (display === 'hidden') return null
  if (level === 'none' || level === null) return false
  if (wanted === null || quantity === null || over) return true
  return decimal(quantity).gte(wanted)
}

/** May a wanted quantity hold back the letter under this display of stock? Elsewhere it only tells the supplier. */
export function quantityDecides(display: Seen['stock']['display']): boolean {
  return display === 'exact' || display === 'capped'
}

/**
 * One look at the products of a subscription. `waiting` are those of which it was not so; a product fires when it is so
 * and waited, and waits again when it is not so: once per cycle.
 */
export function look(
  waiting: readonly string[],
  products: ReadonlyMap<string, boolean | null>,
): { fired: string[]; waiting: string[] } {
  const waited = new Set(waiting)
  const fired: string[] = []
  for (const [productId, isSo] of products) {
    if (isSo === false) waited.add(productId)
    else if (isSo && waited.delete(productId)) fired.push(productId)
  }
  return { fired, waiting: [...waited] }
}
