import { addDays } from '../calendar.ts'
import type { DateText, DemoLotInTransit, DemoProduct, DemoStock } from '../demo-data.ts'
import { drawFor } from '../random.ts'

/** Whole packs where the goods are sold in packs. */
const toStep = (quantity: number, product: DemoProduct): number =>
  Math.max(1, Math.round(quantity / Number(product.step))) * Number(product.step)

/**
 * Stock so that the goods of a line cost some 10–150 thousand roubles on a shelf: a washer lies in tens of
 * thousands, a compressor in units. `share` is the part of products that a warehouse keeps on average.
 */
export function* stockOf(
  products: Iterable<DemoProduct>,
  warehouses: string[],
  share: number,
): Generator<DemoStock> {
  for (const product of products) {
    for (const [i, warehouse] of warehouses.entries()) {
      const kept = Math.min(0.98, share * (i === 0 ? 1.25 : 1 - 0.25 / Math.max(1, warehouses.length - 1)))
      const draw = drawFor(`stock:${warehouse}:${product.key}`)
      if (draw >= kept) continue
      // of what is kept, one in sixteen has run out and one in ten is nearly gone
      const state = drawFor(`left:${warehouse}:${product.key}`)
      const value =
        (product.discontinued ? 4_000 : 10_000 + 140_000 * product.popularity) *
        (0.4 + 1.2 * drawFor(`value:${warehouse}:${product.key}`))
      const full = toStep(value / product.rawPrice, product)
      const onHand = state < 0.06 ? 0 : state < 0.16 ? toStep(full * 0.04, product) : full
      yield { warehouse, product: product.key, onHand: String(onHand) }
    }
  }
}

/** About one product in fifteen is on its way; a few of those lots are late already. */
export function* lotsOf(
  products: Iterable<DemoProduct>,
  warehouses: string[],
  today: DateText,
): Generator<DemoLotInTransit> {
  for (const product of products) {
    if (product.discontinued || drawFor(`lot:${product.key}`) >= 0.07) continue
    const warehouse =
      warehouses[Math.floor(drawFor(`lot-at:${product.key}`) * Math.min(3, warehouses.length))]!
    const days = Math.round(-4 + 60 * drawFor(`lot-on:${product.key}`))
    yield {
      warehouse,
      product: product.key,
      quantity: String(toStep((60_000 + 90_000 * product.popularity) / product.rawPrice, product)),
      expectedOn: addDays(today, days),
      confirmed: days < 30,
    }
  }
}
