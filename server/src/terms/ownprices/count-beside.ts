import { baseUnit } from '@portal/api/primitives.ts'
import { type Decimal, zero } from '#kernel/money.ts'
import { alone, type Beside, type ProductPrices } from './price-conditions.ts'
import type { PricedLine } from './price-lines.ts'

/**
 * How much of a cart stands beside a line: base units of the same product on its other lines, and of its family (of the same
 * base unit). A line in a unit that the product has not counts for nothing.
 */
export function countBeside(
  products: ReadonlyMap<string, ProductPrices>,
  cart: readonly PricedLine[],
): (line: PricedLine) => Beside {
  if (cart.length === 0) return () => alone
  const byProduct = new Map<string, Decimal>()
  const byFamily = new Map<string, Decimal>()
  for (const line of cart) {
    const inBase = baseUnits(products, line)
    add(byProduct, line.productId, inBase)
    const family = products.get(line.productId)?.family
    if (family) add(byFamily, family, inBase)
  }
  return (line) => {
    const own = baseUnits(products, line)
    const family = products.get(line.productId)?.family
    return {
      product: (byProduct.get(line.productId) ?? own).minus(own),
      family: (family ? (byFamily.get(family) ?? own) : own).minus(own),
    }
  }
}

function add(sums: Map<string, Decimal>, key: string, value: Decimal): void {
  sums.set(key, (sums.get(key) ?? zero).plus(value))
}

function baseUnits(
  products: ReadonlyMap<string, ProductPrices>,
  { productId, packagingId, quantity }: PricedLine,
): Decimal {
  if (packagingId === baseUnit) return quantity
  const factor = products.get(productId)?.factors.get(packagingId)
  return factor ? quantity.times(factor.numerator).div(factor.denominator) : zero
}
