import type { DateText, DemoContract, DemoPriceRow, DemoProduct, DemoVatClass } from '../demo-data.ts'
import { daysBetween } from '../calendar.ts'
import { leavesUnder } from '../goods/categories.ts'
import { rowsOf } from '../terms/prices.ts'
import type { PriceListRule } from '../terms/prices.ts'

/** Price of one ordered unit in ten-thousandths of a rouble, so that sums stay whole numbers. */
export type Price = number

export interface FoundPrice {
  price: Price
  basePrice: Price
  source: string
}

const monthlyInflation = 0.0065

/** What a contract pays for a product on a day: fixed price, else its list with tier and the better discount. */
export function priceFinder(
  contract: DemoContract,
  lists: PriceListRule[],
  today: DateText,
): (product: DemoProduct, unit: string, factor: number, quantity: number, date: DateText) => FoundPrice {
  const own = lists.find((list) => list.key === contract.priceList)!
  const base = lists.find((list) => list.base && list.seller === contract.seller)!
  const fixed = new Map(contract.fixedPrices.map((entry) => [entry.product, Number(entry.amount)]))
  const byLeaf = new Map(
    contract.categoryDiscounts.flatMap(({ category, percent }) =>
      leavesUnder(category).map((leaf) => [leaf, Number(percent)] as const),
    ),
  )
  return (product, unit, factor, quantity, date) => {
    const cheaperThen = (1 - monthlyInflation) ** (daysBetween(date, today) / 30)
    const basePrice = priceOf(rowsOf(product, base, today), unit, factor, quantity, date) * cheaperThen
    const agreed = fixed.get(product.key)
    if (agreed !== undefined)
      return { price: whole(agreed * factor), basePrice: whole(basePrice), source: 'fixed' }
    // a regional list that does not name the product falls back to the base list
    const list = own.share < 1 ? base : own
    const rows = rowsOf(product, list, today)
    const discount = Math.max(Number(contract.discountPercent), byLeaf.get(product.category) ?? 0)
    const price = priceOf(rows, unit, factor, quantity, date) * (1 - discount / 100) * cheaperThen
    return { price: whole(price), basePrice: whole(basePrice), source: `list:${list.name.ru}` }
  }
}

function priceOf(
  rows: DemoPriceRow[],
  unit: string,
  factor: number,
  quantity: number,
  date: DateText,
): number {
  const valid = rows.filter((row) => row.validFrom === null || row.validFrom <= date)
  const inUnit = valid.findLast((row) => row.unit === unit && Number(row.fromQuantity) <= quantity)
  if (inUnit) return Number(inUnit.amount) / Number(inUnit.perQuantity)
  const perBase = valid.findLast(
    (row) => row.unit === rows[0]!.unit && Number(row.fromQuantity) <= quantity * factor,
  )!
  return (Number(perBase.amount) / Number(perBase.perQuantity)) * factor
}

/** Kopecks, or hundredths of them for what costs less than a rouble. */
const whole = (roubles: number): Price =>
  roubles < 1 ? Math.round(roubles * 10_000) : Math.round(roubles * 100) * 100

/** The rate of the day; the simplified regime has one of its own. */
export function vatPercent(vatClass: DemoVatClass, regime: 'general' | 'usn5', date: DateText): number {
  if (regime === 'usn5') return 5
  if (vatClass === 'reduced') return 10
  return date < '2026-01-01' ? 20 : 22
}

/** Kopecks of a line whose price includes VAT. */
export function lineSum(
  price: Price,
  quantity: number,
  rate: number,
): { net: number; vat: number; gross: number } {
  const gross = Math.round((price * quantity) / 100)
  const vat = Math.round((gross * rate) / (100 + rate))
  return { net: gross - vat, vat, gross }
}

export const roubles = (kopecks: number): string => (kopecks / 100).toFixed(2)
export const priceText = (price: Price): string =>
  price % 100 === 0 ? (price / 10_000).toFixed(2) : (price / 10_000).toFixed(4)
