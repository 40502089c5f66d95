import type { OfferedUnit, OfferItem } from '@portal/api/offer.ts'
import { baseUnit, type MoneyWire } from '@portal/api/primitives.ts'
import { Decimal } from 'decimal.js'
import { lineSum, type QuantityRules } from '../../lib/quantity.ts'

type Limits = Pick<OfferItem, 'units' | 'minQuantity' | 'step' | 'maxQuantity'>

const Exact = Decimal.clone({ precision: 40, toExpNeg: -30, toExpPos: 40 })

/** The unit named, or the base unit, which stands first. */
export function unitOf(item: Pick<OfferItem, 'units'>, packagingId: string): OfferedUnit | undefined {
  return item.units.find((unit) => unit.packagingId === packagingId) ?? item.units[0]
}

/** Minimum, step and maximum in the unit named: the wire has them in base units, packagings are sold whole. */
export function rulesIn(item: Limits, packagingId: string): QuantityRules {
  const { minQuantity, step, maxQuantity } = item
  const unit = unitOf(item, packagingId)
  if (!unit || unit.packagingId === baseUnit) return { min: minQuantity, step, max: maxQuantity }
  return {
    min: minQuantity && new Exact(minQuantity).div(unit.factor).ceil().toFixed(),
    step: '1',
    max: maxQuantity && new Exact(maxQuantity).div(unit.factor).floor().toFixed(),
  }
}

/** The least that can be bought in this unit: what a tick asks for. */
export function leastIn(item: Limits, packagingId: string): string {
  const { min, step } = rulesIn(item, packagingId)
  const each = new Exact(step && new Exact(step).gt(0) ? step : 1)
  return min && new Exact(min).gt(0) ? new Exact(min).div(each).ceil().times(each).toFixed() : each.toFixed()
}

/** How many base units a quantity of this unit is. */
export function inBaseUnits(item: Pick<OfferItem, 'units'>, packagingId: string, quantity: string): string {
  return new Exact(quantity).times(unitOf(item, packagingId)?.factor ?? 1).toFixed()
}

export interface LineEstimate {
  sum: MoneyWire
  /** false: another tier or a price of the packaging may apply, the cart tells */
  exact: boolean
}

/** What a quantity would come to at the price that the row shows; null without a price. */
export function estimateLine(item: OfferItem, packagingId: string, quantity: string): LineEstimate | null {
  if (!item.price) return null
  const { unitPrice, nextTier } = item.price
  const unit = unitOf(item, packagingId)
  if (unit && unit.packagingId !== baseUnit) {
    const baseQuantity = new Exact(quantity).times(unit.factor)
    const price = nextTier && baseQuantity.gte(nextTier.minQuantity) ? nextTier.unitPrice : unitPrice
    return { sum: lineSum(price, baseQuantity.toFixed()), exact: false }
  }
  const beyond = nextTier !== null && new Exact(quantity).gte(nextTier.minQuantity)
  return { sum: lineSum(beyond ? nextTier.unitPrice : unitPrice, quantity), exact: !beyond }
}

/** The sum of estimates; null when there are none or they are in several currencies. */
export function estimateTotal(estimates: readonly (LineEstimate | null)[]): LineEstimate | null {
  const known = estimates.filter((estimate) => estimate !== null)
  const currency = known[0]?.sum.currency
  if (!currency || known.some(({ sum }) => sum.currency !== currency)) return null
  const amount = known.reduce((total, { sum }) => total.plus(sum.amount), new Exact(0))
  const digits = Math.max(...known.map(({ sum }) => sum.amount.split('.')[1]?.length ?? 0))
  return {
    sum: { amount: amount.toFixed(digits), currency },
    exact: known.length === estimates.length && known.every(({ exact }) => exact),
  }
}
