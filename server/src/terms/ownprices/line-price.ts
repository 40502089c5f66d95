import type { OwnPrice } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { type Decimal, wirePrice, wireQuantity, zero } from '#kernel/money.ts'
import {
  type PriceConditions,
  type PriceRow,
  type ProductPrices,
  type Resolved,
  resolvePrice,
} from './resolve.ts'

export interface LinePrice {
  /** of one of the line's unit, at most 6 digits after the point */
  unitPrice: Decimal
  /** struck through: there only when it is higher */
  basePrice: Decimal | null
  /** the next quantity (in the line's unit) from which one costs less */
  nextTier: { minQuantity: Decimal; unitPrice: Decimal } | null
  includesVat: boolean
  currency: string
  /** `fixed` or `list:<name>` */
  source: string
}

/** The price of a line with what is shown beside it. */
export function linePrice(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
): LinePrice | null {
  const own = resolvePrice(conditions, product, packagingId, quantity)
  if (!own) return null
  return {
    unitPrice: own.unitPrice,
    basePrice: basePrice(conditions, product, packagingId, quantity, own),
    nextTier: nextTier(conditions, product, packagingId, quantity, own),
    includesVat: own.includesVat,
    currency: conditions.currency,
    source: own.source,
  }
}

/** The base list's price of the same unit and quantity, when it is higher and reckoned the same way. */
function basePrice(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  own: Resolved,
): Decimal | null {
  const lists = conditions.lists.filter((list) => list.id === conditions.baseListId)
  const rows = product.rows.filter((row) => row.listId === conditions.baseListId)
  const base = resolvePrice(
    { ...conditions, lists, discountPercent: zero },
    { ...product, rows, categoryDiscount: null },
    packagingId,
    quantity,
  )
  if (!base || base.includesVat !== own.includesVat) return null
  return base.unitPrice.gt(own.unitPrice) ? base.unitPrice : null
}

function nextTier(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
  own: Resolved,
): LinePrice['nextTier'] {
  for (const minQuantity of thresholds(product, packagingId)) {
    if (minQuantity.lte(quantity)) continue
    const there = resolvePrice(conditions, product, packagingId, minQuantity)
    if (there && there.unitPrice.lt(own.unitPrice)) return { minQuantity, unitPrice: there.unitPrice }
  }
  return null
}

/** Quantities of the unit at which some row begins to count, rising. */
export function thresholds(product: ProductPrices, packagingId: string): Decimal[] {
  const factor = product.factors.get(packagingId)
  const inUnit = (row: PriceRow) => {
    if (row.packagingId === packagingId) return [row.minQuantity]
    // the base unit's thresholds, in whole packagings
    if (!factor || row.packagingId !== baseUnit) return []
    return [row.minQuantity.times(factor.denominator).div(factor.numerator).ceil()]
  }
  const all = product.rows.flatMap(inUnit).toSorted((a, b) => a.comparedTo(b))
  return all.filter((value, index) => index === 0 || !value.eq(all[index - 1]!))
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
