import { type Decimal, hundred, one } from '#kernel/money.ts'
import { priceIn } from './nearest-price.ts'
import { alone, type PriceConditions, type ProductPrices } from './price-conditions.ts'

/** The least price of a unit; `source` is the cost list that it rests on, or empty. */
export interface Floor {
  source: string
  /** of a mark-up */
  percent: Decimal | null
  /** null: it cannot be reckoned, for want of a cost or of a rate */
  price: Decimal | null
}

/**
 * The floor of a product for a unit, in the contract's currency and with or without VAT as the price that it guards.
 * What it needs and has not leaves no floor: an amount is never converted.
 */
export function floorOf(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  includesVat: boolean,
): Floor | null {
  const rule = product.floor
  if (!rule) return null
  if (rule.kind === 'amount') {
    const factor = product.factors.get(packagingId)
    const amount = factor ? rule.amount.times(factor.numerator).div(factor.denominator) : rule.amount
    const price =
      rule.currency === conditions.currency
        ? up(asVat(amount, rule.includesVat, includesVat, product.vatRate))
        : null
    return { source: '', percent: null, price }
  }
  const { costListId, percent } = rule
  const list = conditions.costLists.find(({ id }) => id === costListId)
  const cost = list && priceIn(conditions, product, list, packagingId, quantity, alone)
  const price = cost && cost.unitPrice.times(hundred.plus(percent)).div(hundred)
  return {
    source: list?.name ?? '',
    percent,
    price: price ? up(asVat(price, cost.includesVat, includesVat, product.vatRate)) : null,
  }
}

function asVat(price: Decimal, has: boolean, wanted: boolean, rate: Decimal | null): Decimal {
  if (has === wanted || rate === null) return price
  const withVat = hundred.plus(rate)
  return wanted ? price.times(withVat).div(hundred) : price.times(hundred).div(withVat)
}

const step = one.div('1000000')

/** To the 6 digits of a price, upwards: a floor is not undercut by rounding. */
function up(price: Decimal): Decimal {
  const kept = price.toDecimalPlaces(6)
  return kept.lt(price) ? kept.plus(step) : kept
}
