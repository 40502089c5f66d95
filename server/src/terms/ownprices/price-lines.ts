import { baseUnit } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, wirePrice, wireQuantity } from '#kernel/money.ts'
import { countBeside } from './count-beside.ts'
import { linePrice, type LinePrice, thresholds } from './line-price.ts'
import { loadPriceConditions } from './load-conditions.ts'
import { countsFamilies, loadProductPrices } from './load-prices.ts'
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
 * Two queries, however many lines. Whether the product is offered is not asked here. `cart`: the lines stand in one cart of
 * these lines (they are among them), so that lists which count a product or a family together do; without it each stands alone.
 */
export async function priceLines(
  db: Db,
  terms: BuyerTerms,
  lines: readonly PricedLine[],
  at: { now: Date; cart?: readonly PricedLine[] },
): Promise<(LinePrice | null)[]> {
  if (lines.length === 0) return []
  const today = dateIn(at.now, terms.timeZone)
  const conditions = await loadPriceConditions(db, terms, today)
  const asked = at.cart && countsFamilies(conditions) ? [...lines, ...at.cart] : lines
  const ids = [...new Set(asked.map((line) => line.productId))]
  const products = await loadProductPrices(db, conditions, ids, today)
  const together = conditions.lists.some((list) => list.tiersBy !== 'line')
  const besideOf = countBeside(products, together ? (at.cart ?? []) : [])
  return lines.map((line) => {
    const { productId, packagingId, quantity } = line
    const product = products.get(productId)
    return product && (packagingId === baseUnit || product.factors.has(packagingId))
      ? linePrice(conditions, product, packagingId, quantity, besideOf(line))
      : null
  })
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
  const today = dateIn(at.now, terms.timeZone)
  const conditions = await loadPriceConditions(db, terms, today)
  const loaded = await loadProductPrices(db, conditions, [product.id], today)
  const prices = loaded.get(product.id)
  if (!prices) return []
  return product.packagingIds.flatMap((packagingId) => {
    const tiers: Tier[] = []
    let before: Decimal | null = null
    for (const minQuantity of thresholds(conditions, prices, packagingId)) {
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
