import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'

export type MappedKind = 'product' | 'category' | 'attribute' | 'attribute_value' | 'unit'

/** Our ids behind another system's (lower-cased) keys; what is unknown is missing. */
export async function mappedIds(
  db: Db | Tx,
  source: string,
  kind: MappedKind,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map()
  const { rows } = await sql<{ external_id: string; entity_id: string }>`
    select external_id, entity_id from catalog.mappings
    where source = ${source} and kind = ${kind} and external_id = any(${[...new Set(externalIds)]}::text[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.external_id, row.entity_id]))
}

/** Remembers keys; one that is known already is left as it is. */
export async function rememberIds(
  tx: Tx,
  source: string,
  kind: MappedKind,
  pairs: readonly { externalId: string; id: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  await sql`insert into catalog.mappings (source, kind, external_id, entity_id)
    select ${source}, ${kind}, external_id, entity_id
    from unnest(${pairs.map((pair) => pair.externalId)}::text[], ${pairs.map((pair) => pair.id)}::uuid[])
      as p(external_id, entity_id)
    on conflict do nothing`.execute(tx)
}

/** The other system's keys of our products; a product may have one per source. */
export async function externalIdsOf(
  db: Db | Tx,
  source: string,
  productIds: readonly string[],
): Promise<Map<string, string>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<{ external_id: string; entity_id: string }>`
    select external_id, entity_id from catalog.mappings
    where source = ${source} and kind = 'product' and entity_id = any(${[...productIds]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.entity_id, row.external_id]))
}
