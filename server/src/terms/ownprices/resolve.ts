import type { PriceStep } from '@portal/api/price-explanations.ts'
import { type Decimal, zero } from '#kernel/money.ts'
import { type Discount, discountsOf, less, percentOff } from './discounts.ts'
import { type Floor, floorOf } from './floor-price.ts'
import { type Found, nearestPrice } from './nearest-price.ts'
import {
  alone,
  type Beside,
  type PriceConditions,
  type ProductPrices,
  type TiersBy,
} from './price-conditions.ts'
import { stepsTo } from './price-steps.ts'
import { roundPrice } from './round-price.ts'

export interface Resolved {
  /** of one of the unit asked for, at most 6 digits after the point */
  unitPrice: Decimal
  includesVat: boolean
  /** `fixed` or `list:<name>` */
  source: string
  /** the list that answered; null: the contract's fixed price */
  listId: string | null
  tiersBy: TiersBy
  /** why, made only when it is asked */
  readonly steps: PriceStep[]
}

/** What became of a price, from the row that was found to what the buyer pays. */
export interface Worked {
  found: Found
  discounts: readonly Discount[]
  discounted: Decimal
  floor: Floor | null
  /** does a floor hold for this price */
  guarded: boolean
  raised: Decimal
  unitPrice: Decimal
}

/**
 * The order of function 14: the nearest price (nearestPrice) > the contract's, the category's and the volume's discount
 * (discountsOf) > the floor > rounding. A price fixed in the contract has no discounts, and is written as it was agreed
 * unless the floor raises it. A price that discounts, a rate or VAT have changed is rounded to the currency where its list
 * has no rule of its own. null: no price, which is "on request"; a price of zero is none.
 */
export function resolvePrice(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  beside: Beside = alone,
): Resolved | null {
  const found = nearestPrice(conditions, product, packagingId, quantity, beside)
  if (!found) return null
  const worked = found.list
    ? ofList(conditions, product, packagingId, quantity, found)
    : ofAgreement(conditions, product, packagingId, quantity, found)
  if (worked.unitPrice.lte(zero)) return null
  return {
    unitPrice: worked.unitPrice,
    includesVat: found.includesVat,
    source: found.list ? `list:${found.list.name}` : 'fixed',
    listId: found.list?.id ?? null,
    tiersBy: found.list?.tiersBy ?? 'line',
    get steps() {
      return stepsTo(worked, conditions)
    },
  }
}

function ofList(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  found: Found,
): Worked {
  const { unitPrice, includesVat } = found
  const list = found.list!
  const factor = product.factors.get(packagingId)
  const inBase = factor ? quantity.times(factor.numerator).div(factor.denominator) : quantity
  const discounts = discountsOf(conditions, product, { found, quantity, inBase })
  const percent = percentOff(discounts)
  const discounted = percent.eq(zero) ? unitPrice : less(unitPrice, percent)
  const floor = floorOf(conditions, product, packagingId, quantity, includesVat)
  const least = floor?.price ?? null
  const raised = least?.gt(discounted) ? least : discounted
  const changed =
    list.exchange !== null || !raised.eq(unitPrice) || (conditions.withoutVat && list.includesVat)
  const rule = list.rounding === 'none' && changed ? 'currency' : list.rounding
  return {
    found,
    discounts,
    discounted,
    floor,
    guarded: true,
    raised,
    unitPrice: roundPrice(raised, rule, conditions.currency, least),
  }
}

function ofAgreement(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  found: Found,
): Worked {
  const { unitPrice, includesVat } = found
  const floor = floorOf(conditions, product, packagingId, quantity, includesVat)
  const guarded = conditions.fixedGuarded
  const raised = guarded && floor?.price?.gt(unitPrice) ? floor.price : unitPrice
  return {
    found,
    discounts: [],
    discounted: unitPrice,
    floor,
    guarded,
    raised,
    unitPrice: raised.eq(unitPrice) ? unitPrice : roundPrice(raised, 'currency', conditions.currency, raised),
  }
}
