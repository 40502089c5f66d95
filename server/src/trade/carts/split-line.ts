import { type Decimal, isPositive } from '#kernel/money.ts'
import type { Offered } from '#src/offer/showcase/public.ts'

/** What of a line comes from where, as far as the buyer may know. */
export interface LinePart {
  warehouseId: string
  /** base units; null where the policy tells no figures: then the warehouse only has some (law 5) */
  quantity: Decimal | null
}

/**
 * Splits lines over warehouses as an order of them would be reserved: in their order, the preferred warehouse first, lines
 * of one product sharing what is there. Where figures are masked the parts are only what the masked stock says itself.
 */
export function lineSplitter(): (offered: Offered, needed: Decimal) => LinePart[] {
  const left = new Map<string, Decimal>()
  return (offered, needed) => {
    if (!offered.stockNumberMayBeTold)
      return offered.stockByWarehouse.flatMap(({ warehouseId, stock }) =>
        stock.level === 'none' || stock.display === 'hidden' ? [] : [{ warehouseId, quantity: null }],
      )
    const parts: LinePart[] = []
    let open = needed
    for (const { warehouseId, available } of offered.warehouses) {
      if (!isPositive(open)) break
      const key = `${offered.productId} ${warehouseId}`
      const there = left.get(key) ?? available
      const taken = there.lt(open) ? there : open
      if (!isPositive(taken)) continue
      left.set(key, there.minus(taken))
      open = open.minus(taken)
      parts.push({ warehouseId, quantity: taken })
    }
    return parts
  }
}
