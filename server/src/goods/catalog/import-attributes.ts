import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { ImportOutcome } from './import-outcome.ts'
import { mappedIds, rememberIds } from './mappings.ts'

export interface ImportedAttribute {
  externalId: string
  name: string
  kind: 'text' | 'number' | 'choice' | 'date'
  /** values of a reference book; an entry without an id is known by its text */
  values: { externalId: string | null; value: string }[]
}

/**
 * Upserts attributes and the values of their reference books by (source, external id), in a fixed number of
 * statements. Outcomes in order; an id that stands twice counts as the same the second time, and its last entry holds.
 */
export async function importAttributes(
  tx: Tx,
  source: string,
  attributes: readonly ImportedAttribute[],
): Promise<ImportOutcome[]> {
  if (attributes.length === 0) return []
  const known = await mappedIds(
    tx,
    source,
    'attribute',
    attributes.map((one) => one.externalId),
  )
  const last = new Map(attributes.map((one) => [one.externalId, one]))
  const rows = [...last.values()].map((one) => ({ ...one, id: known.get(one.externalId) ?? newId() }))
  const fresh = rows.filter((one) => !known.has(one.externalId))
  await insertAttributes(tx, fresh)
  await rememberIds(tx, source, 'attribute', fresh)
  const changed = await updateAttributes(
    tx,
    rows.filter((one) => known.has(one.externalId)),
  )
  await importReferences(tx, source, rows)
  const outcomes = new Map<string, ImportOutcome>()
  for (const { externalId, id } of rows)
    outcomes.set(externalId, known.has(externalId) ? (changed.has(id) ? 'changed' : 'same') : 'created')
  return attributes.map(({ externalId }) => {
    const outcome = outcomes.get(externalId)!
    outcomes.set(externalId, 'same')
    return outcome
  })
}

type AttributeRow = ImportedAttribute & { id: string }

const columnsOf = (rows: readonly AttributeRow[]) =>
  sql`unnest(${rows.map((one) => one.id)}::uuid[], ${rows.map((one) => one.name)}::text[],
    ${rows.map((one) => one.kind)}::text[]) as r(id, name, kind)`

async function insertAttributes(tx: Tx, rows: readonly AttributeRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into catalog.attributes (id, name, kind) select id, name, kind from ${columnsOf(rows)}`.execute(
    tx,
  )
}

async function updateAttributes(tx: Tx, rows: readonly AttributeRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const { rows: changed } = await sql<{ id: string }>`
    update catalog.attributes a set name = r.name, kind = r.kind from ${columnsOf(rows)}
    where a.id = r.id and (a.name <> r.name or a.kind <> r.kind) returning a.id`.execute(tx)
  return new Set(changed.map((one) => one.id))
}

async function importReferences(tx: Tx, source: string, rows: readonly AttributeRow[]): Promise<void> {
  const values = rows.flatMap(({ id, values }) => values.map((one) => ({ ...one, attributeId: id })))
  const ids = await ensureValues(tx, values)
  await rememberIds(
    tx,
    source,
    'attribute_value',
    values.flatMap(({ externalId }, index) => (externalId ? [{ externalId, id: ids[index]! }] : [])),
  )
}

/** Ids of attribute values by their texts, made where they are new; in order. */
export async function ensureValues(
  tx: Tx,
  values: readonly { attributeId: string; value: string }[],
): Promise<string[]> {
  if (values.length === 0) return []
  const key = (attributeId: string, value: string) => `${attributeId} ${value}`
  const unique = [...new Map(values.map((one) => [key(one.attributeId, one.value), one])).values()]
  const attributeIds = unique.map((one) => one.attributeId)
  const texts = unique.map((one) => one.value)
  await sql`insert into catalog.attribute_values (id, attribute_id, value, number)
    select id, attribute_id, value, case when value ~ '^-?[0-9]{1,15}([.,][0-9]{1,9})?$' then replace(value, ',', '.')::numeric end
    from unnest(${unique.map(() => newId())}::uuid[], ${attributeIds}::uuid[], ${texts}::text[]) as v(id, attribute_id, value)
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ id: string; attribute_id: string; value: string }>`
    select v.id, v.attribute_id, v.value from catalog.attribute_values v
    join unnest(${attributeIds}::uuid[], ${texts}::text[]) as w(attribute_id, value)
      on w.attribute_id = v.attribute_id and md5(w.value) = md5(v.value)`.execute(tx)
  const ids = new Map(rows.map((row) => [key(row.attribute_id, row.value), row.id]))
  return values.map((one) => ids.get(key(one.attributeId, one.value))!)
}
