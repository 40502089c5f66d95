import { baseUnit } from '@portal/api/primitives.ts'
import { type Decimal, hundred, isPositive, one, zero } from '#kernel/money.ts'
import type {
  ApplicableList,
  Beside,
  Factor,
  PriceConditions,
  PriceRow,
  ProductPrices,
  ReadableList,
  TiersBy,
} from './price-conditions.ts'

/** A price before discounts, and where it stands. */
export interface Found<List extends ReadableList | null = ApplicableList | null> {
  row: PriceRow
  /** null: fixed in the contract */
  list: List
  /** of one of the unit asked for, as the list writes it: in its own currency */
  written: Decimal
  /** the packaging, where the row is for the base unit */
  factor: Factor | null
  /** in the contract's currency; without VAT where the contract says so */
  unitPrice: Decimal
  includesVat: boolean
}

/**
 * The nearest price for a unit and quantity: fixed in the contract > contract's list > company's > group's > segment's >
 * base list. The nearest level that has any answers; several lists of one level: the lowest, compared with VAT.
 */
export function nearestPrice(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  beside: Beside,
): Found | null {
  const fixed = rowOf(product, null, 'line', packagingId, quantity, beside)
  if (fixed)
    return {
      ...fixed,
      list: null,
      unitPrice: fixed.written,
      includesVat: conditions.fixedIncludesVat && !conditions.withoutVat,
    }
  let best: Found<ApplicableList> | null = null
  for (const list of conditions.lists) {
    if (best && best.list.level < list.level) break
    const found = priceIn(conditions, product, list, packagingId, quantity, beside)
    if (found && (!best || comparable(found, product).lt(comparable(best, product)))) best = found
  }
  return best
}

/**
 * The price of one list. A packaging without a price of its own there is the base unit's price times its factor; never the
 * other way. A list in another currency is converted at its rate, once, to 6 digits.
 */
export function priceIn<List extends ReadableList>(
  conditions: PriceConditions,
  product: ProductPrices,
  list: List,
  packagingId: string,
  quantity: Decimal,
  beside: Beside,
): Found<List> | null {
  const found = rowOf(product, list.id, list.tiersBy, packagingId, quantity, beside)
  if (!found) return null
  const converted = list.exchange
    ? found.written.times(list.exchange.rate).div(list.exchange.units).toDecimalPlaces(6)
    : found.written
  const bare = conditions.withoutVat && list.includesVat
  const unitPrice = bare ? withoutVat(converted, product.vatRate) : converted
  if (!isPositive(unitPrice)) return null
  return { ...found, list, unitPrice, includesVat: list.includesVat && !conditions.withoutVat }
}

/** Takes VAT of `rate` percent out of a price; null = there is none in it. */
export function withoutVat(price: Decimal, rate: Decimal | null): Decimal {
  return rate === null || rate.isZero()
    ? price
    : price.times(hundred).div(hundred.plus(rate)).toDecimalPlaces(6)
}

/** With VAT, so that lists with and without it can be compared. */
function comparable(found: Found, product: ProductPrices): Decimal {
  if (found.includesVat || product.vatRate === null) return found.unitPrice
  return found.unitPrice.times(hundred.plus(product.vatRate)).div(hundred)
}

function rowOf(
  product: ProductPrices,
  listId: string | null,
  tiersBy: TiersBy,
  packagingId: string,
  quantity: Decimal,
  beside: Beside,
): Pick<Found, 'row' | 'written' | 'factor'> | null {
  const factor = product.factors.get(packagingId) ?? null
  const others = tiersBy === 'line' ? zero : beside[tiersBy]
  // ones of this unit, each as many base units
  const perUnit = packagingId === baseUnit ? whole : factor
  const own = tier(product.rows, listId, packagingId, (min) => reached(min, quantity, others, perUnit))
  if (own) return { row: own, written: unitPriceOf(own), factor: null }
  if (!factor) return null
  const inBase = quantity.times(factor.numerator).div(factor.denominator).plus(others)
  const base = tier(product.rows, listId, baseUnit, (min) => min.lte(inBase))
  return base && { row: base, written: unitPriceOf(base, factor), factor }
}

const whole: Factor = { numerator: one, denominator: one }

/** Multiplied out, since one base unit may be no finite part of a packaging. */
function reached(min: Decimal, quantity: Decimal, others: Decimal, unit: Factor | null): boolean {
  if (others.isZero() || !unit) return min.lte(quantity)
  return min.minus(quantity).times(unit.numerator).lte(others.times(unit.denominator))
}

/** The row of the greatest threshold reached; of two in force, the one that came into force later. A price of zero is none. */
function tier(
  rows: readonly PriceRow[],
  listId: string | null,
  packagingId: string,
  reaches: (min: Decimal) => boolean,
): PriceRow | null {
  let best: PriceRow | null = null
  for (const row of rows) {
    if (row.listId !== listId || row.packagingId !== packagingId || !reaches(row.minQuantity)) continue
    if (!isPositive(unitPriceOf(row))) continue
    const more = best ? row.minQuantity.comparedTo(best.minQuantity) : 1
    if (more > 0 || (more === 0 && startsLater(row, best!))) best = row
  }
  return best
}

/** `-infinity` starts before every date; dates are written so that text order is their order. */
function startsLater(row: PriceRow, than: PriceRow): boolean {
  if (than.validFrom === '-infinity') return row.validFrom !== '-infinity'
  return row.validFrom !== '-infinity' && row.validFrom > than.validFrom
}

/** Kept to the 6 digits of an order line's price; divided only here, once. */
export function unitPriceOf(row: PriceRow, factor?: Factor): Decimal {
  // most rows are for one unit, and are written in 6 digits at most
  if (!factor && row.perQuantity.eq(one)) return row.amount
  const price = factor
    ? row.amount.times(factor.numerator).div(row.perQuantity.times(factor.denominator))
    : row.amount.div(row.perQuantity)
  return price.toDecimalPlaces(6)
}
