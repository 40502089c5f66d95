import { AppError } from '@portal/api/errors.ts'
import type { changeFamily } from '@portal/api/families.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { ensureValues } from '../import-attributes.ts'

type Draft = ParsedOf<typeof changeFamily>['body']['axes'][number]
type Wrong = Record<string, string>

/**
 * Makes the axes of a family what they are in the draft: properties that are not there yet are made, values too, and their
 * order is kept. Throws invalid_input for a property or a value that is unknown, and for one that is named twice.
 */
export async function writeAxes(tx: Tx, familyId: string, axes: readonly Draft[]): Promise<void> {
  const wrong: Wrong = {}
  const attributeIds = await attributesOf(tx, axes, wrong)
  refuse(wrong)
  const valueIds: string[] = []
  for (const [index, axis] of axes.entries())
    valueIds.push(...(await valuesOf(tx, attributeIds[index]!, axis, `axes.${index}.values`, wrong)))
  refuse(wrong)
  await sql`update catalog.families set axis_attribute_ids = ${attributeIds}::uuid[] where id = ${familyId}`.execute(
    tx,
  )
  await sql`delete from catalog.family_values where family_id = ${familyId}`.execute(tx)
  await sql`insert into catalog.family_values (family_id, value_id, place)
    select ${familyId}, v.id, v.place from unnest(${valueIds}::uuid[]) with ordinality v(id, place)`.execute(
    tx,
  )
  // a place on what is no axis any more is no place
  await sql`delete from catalog.family_places h using catalog.products p
    where p.id = h.product_id and p.family_id = ${familyId} and h.attribute_id <> all(${attributeIds}::uuid[])`.execute(
    tx,
  )
}

/** A property by its id; one that is named as an existing one is that one. */
async function attributesOf(tx: Tx, axes: readonly Draft[], wrong: Wrong): Promise<string[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, lower(name) as name from catalog.attributes
    where id = any(${axes.flatMap(({ attributeId }) => attributeId ?? [])}::uuid[])
      or lower(name) = any(${axes.map(({ name }) => name.toLowerCase())}::text[]) order by id`.execute(tx)
  const known = new Set(rows.map(({ id }) => id))
  const byName = new Map(rows.toReversed().map(({ id, name }) => [name, id]))
  const ids: string[] = []
  const fresh: { id: string; name: string; nameEn: string | null }[] = []
  for (const [index, { attributeId, name, nameEn }] of axes.entries()) {
    const id = attributeId ?? byName.get(name.toLowerCase()) ?? newId()
    if (attributeId !== null && !known.has(attributeId)) wrong[`axes.${index}.attributeId`] = 'not_found'
    if (ids.includes(id)) wrong[`axes.${index}.name`] = 'repeated'
    if (!known.has(id) && attributeId === null) {
      fresh.push({ id, name, nameEn: nameEn || null })
      byName.set(name.toLowerCase(), id)
    }
    ids.push(id)
  }
  if (Object.keys(wrong).length === 0 && fresh.length > 0)
    await tx
      .insertInto('catalog.attributes')
      .values(fresh.map(({ id, name, nameEn }) => ({ id, name, name_en: nameEn, kind: 'choice' })))
      .execute()
  return ids
}

async function valuesOf(
  tx: Tx,
  attributeId: string,
  { values }: Draft,
  field: string,
  wrong: Wrong,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from catalog.attribute_values where attribute_id = ${attributeId}
      and id = any(${values.flatMap(({ id }) => id ?? [])}::uuid[])`.execute(tx)
  const known = new Set(rows.map(({ id }) => id))
  const texts = values.filter(({ id }) => id === null)
  const made = await valueIdsOf(
    tx,
    attributeId,
    texts.map(({ value }) => value),
  )
  const ids: string[] = []
  for (const [index, { id, value }] of values.entries()) {
    const chosen = id ?? made.get(value)!
    if (id !== null && !known.has(id)) wrong[`${field}.${index}`] = 'not_found'
    if (ids.includes(chosen)) wrong[`${field}.${index}`] = 'repeated'
    ids.push(chosen)
  }
  const translated = values.flatMap(({ valueEn }, index) => (valueEn ? [{ id: ids[index]!, valueEn }] : []))
  if (translated.length > 0)
    await sql`update catalog.attribute_values v set value_en = t.value_en
      from unnest(${translated.map(({ id }) => id)}::uuid[], ${translated.map(({ valueEn }) => valueEn)}::text[]) as t(id, value_en)
      where v.id = t.id and v.attribute_id = ${attributeId} and v.value_en is distinct from t.value_en`.execute(
      tx,
    )
  return ids
}

/** Values of a property by their text, whatever the case; those that are not there yet are made. */
export async function valueIdsOf(
  tx: Tx,
  attributeId: string,
  texts: readonly string[],
): Promise<Map<string, string>> {
  if (texts.length === 0) return new Map()
  const { rows } = await sql<{ id: string; value: string; value_en: string | null }>`
    select id, lower(value) as value, lower(value_en) as value_en from catalog.attribute_values
    where attribute_id = ${attributeId} and (lower(value) = any(${texts.map((text) => text.toLowerCase())}::text[])
      or lower(value_en) = any(${texts.map((text) => text.toLowerCase())}::text[])) order by id`.execute(tx)
  const ids = new Map<string, string>()
  for (const { id, value_en } of rows) if (value_en !== null) ids.set(value_en, id)
  for (const { id, value } of rows) ids.set(value, id)
  // of several writings of one the first is kept
  const missing = [...Map.groupBy(texts, (text) => text.toLowerCase())]
    .filter(([key]) => !ids.has(key))
    .map(([key, writings]) => [key, writings[0]!] as const)
  const made = await ensureValues(
    tx,
    missing.map(([, value]) => ({ attributeId, value })),
  )
  for (const [place, [key]] of missing.entries()) ids.set(key, made[place]!)
  return new Map(texts.map((text) => [text, ids.get(text.toLowerCase())!]))
}

function refuse(wrong: Wrong): void {
  if (Object.keys(wrong).length > 0) throw new AppError('invalid_input', {}, wrong)
}
