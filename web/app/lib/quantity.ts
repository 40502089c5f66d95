import { Decimal as DecimalJs } from 'decimal.js'

const Exact = DecimalJs.clone({ precision: 40, toExpNeg: -30, toExpPos: 40 })

/**
 * A quantity as a person types it: `1 200`, `1,5`, `1.5`. Empty or anything else that is not a non-negative decimal
 * of the wire (12 digits, 6 after the point) is null.
 */
export function readQuantity(text: string): string | null {
  const plain = text.replaceAll(/[\s']|\p{Cf}/gu, '').replace(',', '.')
  if (!/^(\d{1,12}(\.\d{0,6})?|\.\d{1,6})$/.test(plain)) return null
  return new Exact(plain).toFixed()
}

export interface QuantityRules {
  /** decimals of the wire, in the unit that the person types in */
  min?: string | null | undefined
  step?: string | null | undefined
  max?: string | null | undefined
}

/**
 * What will be ordered when `quantity` is asked for: up to the minimum, then up to a multiple of the step, but not above
 * the maximum's last step. Zero stays zero. The server decides again; this only spares a surprise.
 */
export function fitQuantity(quantity: string, { min, step, max }: QuantityRules): string {
  const asked = new Exact(quantity)
  if (asked.isZero()) return '0'
  const each = step && new Exact(step).gt(0) ? new Exact(step) : null
  let fit = min ? DecimalJs.max(asked, min) : asked
  if (each) fit = fit.div(each).ceil().times(each)
  if (max && fit.gt(max)) fit = each ? new Exact(max).div(each).floor().times(each) : new Exact(max)
  return new Exact(fit).toFixed()
}

/** One step up or down, along the multiples of the step; down from the least goes to zero. */
export function stepQuantity(quantity: string | null, direction: 1 | -1, rules: QuantityRules): string {
  const each = new Exact(rules.step && new Exact(rules.step).gt(0) ? rules.step : 1)
  const now = new Exact(quantity ?? 0)
  const steps = now.div(each)
  const next = (direction === 1 ? steps.floor().plus(1) : steps.ceil().minus(1)).times(each)
  if (next.lte(0)) return '0'
  const least = new Exact(fitQuantity(rules.min ?? '0', { step: rules.step }))
  if (next.lt(least)) return direction === 1 ? least.toFixed() : '0'
  return fitQuantity(next.toFixed(), rules)
}

/** Sum of decimals of the wire, for a foot line that must not wait for the server. */
export function sumOf(values: Iterable<string>): string {
  let total = new Exact(0)
  for (const value of values) total = total.plus(value)
  return total.toFixed()
}

/**
 * Price times quantity, rounded half-up to the digits of the price's own amount, at least two (JPY and the like: none).
 * Only a preview of what the server will answer.
 */
export function lineSum(
  price: { amount: string; currency: string },
  quantity: string,
): { amount: string; currency: string } {
  const digits = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: price.currency,
  }).resolvedOptions().maximumFractionDigits
  const amount = new Exact(price.amount).times(quantity)
  return { amount: amount.toFixed(digits ?? 2, DecimalJs.ROUND_HALF_UP), currency: price.currency }
}

/** What is left of an agreed quantity; never below zero. */
export function quantityLeft(agreed: string, drawn: string): string {
  return DecimalJs.max(new Exact(agreed).minus(drawn), 0).toFixed()
}

/** Compares two decimals of the wire. */
export function isLess(value: string, than: string): boolean {
  return new Exact(value).lt(than)
}
