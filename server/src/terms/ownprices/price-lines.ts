import { baseUnit } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, wirePrice, wireQuantity } from '#kernel/money.ts'
import { linePrice, type LinePrice, thresholds } from './line-price.ts'
import { loadPriceConditions, loadProductPrices } from './load-prices.ts'
import { resolvePrice } from './resolve.ts'

export interface PricedLine {
  productId: string
  /** the nil uuid = the base unit */
  packagingId: string
  /** in that unit; it chooses the tier */
  quantity: Decimal
}

/**
 * Prices of lines under a contract today (in the seller's zone), aligned by index; null = no price, "on request".
 * Two queries, however many lines. Whether the product is offered is not asked here.
 */
export async function priceLines(
  db: Db,
  terms: BuyerTerms,
  lines: readonly PricedLine[],
  at: { now: Date },
): Promise<(LinePrice | null)[]> {
  if (lines.length === 0) return []
  const conditions = await loadPriceConditions(db, terms)
  const ids = [...new Set(lines.map((line) => line.productId))]
  const products = await loadProductPrices(db, conditions, ids, dateIn(at.now, terms.timeZone))
  return lines.map(({ productId, packagingId, quantity }) => {
    const product = products.get(productId)
    return product && knows(product.factors, packagingId)
      ? linePrice(conditions, product, packagingId, quantity)
      : null
  })
}

function knows(factors: ReadonlyMap<string, unknown>, packagingId: string): boolean {
  return packagingId === baseUnit || factors.has(packagingId)
}

export interface Tier {
  packagingId: string
  minQuantity: string
  unitPrice: { amount: string; currency: string }
}

/** The steps in which a product gets cheaper, for each unit asked for; a unit without a price has none. */
export async function priceTiers(
  db: Db,
  terms: BuyerTerms,
  product: { id: string; packagingIds: readonly string[] },
  at: { now: Date },
): Promise<Tier[]> {
  const conditions = await loadPriceConditions(db, terms)
  const loaded = await loadProductPrices(db, conditions, [product.id], dateIn(at.now, terms.timeZone))
  const prices = loaded.get(product.id)
  if (!prices) return []
  return product.packagingIds.flatMap((packagingId) => {
    const tiers: Tier[] = []
    let before: Decimal | null = null
    for (const minQuantity of thresholds(prices, packagingId)) {
      const price = resolvePrice(conditions, prices, packagingId, minQuantity)?.unitPrice
      if (!price || (before && price.gte(before))) continue
      before = price
      tiers.push({
        packagingId,
        minQuantity: wireQuantity(minQuantity),
        unitPrice: wirePrice(price, conditions.currency),
      })
    }
    return tiers
  })
}
