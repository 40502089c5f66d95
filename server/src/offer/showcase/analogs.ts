import { sql } from 'kysely'
import type { Terms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'
import type { Language } from '@portal/api/primitives.ts'
import { loadConditions } from './conditions.ts'
import { loadOffered, type Offered } from './offered.ts'

export interface OfferedAnalog {
  product: Offered
  /** base units of it in the place of one base unit of what it stands for */
  ratio: Decimal
}

/**
 * For each product the best that may be taken in its place under these terms: a replacement before an analog, one that
 * is in stock before one that is not. A missing key: there is none.
 */
export async function offeredAnalogs(
  db: Db,
  terms: Terms,
  productIds: readonly string[],
  at: { now: Date; language: Language },
): Promise<Map<string, OfferedAnalog>> {
  if (productIds.length === 0) return new Map()
  const conditions = await loadConditions(db, terms, at)
  const { rows } = await sql<{ product_id: string; analog_id: string; ratio: string }>`
    select a.product_id, a.analog_id, a.ratio::text from catalog.analogs a
    join catalog.products p on p.id = a.analog_id
    where a.product_id = any(${[...productIds]}::uuid[]) and a.kind <> 'accessory'
      and ${conditions.assortment.offers('p')}
    order by a.kind desc, a.analog_id`.execute(db)
  const offered = await loadOffered(db, conditions, [...new Set(rows.map((row) => row.analog_id))])
  const best = new Map<string, OfferedAnalog>()
  for (const row of rows) {
    const product = offered.get(row.analog_id)
    const known = best.get(row.product_id)
    if (product && (!known || (known.product.available.lte(0) && product.available.gt(0))))
      best.set(row.product_id, { product, ratio: decimal(row.ratio) })
  }
  return best
}
