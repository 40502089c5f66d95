import { baseUnit } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, wirePrice, wireQuantity } from '#kernel/money.ts'
import { countBeside } from './count-beside.ts'
import { linePrice, type LinePrice, thresholds } from './line-price.ts'
import { type LoadedConditions, loadPriceConditions } from './load-conditions.ts'
import { countsFamilies, loadProductPrices } from './load-prices.ts'
import type { Beside, ProductPrices } from './price-conditions.ts'
import { resolvePrice } from './resolve.ts'

export interface PricedLine {
  productId: string
  /** the nil uuid = the base unit */
  packagingId: string
  /** in that unit; it chooses the tier */
  quantity: Decimal
}

export interface Tier {
  packagingId: string
  minQuantity: string
  unitPrice: { amount: string; currency: string }
}

/** What products cost under a contract today, in the seller's zone. Whether they are offered is not asked here. */
export class OwnPrices {
  private readonly conditions: LoadedConditions
  private readonly products: ReadonlyMap<string, ProductPrices>
  private readonly besideOf: (line: PricedLine) => Beside

  constructor(
    conditions: LoadedConditions,
    products: ReadonlyMap<string, ProductPrices>,
    cart: readonly PricedLine[],
  ) {
    this.conditions = conditions
    this.products = products
    const together = conditions.lists.some((list) => list.tiersBy !== 'line')
    this.besideOf = countBeside(products, together ? cart : [])
  }

  /** null = no price, "on request" */
  of(line: PricedLine): LinePrice | null {
    const product = this.inUnit(line)
    return (
      product && linePrice(this.conditions, product, line.packagingId, line.quantity, this.besideOf(line))
    )
  }

  /** Is there any price for it? Asked of many lines, it costs a part of `of`. */
  knows(line: PricedLine): boolean {
    const product = this.inUnit(line)
    const { packagingId, quantity } = line
    return (
      product !== null &&
      resolvePrice(this.conditions, product, packagingId, quantity, this.besideOf(line)) !== null
    )
  }

  /** The steps in which a product gets cheaper, for each unit asked for; a unit without a price has none. */
  tiers(productId: string, packagingIds: readonly string[]): Tier[] {
    const prices = this.products.get(productId)
    if (!prices) return []
    return packagingIds.flatMap((packagingId) => {
      const tiers: Tier[] = []
      let before: Decimal | null = null
      for (const minQuantity of thresholds(this.conditions, prices, packagingId)) {
        const price = resolvePrice(this.conditions, prices, packagingId, minQuantity)?.unitPrice
        if (!price || (before && price.gte(before))) continue
        before = price
        tiers.push({
          packagingId,
          minQuantity: wireQuantity(minQuantity),
          unitPrice: wirePrice(price, this.conditions.currency),
        })
      }
      return tiers
    })
  }

  private inUnit({ productId, packagingId }: PricedLine): ProductPrices | null {
    const product = this.products.get(productId)
    return product && (packagingId === baseUnit || product.factors.has(packagingId)) ? product : null
  }
}

/**
 * Reads the prices of products under a contract: two queries, however many products. `cart`: lines that stand in one cart
 * together, so that lists which count a product or a family together do; without it each line stands alone.
 */
export async function loadOwnPrices(
  db: Db,
  terms: BuyerTerms,
  productIds: Iterable<string>,
  at: { now: Date; cart?: readonly PricedLine[] },
): Promise<OwnPrices> {
  const today = dateIn(at.now, terms.timeZone)
  const conditions = await loadPriceConditions(db, terms, today)
  const cart = at.cart ?? []
  const ids = new Set(productIds)
  if (countsFamilies(conditions)) for (const line of cart) ids.add(line.productId)
  return new OwnPrices(conditions, await loadProductPrices(db, conditions, [...ids], today), cart)
}

/** Prices of lines, aligned by index; see `loadOwnPrices`. */
export async function priceLines(
  db: Db,
  terms: BuyerTerms,
  lines: readonly PricedLine[],
  at: { now: Date; cart?: readonly PricedLine[] },
): Promise<(LinePrice | null)[]> {
  if (lines.length === 0) return []
  const ids = lines.map((line) => line.productId)
  const prices = await loadOwnPrices(db, terms, ids, at)
  return lines.map((line) => prices.of(line))
}
