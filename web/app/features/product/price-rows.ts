import type { OfferedUnit, ProductCard } from '@portal/api/offer.ts'
import type { MoneyWire } from '@portal/api/primitives.ts'
import { Decimal } from 'decimal.js'
import { leastIn } from '../offer/units.ts'

export interface PriceRow {
  unit: OfferedUnit
  /** in that unit: from how many on */
  from: string
  price: MoneyWire
  /** what one base unit costs then; null for the base unit itself */
  each: MoneyWire | null
}

const Exact = Decimal.clone({ precision: 40, toExpNeg: -30, toExpPos: 40 })

/**
 * The price table of a card: for each unit the thresholds at which it gets cheaper. A threshold below the least that can
 * be bought says nothing to a buyer, so the first row of a unit begins at that least quantity.
 */
export function priceRows(
  product: Pick<ProductCard, 'tiers' | 'units' | 'minQuantity' | 'step' | 'maxQuantity'>,
): PriceRow[] {
  return product.units.flatMap((unit, place) => {
    const least = new Exact(leastIn(product, unit.packagingId))
    const own = (product.tiers ?? []).filter((tier) => tier.packagingId === unit.packagingId)
    return own
      .filter((_, index) => {
        const next = own[index + 1]
        return !next || new Exact(next.minQuantity).gt(least)
      })
      .map((tier) => ({
        unit,
        from: Exact.max(tier.minQuantity, least).toFixed(),
        price: tier.unitPrice,
        each: place === 0 ? null : eachOf(tier.unitPrice, unit.factor),
      }))
  })
}

function eachOf(price: MoneyWire, factor: string): MoneyWire {
  const amount = new Exact(price.amount).div(factor)
  return { amount: amount.toFixed(2, Decimal.ROUND_HALF_UP), currency: price.currency }
}

/** The row that answers for a quantity of a unit; undefined below the first. */
export function rowFor(
  rows: readonly PriceRow[],
  packagingId: string,
  quantity: string | null,
): PriceRow | undefined {
  const own = rows.filter((row) => row.unit.packagingId === packagingId)
  if (quantity === null) return own[0]
  return own.findLast((row) => new Exact(row.from).lte(quantity)) ?? own[0]
}
