import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { Whose } from './whose.ts'

export interface FoundProduct {
  id: string
  name: string
}

interface Hit extends FoundProduct {
  key: string
  source: number
}

/**
 * Products by the supplier's article, else by the manufacturer's code, else by barcode, else by what others call them, among those that may be seen. The
 * company's own numbers are not asked: they are what is being given. A key of several products has them all.
 */
export async function goodsByCode(
  tx: Tx,
  whose: Whose,
  keys: readonly string[],
): Promise<Map<string, FoundProduct[]>> {
  const asked = [...new Set(keys)].filter(Boolean)
  const barcodes = asked.filter((key) => /^\d{6,14}$/.test(key))
  const { rows } = await sql<Hit>`
    select h.key, h.source, p.id, p.name from (
      select a.article_key as key, 1 as source, a.id from catalog.products a where a.article_key = any(${asked}::text[])
      union all
      select m.manufacturer_key, 2, m.id from catalog.products m where m.manufacturer_key = any(${asked}::text[])
      union all
      select b.barcode, 3, b.product_id from catalog.barcodes b where b.barcode = any(${barcodes}::text[])
      union all
      select c.code_key, 4, c.product_id from catalog.cross_references c where c.code_key = any(${asked}::text[])
    ) h join catalog.products p on p.id = h.id
    where ${whose.sees('p')} order by h.source, p.id`.execute(tx)
  const byKey = Map.groupBy(rows, (row) => row.key)
  return new Map(
    [...byKey].map(([key, hits]) => [key, hits.filter(({ source }) => source === hits[0]!.source)]),
  )
}
