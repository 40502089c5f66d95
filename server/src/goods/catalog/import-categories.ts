import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { ImportOutcome, Sent } from './import-outcome.ts'
import { mappedIds, rememberIds } from './mappings.ts'
import { slugOf } from './slug.ts'

export interface ImportedCategory {
  externalId: string
  /** null = at the top */
  parentExternalId: string | null
  name: string
  description: Sent<string>
  deleted: boolean
}

interface Row {
  id: string
  parent_id: string | null
  ancestors: string[]
  name: string
  description: string | null
  active: boolean
}

/**
 * Upserts categories by (source, external id); parents stand before children. A fixed number of statements, and one
 * more for each category that has moved. Outcomes in order.
 */
export async function importCategories(
  tx: Tx,
  source: string,
  categories: readonly ImportedCategory[],
): Promise<ImportOutcome[]> {
  if (categories.length === 0) return []
  const ids = await mappedIds(
    tx,
    source,
    'category',
    categories.flatMap((one) => [one.externalId, one.parentExternalId ?? '']),
  )
  const rows = await rowsOf(tx, [...ids.values()])
  const created = new Map<string, Row>()
  const changed = new Map<string, Row>()
  const moved = new Map<string, Row>()
  const keys: { externalId: string; id: string }[] = []
  const outcomes = categories.map((category): ImportOutcome => {
    const before = rows.get(ids.get(category.externalId) ?? '')
    const next = nextRow(category, before, rows.get(ids.get(category.parentExternalId ?? '') ?? ''))
    if (before && isSame(before, next)) return 'same'
    rows.set(next.id, next)
    if (!before || created.has(next.id)) {
      created.set(next.id, next)
      if (before) return 'changed'
      ids.set(category.externalId, next.id)
      keys.push({ externalId: category.externalId, id: next.id })
      return 'created'
    }
    changed.set(next.id, next)
    if (before.ancestors.join() !== next.ancestors.join()) moved.set(next.id, next)
    return 'changed'
  })
  await insertRows(tx, [...created.values()])
  await rememberIds(tx, source, 'category', keys)
  await updateRows(tx, [...changed.values()])
  for (const { id, ancestors } of moved.values()) await moveBelow(tx, id, ancestors)
  return outcomes
}

function nextRow(category: ImportedCategory, before: Row | undefined, parent: Row | undefined): Row {
  const id = before?.id ?? newId()
  return {
    id,
    parent_id: parent?.id ?? null,
    ancestors: [...(parent?.ancestors ?? []), id],
    name: category.name,
    description: category.description === undefined ? (before?.description ?? null) : category.description,
    active: !category.deleted,
  }
}

function isSame(one: Row, other: Row): boolean {
  return (
    one.parent_id === other.parent_id &&
    one.ancestors.join() === other.ancestors.join() &&
    one.name === other.name &&
    one.description === other.description &&
    one.active === other.active
  )
}

async function rowsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('catalog.categories')
    .select(['id', 'parent_id', 'ancestors', 'name', 'description', 'active'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

const recordset = sql`(id uuid, parent_id uuid, ancestors uuid[], name text, description text, active boolean, slug text)`

async function insertRows(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const named = rows.map((row) => ({ ...row, slug: slugOf(row.name, row.id) }))
  await sql`insert into catalog.categories (id, parent_id, ancestors, name, slug, description, active)
    select id, parent_id, ancestors, name, slug, description, active
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as r${recordset}`.execute(tx)
}

async function updateRows(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update catalog.categories c set parent_id = r.parent_id, ancestors = r.ancestors, name = r.name,
      description = r.description, active = r.active
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r${recordset} where c.id = r.id`.execute(tx)
}

/** Everything below a moved category keeps its own tail of ancestors under the new head. */
async function moveBelow(tx: Tx, id: string, ancestors: readonly string[]): Promise<void> {
  const below = await tx
    .selectFrom('catalog.categories')
    .select(['id', 'ancestors'])
    .where(sql<boolean>`ancestors @> array[${id}]::uuid[]`)
    .where('id', '<>', id)
    .execute()
  for (const category of below) {
    const tail = category.ancestors.slice(category.ancestors.indexOf(id) + 1)
    await tx
      .updateTable('catalog.categories')
      .set({ ancestors: [...ancestors, ...tail] })
      .where('id', '=', category.id)
      .execute()
  }
}
