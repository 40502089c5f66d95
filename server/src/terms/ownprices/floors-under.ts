import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, one } from '#kernel/money.ts'
import { termsOfContract } from '#src/terms/contracts/public.ts'
import { floorOf } from './floor-price.ts'
import { loadPriceConditions } from './load-conditions.ts'
import { loadProductPrices } from './load-prices.ts'

/**
 * The least prices of units today under a contract, reckoned as its fixed prices are; aligned by index, null = no floor, or
 * none that could be reckoned. Three queries, however many lines.
 */
export async function floorsUnder(
  db: Db,
  contractId: string,
  lines: readonly { productId: string; packagingId: string }[],
  now: Date,
): Promise<(Decimal | null)[]> {
  const terms = lines.length > 0 ? await termsOfContract(db, contractId) : undefined
  if (!terms) return lines.map(() => null)
  const on = dateIn(now, terms.timeZone)
  const conditions = await loadPriceConditions(db, terms, on)
  if (!conditions.hasProductFloors && conditions.floors.length === 0) return lines.map(() => null)
  const ids = [...new Set(lines.map(({ productId }) => productId))]
  const products = await loadProductPrices(db, conditions, ids, on)
  const includesVat = conditions.fixedIncludesVat && !conditions.withoutVat
  return lines.map(({ productId, packagingId }) => {
    const product = products.get(productId)
    return (product && floorOf(conditions, product, packagingId, one, includesVat)?.price) ?? null
  })
}
