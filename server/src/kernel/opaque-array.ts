import { type RawBuilder, sql } from 'kysely'

/**
 * An array for a query that is asked at every turn, hidden from the planner. If it sees how few elements there are, it takes
 * the plan made for them to be cheaper than the one that is kept for all, and plans each time anew: for the long queries of
 * the offer that costs more than their work.
 */
export function opaqueArray(values: readonly string[], type: 'uuid' | 'text' = 'uuid'): RawBuilder<string[]> {
  const array = sql.raw(`${type}[]`)
  return sql`(select ${[...values]}::${array})::${array}`
}
