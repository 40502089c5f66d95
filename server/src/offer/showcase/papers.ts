import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import type { Conditions } from './conditions.ts'

/** A certificate of a product, with its file. */
export interface Paper {
  title: string | null
  number: string | null
  validThrough: string | null
  fileId: string
  fileName: string
  storageKey: string
  size: number
  sha256: string
}

/** Certificates of those of the products that are offered; what is not offered is absent, what has none has an empty list. */
export async function papersOf(
  db: Db,
  conditions: Conditions,
  productIds: readonly string[],
): Promise<Map<string, Paper[]>> {
  const { rows } = await sql<{ id: string; papers: Paper[] }>`
    select p.id, coalesce((select json_agg(json_build_object('title', d.title, 'number', d.number,
        'validThrough', d.valid_through, 'fileId', f.id, 'fileName', f.name, 'storageKey', f.storage_key,
        'size', f.size, 'sha256', f.sha256) order by d.valid_through desc nulls first, d.created_at, d.id)
      from catalog.product_documents pd join catalog.documents d on d.id = pd.document_id
      join kernel.files f on f.id = d.file_id
      where pd.product_id = p.id and d.kind = 'certificate'), '[]') as papers
    from catalog.products p
    where p.id = any(${[...new Set(productIds)]}::uuid[]) and ${conditions.assortment.offers('p')}`.execute(
    db,
  )
  return new Map(rows.map(({ id, papers }) => [id, papers]))
}
