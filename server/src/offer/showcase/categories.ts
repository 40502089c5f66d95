import type { CategoryNode } from '@portal/api/offer.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { closed } from './category.ts'
import type { Conditions } from './conditions.ts'
import { catalogueVersion, countOnce } from './kept-counts.ts'
import { nameColumn } from './product-rows.ts'

interface CountedCategory {
  id: string
  parent_id: string | null
  slug: string
  name: string
  count: number
  picture_id: string | null
}

/** The tree with counts inside the assortment, each product once per category; what is empty is left out. */
export async function categoryTree(db: Db, conditions: Conditions): Promise<CategoryNode[]> {
  const { rows } = await sql<{ version: string }>`select ${catalogueVersion} as version`.execute(db)
  const tree = sql<CountedCategory>`
    with counted as (
      select a.id, count(distinct pc.product_id)::int as count,
        min(p.picture_id::text) as picture_id
      from catalog.products p
      join catalog.product_categories pc on pc.product_id = p.id
      join catalog.categories c on c.id = pc.category_id, unnest(c.ancestors) a(id)
      where ${conditions.assortment.offers('p')}
      group by a.id
    )
    select c.id, c.parent_id, c.slug, ${nameColumn('c', conditions)} as name, counted.count, counted.picture_id
    from catalog.categories c join counted on counted.id = c.id
    where not exists (select from catalog.categories a where a.id = any(c.ancestors) and ${closed('a', conditions)})
    order by c.position, ${nameColumn('c', conditions)} collate "ru-x-icu", c.id`
  const found = await countOnce(db, tree, rows[0]!.version)
  return found.map(({ parent_id: parentId, picture_id, ...node }) => ({
    ...node,
    parentId,
    picture: picture_id && `/files/${picture_id}`,
  }))
}
