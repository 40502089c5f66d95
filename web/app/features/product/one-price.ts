import type { OfferItem } from '@portal/api/offer.ts'
import type { MoneyWire } from '@portal/api/primitives.ts'

/** The price of a base unit when all of them have the same one; null where they differ, or somebody has none. */
export function onePrice(items: readonly Pick<OfferItem, 'price' | 'units'>[]): MoneyWire | null {
  const [first] = items
  if (!first?.price || items.length < 2) return null
  const told = (item: Pick<OfferItem, 'price' | 'units'>) => JSON.stringify([item.price, item.units[0]?.name])
  return items.every((item) => told(item) === told(first)) ? first.price.unitPrice : null
}
