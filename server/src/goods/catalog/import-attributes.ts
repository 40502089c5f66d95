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

/** Upserts attributes and the values of their reference books by (source, external id). Outcomes in order. */
export async function importAttributes(
  tx: Tx,
  source: string,
  attributes: readonly ImportedAttribute[],
): Promise<ImportOutcome[]> {
  const known = await mappedIds(
    tx,
    source,
    'attribute',
    attributes.map((one) => one.externalId),
  )
  const outcomes: ImportOutcome[] = []
  for (const attribute of attributes) {
    const before = known.get(attribute.externalId)
    const id = before ?? newId()
    if (before) {
      const { numChangedRows, numUpdatedRows } = await tx
        .updateTable('catalog.attributes')
        .set({ name: attribute.name, kind: attribute.kind })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('name', '<>', attribute.name), eb('kind', '<>', attribute.kind)]))
        .executeTakeFirst()
      outcomes.push((numChangedRows ?? numUpdatedRows) > 0n ? 'changed' : 'same')
    } else {
      await tx
        .insertInto('catalog.attributes')
        .values({ id, name: attribute.name, kind: attribute.kind })
        .execute()
      await rememberIds(tx, source, 'attribute', [{ externalId: attribute.externalId, id }])
      known.set(attribute.externalId, id)
      outcomes.push('created')
    }
    if (attribute.values.length > 0) {
      const ids = await ensureValues(
        tx,
        attribute.values.map((one) => ({ attributeId: id, value: one.value })),
      )
      const pairs = attribute.values.flatMap((one, index) =>
        one.externalId ? [{ externalId: one.externalId, id: ids[index]! }] : [],
      )
      await rememberIds(tx, source, 'attribute_value', pairs)
    }
  }
  return outcomes
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
