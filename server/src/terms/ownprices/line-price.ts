import type { OwnPrice } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { type Decimal, one, wirePrice, wireQuantity, zero } from '#kernel/money.ts'
import { volumeDiscountsFor } from './discounts.ts'
import { nearestPrice } from './nearest-price.ts'
import {
  alone,
  type Beside,
  type PriceConditions,
  type PriceRow,
  type ProductPrices,
  type TiersBy,
} from './price-conditions.ts'
import { type Resolved, resolvePrice } from './resolve.ts'

export interface LinePrice {
  /** of one of the line's unit, at most 6 digits after the point */
  unitPrice: Decimal
  /** struck through: there only when it is higher */
  basePrice: Decimal | null
  /** the next quantity of this line (in its unit, the others as they are) from which one costs less */
  nextTier: { minQuantity: Decimal; unitPrice: Decimal } | null
  includesVat: boolean
  currency: string
  /** `fixed` or `list:<name>` */
  source: string
  /** what of the cart counted for the tier: another line's quantity may change this price */
  tiersBy: TiersBy
}

/** The price of a line with what is shown beside it; `beside`: what the other lines of its cart add to a tier. */
export function linePrice(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  beside: Beside = alone,
): LinePrice | null {
  const own = resolvePrice(conditions, product, packagingId, quantity, beside)
  if (!own) return null
  return {
    unitPrice: own.unitPrice,
    basePrice: basePrice(conditions, product, packagingId, quantity, beside, own),
    nextTier: nextTier(conditions, product, packagingId, quantity, beside, own),
    includesVat: own.includesVat,
    currency: conditions.currency,
    source: own.source,
    tiersBy: own.tiersBy,
  }
}

/** The base list's price of the same unit and quantity, when it is higher and reckoned the same way. */
function basePrice(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  beside: Beside,
  own: Resolved,
): Decimal | null {
  const bare = undiscounted(conditions)
  if (bare.lists.length === 0) return null
  const rows = product.rows.filter((row) => row.listId === conditions.baseListId || isCost(conditions, row))
  const base = resolvePrice(bare, { ...product, rows, categoryDiscount: null }, packagingId, quantity, beside)
  if (!base || base.includesVat !== own.includesVat) return null
  return base.unitPrice.gt(own.unitPrice) ? base.unitPrice : null
}

const bareConditions = new WeakMap<PriceConditions, PriceConditions>()

/** The base list alone, without any discount; made once for all the lines of a request. */
function undiscounted(conditions: PriceConditions): PriceConditions {
  const known = bareConditions.get(conditions)
  if (known) return known
  const lists = conditions.lists
    .filter((list) => list.id === conditions.baseListId)
    .map((list) => ({ ...list, volumeDiscounts: [] }))
  const bare = { ...conditions, lists, discountPercent: zero, volumeDiscounts: [] }
  bareConditions.set(conditions, bare)
  return bare
}

/** Floors rest on it. */
function isCost(conditions: PriceConditions, row: PriceRow): boolean {
  return conditions.costLists.some((list) => list.id === row.listId)
}

function nextTier(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  beside: Beside,
  own: Resolved,
): LinePrice['nextTier'] {
  for (const minQuantity of thresholds(conditions, product, packagingId, beside, quantity)) {
    const there = resolvePrice(conditions, product, packagingId, minQuantity, beside)
    if (there && there.unitPrice.lt(own.unitPrice)) return { minQuantity, unitPrice: there.unitPrice }
  }
  return null
}

/** Quantities of a line in the unit at which some row or volume discount begins to count, rising; those above `after`. */
export function thresholds(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  beside: Beside = alone,
  after: Decimal | null = null,
): Decimal[] {
  const all = [
    ...rowThresholds(conditions, product, packagingId, beside),
    ...volumeThresholds(conditions, product, packagingId, beside),
  ]
    .map((value) => (value.isNegative() ? zero : value))
    .filter((value) => after === null || value.gt(after))
    .toSorted((a, b) => a.comparedTo(b))
  return all.filter((value, index) => index === 0 || !value.eq(all[index - 1]!))
}

function rowThresholds(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  beside: Beside,
): Decimal[] {
  const factor = product.factors.get(packagingId)
  return product.rows.flatMap((row) => {
    const tiersBy =
      row.listId === null ? 'line' : conditions.lists.find((list) => list.id === row.listId)?.tiersBy
    if (!tiersBy) return []
    const others = tiersBy === 'line' ? zero : beside[tiersBy]
    if (row.packagingId === packagingId) {
      if (others.isZero()) return [row.minQuantity]
      if (packagingId === baseUnit) return [upToDigits(row.minQuantity.minus(others))]
      return factor
        ? [row.minQuantity.minus(others.times(factor.denominator).div(factor.numerator)).ceil()]
        : []
    }
    // the base unit's thresholds, in whole packagings
    if (!factor || row.packagingId !== baseUnit) return []
    return [row.minQuantity.minus(others).times(factor.denominator).div(factor.numerator).ceil()]
  })
}

const millionth = one.div('1000000')

/** To the 6 digits of a quantity, upwards, so that the threshold is reached. */
function upToDigits(quantity: Decimal): Decimal {
  return quantity.div(millionth).ceil().times(millionth)
}

function volumeThresholds(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  beside: Beside,
): Decimal[] {
  if (
    conditions.volumeDiscounts.length === 0 &&
    conditions.lists.every((list) => list.volumeDiscounts.length === 0)
  )
    return []
  const found = nearestPrice(conditions, product, packagingId, one, beside)
  if (!found?.list) return []
  const factor = product.factors.get(packagingId)
  return volumeDiscountsFor(conditions, product, found).flatMap(({ countedBy, threshold }) => {
    if (countedBy === 'sum') return [sumReachedAt(conditions, product, packagingId, beside, threshold)]
    return factor ? [threshold.times(factor.denominator).div(factor.numerator).ceil()] : [threshold]
  })
}

/** The least whole quantity whose sum reaches the threshold; tiers may lower the price on the way there. */
function sumReachedAt(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  beside: Beside,
  threshold: Decimal,
): Decimal {
  let quantity = one
  for (let turn = 0; turn < 4; turn += 1) {
    const price = nearestPrice(conditions, product, packagingId, quantity, beside)?.unitPrice
    if (!price || price.times(quantity).gte(threshold)) break
    quantity = threshold.div(price).ceil()
  }
  return quantity
}

/** The price as a row or card shows it. */
export function wireLinePrice(price: LinePrice): OwnPrice {
  const { currency, nextTier } = price
  return {
    unitPrice: wirePrice(price.unitPrice, currency),
    basePrice: price.basePrice && wirePrice(price.basePrice, currency),
    nextTier: nextTier && {
      minQuantity: wireQuantity(nextTier.minQuantity),
      unitPrice: wirePrice(nextTier.unitPrice, currency),
    },
    includesVat: price.includesVat,
  }
}
