import type { Language } from '@portal/api/primitives.ts'
import type { Terms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { freshCatalogue } from './catalogue-index/fresh-index.ts'
import { offeredDocs } from './catalogue-index/offered-docs.ts'
import { loadConditions } from './conditions.ts'

/** How many products these terms offer today. */
export async function countOffered(
  db: Db,
  terms: Terms,
  at: { now: Date; language: Language },
): Promise<number> {
  const [{ assortment }, { index }] = await Promise.all([loadConditions(db, terms, at), freshCatalogue(db)])
  let count = 0
  for (const mark of offeredDocs(index, assortment.rules)) count += mark
  return count
}
