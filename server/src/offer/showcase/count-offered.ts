import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Terms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { loadConditions } from './conditions.ts'

/** How many products these terms offer today. */
export async function countOffered(
  db: Db,
  terms: Terms,
  at: { now: Date; language: Language },
): Promise<number> {
  const { assortment } = await loadConditions(db, terms, at)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from catalog.products p where ${assortment.offers('p')}`.execute(db)
  return rows[0]!.count
}
