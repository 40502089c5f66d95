import type { listBrands, listCategoriesAsOperator } from '@portal/api/goods.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'

const mostBrands = 200

/** The whole tree, in its own order, each category with how many products are in it and below. */
export async function officeCategories(
  db: Db,
  language: Language,
): Promise<OutputOf<typeof listCategoriesAsOperator>> {
  const { rows } = await sql<{
    id: string
    parentId: string | null
    name: string
    slug: string
    active: boolean
    public: boolean
    productCount: number
  }>`
    select c.id, c.parent_id as "parentId", ${language === 'en' ? sql`coalesce(c.name_en, c.name)` : sql`c.name`} as name,
      c.slug, c.active, c.public, coalesce(n.count, 0)::int as "productCount"
    from catalog.categories c
    left join (
      select up.id, count(distinct pc.product_id) as count
      from catalog.product_categories pc join catalog.categories k on k.id = pc.category_id
      cross join unnest(k.ancestors) as up(id) group by up.id
    ) n on n.id = c.id
    order by c.position, c.name collate "ru-x-icu", c.id`.execute(db)
  return { items: rows }
}

/** Brands by name. */
export async function officeBrands(db: Db, search: string | undefined): Promise<OutputOf<typeof listBrands>> {
  const pattern = containing(search ?? '')
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from catalog.brands where name ilike ${pattern}
    order by name collate "ru-x-icu", id limit ${mostBrands}`.execute(db)
  return { items: rows }
}
