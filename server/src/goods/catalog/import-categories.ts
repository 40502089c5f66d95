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

/** Upserts categories by (source, external id); parents stand before children. Answers outcomes in order. */
export async function importCategories(
  tx: Tx,
  source: string,
  categories: readonly ImportedCategory[],
): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  const known = await mappedIds(
    tx,
    source,
    'category',
    categories.flatMap((one) => [one.externalId, one.parentExternalId ?? '']),
  )
  for (const category of categories) {
    const parentId =
      category.parentExternalId === null ? null : (known.get(category.parentExternalId) ?? null)
    const id = known.get(category.externalId)
    if (id) outcomes.push(await change(tx, id, parentId, category))
    else {
      const made = await create(tx, parentId, category)
      known.set(category.externalId, made)
      await rememberIds(tx, source, 'category', [{ externalId: category.externalId, id: made }])
      outcomes.push('created')
    }
  }
  return outcomes
}

async function create(tx: Tx, parentId: string | null, category: ImportedCategory): Promise<string> {
  const id = newId()
  await tx
    .insertInto('catalog.categories')
    .values({
      id,
      parent_id: parentId,
      ancestors: [...(await ancestorsOf(tx, parentId)), id],
      name: category.name,
      slug: slugOf(category.name, id),
      description: category.description ?? null,
      active: !category.deleted,
    })
    .execute()
  return id
}

async function change(
  tx: Tx,
  id: string,
  parentId: string | null,
  category: ImportedCategory,
): Promise<ImportOutcome> {
  const before = await tx
    .selectFrom('catalog.categories')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const ancestors = [...(await ancestorsOf(tx, parentId)), id]
  const next = {
    parent_id: parentId,
    name: category.name,
    description: category.description === undefined ? before.description : category.description,
    active: !category.deleted,
  }
  const moved = before.ancestors.join() !== ancestors.join()
  const same = Object.entries(next).every(([column, value]) => before[column as keyof typeof next] === value)
  if (same && !moved) return 'same'
  await tx
    .updateTable('catalog.categories')
    .set({ ...next, ancestors })
    .where('id', '=', id)
    .execute()
  if (moved) await moveBelow(tx, id, ancestors)
  return 'changed'
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

async function ancestorsOf(tx: Tx, parentId: string | null): Promise<string[]> {
  if (parentId === null) return []
  const parent = await tx
    .selectFrom('catalog.categories')
    .select('ancestors')
    .where('id', '=', parentId)
    .executeTakeFirstOrThrow()
  return parent.ancestors
}
