import type { DateText, DemoPriceList, DemoPriceRow, DemoProduct } from '../demo-data.ts'
import { drawFor } from '../random.ts'
import { addMonths } from '../calendar.ts'

/** A list and how it is made from a product's raw price. */
export interface PriceListRule extends DemoPriceList {
  factor: number
  /** Discounts from so many packagings: the smallest one (a pack or a box), then the biggest box. */
  tiers: number[]
  /** Part of products that also have a price for a whole box. */
  boxShare: number
  /** Part of the seller's products that the list names. */
  share: number
}

const rule = (
  key: string,
  seller: string,
  ru: string,
  en: string,
  factor: number,
  tiers: number[],
  boxShare: number,
  share = 1,
): PriceListRule => ({
  key,
  seller,
  name: { ru, en },
  currency: 'RUB',
  vatIncluded: true,
  base: key.endsWith('base'),
  factor,
  tiers,
  boxShare,
  share,
})

const main: PriceListRule[] = [
  rule('base', 'kr', 'Базовый', 'Base', 1, [0.97, 0.94], 0),
  rule('dealer', 'kr', 'Дилерский', 'Dealer', 0.88, [0.975, 0.95], 0.1),
  rule('opt', 'kr', 'Опт', 'Wholesale', 0.82, [0.98], 0.3),
  rule('chain', 'kr', 'Сеть', 'Retail chain', 0.76, [], 0.45),
  rule('tools-base', 'kr-tools', 'Базовый (КР Инструмент)', 'Base (KR Instrument)', 1, [0.96], 0.15),
]

/** Rows that the main lists come to for one product, roughly. */
const MAIN_ROWS = 9.5
const SIDE_ROWS = 1.9

/** The main lists, and for bigger profiles regional ones that name only a part of the assortment. */
export function priceListRules(count: number, products: number, priceRows: number): PriceListRule[] {
  const side = count - 4
  if (side <= 0) return main
  const share = Math.min(1, (priceRows - products * MAIN_ROWS) / (side * products * SIDE_ROWS))
  const regional = Array.from({ length: side - 1 }, (_, i) => {
    const number = String(i + 1).padStart(3, '0')
    return rule(
      `region-${number}`,
      'kr',
      `Регион ${number}`,
      `Region ${number}`,
      0.74 + 0.2 * drawFor(`list:${i}`),
      [0.97],
      0.1,
      share,
    )
  })
  return [...main, ...regional]
}

/** All rows of all lists for one product, tiers falling. */
export function* pricesOf(
  product: DemoProduct,
  rules: PriceListRule[],
  today: DateText,
): Generator<DemoPriceRow> {
  for (const list of rules) {
    if (list.seller !== product.seller) continue
    if (list.share < 1 && drawFor(`in:${list.key}:${product.key}`) >= list.share) continue
    yield* rowsOf(product, list, today)
  }
}

/** Rows of one list for one product; none of other lists' sellers. */
export function rowsOf(product: DemoProduct, list: PriceListRule, today: DateText): DemoPriceRow[] {
  const raw =
    product.rawPrice * list.factor * (0.985 + 0.03 * drawFor(`mark:${list.key}:${product.category}`))
  // what costs less than a rouble is priced by the hundred
  const per = product.rawPrice < 1 ? 100 : 1
  const rows: DemoPriceRow[] = []
  const add = (unit: string, from: number, amount: number, perQuantity: number): void => {
    rows.push({
      list: list.key,
      product: product.key,
      unit,
      fromQuantity: String(from),
      amount: amount.toFixed(2),
      perQuantity: String(perQuantity),
      validFrom: null,
      validUntil: null,
    })
  }

  let last = rounded(raw * per)
  add(product.baseUnit, 0, last, per)
  const packs = product.packagings.filter((pack) => pack.unit !== 'pallet')
  const thresholds = packs.map((pack) => pack.factor).filter((factor) => factor > Number(product.minimum))
  list.tiers.forEach((discount, i) => {
    const biggest = thresholds.at(-1)
    if (biggest === undefined) return
    const from = i < thresholds.length ? thresholds[i]! : biggest * 5
    const amount = rounded(raw * per * discount)
    if (amount >= last || from <= Number(rows.at(-1)!.fromQuantity)) return
    last = amount
    add(product.baseUnit, from, amount, per)
  })

  const box = packs.find((pack) => pack.unit === 'box')
  if (box && drawFor(`box:${list.key}:${product.key}`) < list.boxShare) {
    add('box', 0, rounded((last / per) * box.factor * 0.97), 1)
  }
  return list.base && product.category === 'power-cable' ? withAnnouncedRise(rows, today) : rows
}

/** Copper goes up: from the first of next month the row is dearer, and both rows are there today. */
function withAnnouncedRise(rows: DemoPriceRow[], today: DateText): DemoPriceRow[] {
  const from = `${addMonths(today, 1).slice(0, 7)}-01`
  return rows.flatMap((row) => [
    { ...row, validUntil: from },
    { ...row, validFrom: from, amount: rounded(Number(row.amount) * 1.04).toFixed(2) },
  ])
}

/** As price lists are rounded: kopecks up to 100 roubles, tens of kopecks up to 1,000, then roubles, then tens. */
export function rounded(price: number): number {
  const step = price < 100 ? 0.01 : price < 1000 ? 0.1 : price < 10_000 ? 1 : 10
  return Number((Math.round(price / step) * step).toFixed(2))
}
