import type { PriceRounding } from '@portal/api/price-file-settings.ts'
import { type Decimal, decimal, exponentOf, hundred, one, roundMoney, zero } from '#kernel/money.ts'

/** A mark-up whose numbers have been read. */
export interface MarkUpRules {
  percent: Decimal
  /** brand id -> percent */
  brands: ReadonlyMap<string, Decimal>
  /** category id -> percent */
  categories: ReadonlyMap<string, Decimal>
  minSum: Decimal | null
  rounding: PriceRounding
}

/** What decides about the mark-up of one product. */
export interface MarkedProduct {
  brandId: string | null
  /** its main category and all above it, the outermost first */
  categoryPath: readonly string[]
}

/** The brand's mark-up; without one the nearest category's; without one the general one. */
export function percentOf(rules: MarkUpRules, product: MarkedProduct): Decimal {
  const ofBrand = product.brandId === null ? undefined : rules.brands.get(product.brandId)
  if (ofBrand) return ofBrand
  const nearest = product.categoryPath.findLast((categoryId) => rules.categories.has(categoryId))
  return nearest === undefined ? rules.percent : rules.categories.get(nearest)!
}

/** A price told with VAT inside or without it, rounded to the currency where it had to be reckoned over. */
export function withVat(
  price: { amount: Decimal; includesVat: boolean },
  vat: { rate: Decimal | null; included: boolean },
  currency: string,
): Decimal {
  if (vat.rate === null || vat.rate.isZero() || price.includesVat === vat.included) return price.amount
  const share = hundred.plus(vat.rate)
  return roundMoney(
    vat.included ? price.amount.times(share).div(hundred) : price.amount.times(hundred).div(share),
    currency,
  )
}

/**
 * The price for one's own customers: the greater of "percent on top" and "least sum on top", rounded last. Rounding never
 * eats into the least sum and never makes a price of nothing. Prices before and after are told with VAT or without alike.
 */
export function markedUp(price: Decimal, percent: Decimal, rules: MarkUpRules, currency: string): Decimal {
  const byPercent = price.times(hundred.plus(percent)).div(hundred)
  const least = rules.minSum === null ? zero : price.plus(rules.minSum)
  const exact = byPercent.gt(least) ? byPercent : least
  return rounded(exact, least, rules.rounding, currency)
}

/** The nearest price on the grid, the upper one of two; the next one above where that is nothing or less than `least`. */
function rounded(exact: Decimal, least: Decimal, rounding: PriceRounding, currency: string): Decimal {
  const { step, offset } = grid(rounding, currency)
  // the grid is offset + n × step
  const places = exact.minus(offset).div(step)
  const nearest = places.plus('0.5').floor().times(step).plus(offset)
  if (nearest.gt(zero) && nearest.gte(least)) return nearest
  const above = places.ceil().times(step).plus(offset)
  return above.gt(zero) ? above : above.plus(step)
}

function grid(rounding: PriceRounding, currency: string): { step: Decimal; offset: Decimal } {
  const digits = exponentOf(currency)
  const smallest = decimal(`1e-${digits}`)
  if (rounding === 'none') return { step: smallest, offset: zero }
  if (rounding.startsWith('.'))
    // a currency without small coins has no such endings
    return digits === 0 ? { step: one, offset: zero } : { step: one, offset: decimal(`0${rounding}`) }
  const step = decimal(rounding)
  return { step: step.lt(smallest) ? smallest : step, offset: zero }
}
