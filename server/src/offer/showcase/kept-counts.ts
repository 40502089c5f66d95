import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

/** Changes that were not committed yet when figures were counted are seen after this long at the latest. */
const longestMs = 20_000
const most = 500

interface Kept {
  version: string
  until: number
  rows: Promise<unknown[]>
}

const kept = new WeakMap<Db, Map<string, Kept>>()

/** Which state of the catalogue figures belong to; it rises with every change of products, categories and properties. */
export const catalogueVersion = sql<string>`(select last_value::text from catalog.version)`

/**
 * Runs a query that only counts, or answers what the same query (its text and values, so also its assortment) answered
 * before the catalogue changed. For figures beside the goods; what is offered, its stock and price are always read anew.
 */
export function countOnce<Row>(db: Db, query: RawBuilder<Row>, version: string): Promise<Row[]> {
  const compiled = query.compile(db)
  const key = JSON.stringify([compiled.sql, compiled.parameters])
  const byQuery = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, byQuery)
  const before = byQuery.get(key)
  byQuery.delete(key)
  if (before && before.version === version && performance.now() < before.until) {
    // used last = forgotten last
    byQuery.set(key, before)
    return before.rows as Promise<Row[]>
  }
  const rows = query.execute(db).then((result) => result.rows)
  byQuery.set(key, { version, until: performance.now() + longestMs, rows })
  rows.catch(() => byQuery.delete(key))
  if (byQuery.size > most) byQuery.delete(byQuery.keys().next().value!)
  return rows
}
