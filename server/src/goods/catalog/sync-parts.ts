import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'

/** One row of a list: whose it is, what it says, and what else tells it from others. */
export interface Pair {
  productId: string
  value: string
  extra: string
}

export type Rows = ReturnType<typeof sql>

/** Compares what is there with what is wanted and writes the difference, in three statements at the most. */
export async function sync(
  tx: Tx,
  sent: readonly { productId: string }[],
  wanted: readonly Pair[],
  changed: Set<string>,
  table: { select: Rows; remove: (rows: Rows) => Rows; insert: (rows: Rows) => Rows },
): Promise<void> {
  if (sent.length === 0) return
  const key = (pair: Pair) => `${pair.productId} ${pair.extra} ${pair.value}`
  const { rows } = await sql<{ product_id: string; value: string; extra: string }>`
    select * from (${table.select}) t where product_id = any(${sent.map((one) => one.productId)}::uuid[])`.execute(
    tx,
  )
  const there = new Map(
    rows.map((row) => {
      const pair = { productId: row.product_id, value: row.value, extra: row.extra }
      return [key(pair), pair]
    }),
  )
  const want = new Map(wanted.map((pair) => [key(pair), pair]))
  const gone = [...there].filter(([one]) => !want.has(one)).map(([, pair]) => pair)
  const added = [...want].filter(([one]) => !there.has(one)).map(([, pair]) => pair)
  if (gone.length > 0) await table.remove(unnest(gone)).execute(tx)
  if (added.length > 0) await table.insert(unnest(added)).execute(tx)
  for (const { productId } of [...gone, ...added]) changed.add(productId)
}

function unnest(pairs: readonly Pair[]): Rows {
  return sql`unnest(${pairs.map((pair) => pair.productId)}::text[], ${pairs.map((pair) => pair.value)}::text[],
    ${pairs.map((pair) => pair.extra)}::text[])`
}
