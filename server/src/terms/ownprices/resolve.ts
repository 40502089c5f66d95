import type { PriceStep } from '@portal/api/price-explanations.ts'
import { type Decimal, isPositive } from '#kernel/money.ts'
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

/** A price, and how it came about. Thousands are made for a list, so what few ask for is made when it is asked for. */
export class Resolved {
  private readonly worked: Worked
  private readonly conditions: PriceConditions

  constructor(worked: Worked, conditions: PriceConditions) {
    this.worked = worked
    this.conditions = conditions
  }

  /** of one of the unit asked for, at most 6 digits after the point */
  get unitPrice(): Decimal {
    return this.worked.unitPrice
  }

  get includesVat(): boolean {
    return this.worked.found.includesVat
  }

  /** `fixed` or `list:<name>` */
  get source(): string {
    const { list } = this.worked.found
    return list ? `list:${list.name}` : 'fixed'
  }

  /** the list that answered; null: the contract's fixed price */
  get listId(): string | null {
    return this.worked.found.list?.id ?? null
  }

  get tiersBy(): TiersBy {
    return this.worked.found.list?.tiersBy ?? 'line'
  }

  /** why it is so */
  get steps(): PriceStep[] {
    return stepsTo(this.worked, this.conditions)
  }
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
  return isPositive(worked.unitPrice) ? new Resolved(worked, conditions) : null
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
  const discounted = percent.isZero() ? unitPrice : less(unitPrice, percent)
  const floor = floorOf(conditions, product, packagingId, quantity, includesVat)
  const least = floor?.price ?? null
  const raised = least?.gt(discounted) ? least : discounted
  const changed =
    list.exchange !== null ||
    (raised !== unitPrice && !raised.eq(unitPrice)) ||
    (conditions.withoutVat && list.includesVat)
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
    unitPrice: raised === unitPrice ? unitPrice : roundPrice(raised, 'currency', conditions.currency, raised),
  }
}
