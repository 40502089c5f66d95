import { type Decimal, decimal, exponentOf, roundMoney, zero } from '#kernel/money.ts'
import type { Rounding } from './price-conditions.ts'

const ninety = decimal('0.90')

/**
 * Rounds a price by the rule of its list, half-up; `x.90` goes to the nearest price that ends so. A list's rule gives nothing
 * away: what it would make zero is one step. What would fall under the floor is the next step above it.
 */
export function roundPrice(
  price: Decimal,
  rule: Rounding | 'currency',
  currency: string,
  floor: Decimal | null,
): Decimal {
  if (rule === 'none') return price
  if (rule === 'x.90') return ninetyOf(price, floor)
  const step = rule === 'currency' ? stepOf(currency) : decimal(rule)
  const rounded =
    rule === 'currency' ? roundMoney(price, currency) : price.div(step).toDecimalPlaces(0).times(step)
  const least = rule !== 'currency' && rounded.eq(zero) && price.gt(zero) ? step : rounded
  return floor && least.lt(floor) ? floor.div(step).ceil().times(step) : least
}

function ninetyOf(price: Decimal, floor: Decimal | null): Decimal {
  if (price.lte(zero)) return zero
  const whole = price.minus(ninety).toDecimalPlaces(0)
  const nearest = (whole.isNegative() ? zero : whole).plus(ninety)
  return floor && nearest.lt(floor) ? floor.minus(ninety).ceil().plus(ninety) : nearest
}

/** One unit of the currency's last digit. */
function stepOf(currency: string): Decimal {
  return decimal(`1e-${exponentOf(currency)}`)
}
