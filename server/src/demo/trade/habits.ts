import { daysBetween } from '../calendar.ts'
import type { DateText, DemoProduct } from '../demo-data.ts'
import type { Random } from '../random.ts'

/** How a company buys under one contract. */
export interface BuyingStyle {
  contract: string
  /** Days between two orders, on average. */
  cadenceDays: number
  lines: [from: number, to: number]
  /** Products bought again and again. */
  habits: number
  /** Roubles that one line costs, about. */
  lineSum: number
  /** What the purchases grow by in a year. */
  yearlyGrowth: number
  /** Sets that are ordered whole every so many days, nearly the same each time. */
  standing: { everyDays: number; size: number; comment: string }[]
  /** Leaf categories that come more often. */
  loves: string[]
  origins: [portal: number, erp: number, phone: number, mail: number]
  authors: string[]
  /** Days from today, negative, at which the buying began and stopped; by default the whole time. */
  firstDay?: number
  lastDay?: number
}

/** A product that a company buys at its own interval. */
export interface Habit {
  product: DemoProduct
  intervalDays: number
  /** Base units, on average over the year. */
  quantity: number
  /** Days since the beginning between which the habit lives. */
  from: number
  until: number
}

const intervals = [14, 21, 28, 28, 30, 42, 60, 90]

/** Picks the products of a style: the loved categories and popular goods more often. */
export function habitsOf(
  style: BuyingStyle,
  offered: DemoProduct[],
  start: DateText,
  days: number,
  random: Random,
): Habit[] {
  const loved = new Set(style.loves)
  return weighted(
    offered.filter((product) => !product.discontinued),
    (product) => (0.02 + product.popularity) * (loved.has(product.category) ? 6 : 1),
    style.habits,
    random,
  ).map((product) => {
    // a tenth was lost some months ago, a seventh came on the way
    const fate = random.next()
    return {
      product,
      intervalDays: random.pick(intervals),
      quantity: typicalQuantity(product, style.lineSum * (0.35 + 1.3 * random.next())),
      from: Math.max(
        fate > 0.86 ? random.int(90, 330) : -random.int(0, 60),
        daysBetween(start, product.createdOn),
      ),
      until: fate < 0.1 ? days - random.int(75, 230) : Infinity,
    }
  })
}

/** As much as the sum buys, in whole steps, and in whole boxes where it comes near to one. */
export function typicalQuantity(product: DemoProduct, roubles: number): number {
  const box = product.packagings.find((pack) => pack.unit === 'box' || pack.unit === 'coil')
  const quantity = roubles / product.rawPrice
  if (box && quantity > box.factor * 0.7) return Math.round(quantity / box.factor) * box.factor || box.factor
  return inSteps(quantity, product)
}

export function inSteps(quantity: number, product: DemoProduct): number {
  const step = Number(product.step)
  return Math.max(Number(product.minimum), Math.round(quantity / step) * step)
}

/** A weighted choice without repetition; items keep their order. */
function weighted<T>(items: T[], weightOf: (item: T) => number, count: number, random: Random): T[] {
  // the exponential clocks of items: the heavier, the sooner it rings
  return items
    .map((item, i) => ({ item, i, rings: -Math.log(1 - random.next()) / weightOf(item) }))
    .sort((a, b) => a.rings - b.rings)
    .slice(0, count)
    .sort((a, b) => a.i - b.i)
    .map(({ item }) => item)
}
