import { Decimal as DecimalJs } from 'decimal.js'

const Exact = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -30,
  toExpPos: 40,
})

/** An exact decimal. Money and quantities are this, never a JavaScript number. */
export type Decimal = DecimalJs

/** Texts that come again and again, such as `1.000000`: a cart of 2,000 lines would read ten thousand of them anew. */
const known = new Map<string, Decimal>()
const mostKnown = 20_000
const longestKnown = 20

/** Reads a decimal written by us: from SQL, the wire or another Decimal. Throws on anything else. */
export function decimal(value: string | Decimal): Decimal {
  if (typeof value !== 'string') return finite(value)
  const found = known.get(value)
  if (found) return found
  const read = finite(new Exact(value))
  if (value.length <= longestKnown) {
    if (known.size >= mostKnown) known.clear()
    known.set(value, read)
  }
  return read
}

function finite(value: Decimal): Decimal {
  if (!value.isFinite()) throw new Error(`not a finite decimal: ${value}`)
  return value
}

export const zero: Decimal = decimal('0')
export const one: Decimal = decimal('1')
export const hundred: Decimal = decimal('100')

/** Is it more than zero? A comparison would copy what it compares with, and prices ask this at every step. */
export function isPositive(value: Decimal): boolean {
  return value.isPositive() && !value.isZero()
}

/** Sum of decimals; zero when there are none. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total: Decimal | null = null
  for (const value of values) total = total === null ? value : total.plus(value)
  return total ?? zero
}

const exponents: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, BHD: 3, KWD: 3, TND: 3 }

/** Digits after the point in which an amount of this currency is kept (ISO 4217). */
export function exponentOf(currency: string): number {
  return exponents[currency] ?? 2
}

/** Rounds an amount half-up (away from zero) to the currency's exponent. */
export function roundMoney(amount: Decimal, currency: string): Decimal {
  return amount.toDecimalPlaces(exponentOf(currency), DecimalJs.ROUND_HALF_UP)
}

/** Money for the wire, with the currency's digits: `{ amount: "1234.50", currency: "RUB" }`. */
export function wireMoney(amount: Decimal | string, currency: string): { amount: string; currency: string } {
  return { amount: decimal(amount).toFixed(exponentOf(currency)), currency }
}

/** A unit price for the wire: at least the currency's digits, more where the price has them. */
export function wirePrice(amount: Decimal | string, currency: string): { amount: string; currency: string } {
  const price = decimal(amount)
  return { amount: price.toFixed(Math.max(exponentOf(currency), price.decimalPlaces())), currency }
}

/** A quantity for the wire, without trailing zeros: `"12"`, `"1.5"`. */
export function wireQuantity(value: Decimal | string): string {
  return decimal(value).toFixed()
}

export interface LineAmounts {
  net: Decimal
  vat: Decimal
  gross: Decimal
}

/**
 * Amounts of one line: rounded once, half-up, to the currency's exponent; document totals are sums of these.
 * `rate` in percent, null = without VAT. Source: 1C's VAT arithmetic (S * r / (100 + r) inside, S * r / 100 on top).
 */
export function lineAmounts(line: {
  price: Decimal
  quantity: Decimal
  rate: Decimal | null
  includesVat: boolean
  currency: string
}): LineAmounts {
  const amount = roundMoney(line.price.times(line.quantity), line.currency)
  if (line.rate === null) return { net: amount, vat: zero, gross: amount }
  if (line.includesVat) {
    const vat = roundMoney(amount.times(line.rate).div(hundred.plus(line.rate)), line.currency)
    return { net: amount.minus(vat), vat, gross: amount }
  }
  const vat = roundMoney(amount.times(line.rate).div(hundred), line.currency)
  return { net: amount, vat, gross: amount.plus(vat) }
}

/**
 * Splits an amount over weights in the currency's digits, so that the parts add up to it exactly: each part is rounded down,
 * and what is left goes digit by digit to the greatest remainders, of equal ones to the first. Weights are not negative; where
 * all are zero they count alike. A negative amount, of a return, is split as its opposite is.
 */
export function allocate(amount: Decimal, weights: readonly Decimal[], currency: string): Decimal[] {
  if (weights.length === 0) return []
  if (amount.isNegative()) return allocate(amount.negated(), weights, currency).map((part) => part.negated())
  const total = sum(weights)
  const shares = weights.map((weight) =>
    total.eq(zero) ? amount.div(weights.length) : amount.times(weight).div(total),
  )
  const digits = exponentOf(currency)
  const parts = shares.map((share) => share.toDecimalPlaces(digits, DecimalJs.ROUND_DOWN))
  const digit = one.div(decimal('10').pow(digits))
  const rest = amount.minus(sum(parts)).div(digit).toNumber()
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share.minus(parts[index]!) }))
    .toSorted((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
  for (const { index } of byRemainder.slice(0, rest)) parts[index] = parts[index]!.plus(digit)
  return parts
}
