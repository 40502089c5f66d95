import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import type { Conditions } from '#src/offer/showcase/public.ts'

export interface CategoryPlace {
  id: string
  parentId: string | null
  name: string
  /** itself last */
  path: readonly string[]
  /** its place in the tree, read from the top */
  order: number
}

/** The tree of categories by id, each with its place in it. A few thousand at most. */
export async function categoryPlaces(
  db: Db,
  { language }: Pick<Conditions, 'language'>,
): Promise<Map<string, CategoryPlace>> {
  const name = language === 'en' ? sql`coalesce(c.name_en, c.name)` : sql`c.name`
  const { rows } = await sql<{ id: string; parent_id: string | null; name: string }>`
    select c.id, c.parent_id, ${name} as name from catalog.categories c
    order by c.position, ${name} collate "ru-x-icu", c.id`.execute(db)
  const children = Map.groupBy(rows, (row) => row.parent_id)
  const places = new Map<string, CategoryPlace>()
  const walk = (parentId: string | null, above: readonly string[]) => {
    for (const row of children.get(parentId) ?? []) {
      const path = [...above, row.id]
      places.set(row.id, { id: row.id, parentId, name: row.name, path, order: places.size })
      walk(row.id, path)
    }
  }
  walk(null, [])
  return places
}
