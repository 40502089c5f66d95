import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { inCategories } from '#src/terms/contracts/public.ts'
import { inStock } from '#src/goods/inventory/public.ts'
import type { Conditions } from './conditions.ts'
import { nameColumn } from './product-rows.ts'
import { stockTold } from './stock-told.ts'

/** Part of an assortment: whatever is in one of the categories (with all below them) and of one of the brands. */
export interface Scope {
  categoryIds: readonly string[]
  brandIds: readonly string[]
  /** only what the buyer is shown to be in stock, as the catalogue's filter */
  inStock?: boolean
}

export interface SelectedProduct {
  id: string
  brandId: string | null
  /** its main category, if it has any */
  categoryId: string | null
}

/** Every product of a scope that is offered, by name: ids only, so that a hundred thousand of them are no burden. */
export async function selectOffered(
  db: Db,
  conditions: Conditions,
  scope: Scope,
  limit?: number,
): Promise<SelectedProduct[]> {
  const name = sql`${nameColumn('p', conditions)} collate "ru-x-icu"`
  const { rows } = await sql<{ id: string; brand_id: string | null; category_id: string | null }>`
    select p.id, p.brand_id, (select pc.category_id from catalog.product_categories pc
      where pc.product_id = p.id order by pc.is_main desc, pc.category_id limit 1) as category_id
    from catalog.products p where ${await inScope(db, conditions, scope)}
    order by ${name}, p.id ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db)
  return rows.map((row) => ({ id: row.id, brandId: row.brand_id, categoryId: row.category_id }))
}

/** How many products a scope has. */
export async function countSelected(db: Db, conditions: Conditions, scope: Scope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from catalog.products p where ${await inScope(db, conditions, scope)}`.execute(db)
  return rows[0]!.count
}

/** Brands of what is offered, by name, with how many products each has. */
export async function brandsOffered(
  db: Db,
  { assortment }: Conditions,
): Promise<{ id: string; name: string; count: number }[]> {
  const { rows } = await sql<{ id: string; name: string; count: number }>`
    select b.id, b.name, count(*)::int as count
    from catalog.products p join catalog.brands b on b.id = p.brand_id
    where ${assortment.offers('p')}
    group by b.id, b.name order by b.name collate "ru-x-icu", b.id`.execute(db)
  return rows
}

async function inScope(
  db: Db,
  conditions: Conditions,
  { categoryIds, brandIds, inStock: only = false }: Scope,
) {
  const parts = [conditions.assortment.offers('p')]
  const told = only ? stockTold(conditions) : null
  if (told) parts.push(inStock('p', told.warehouseIds))
  if (told && told.hiddenCategories.length > 0)
    parts.push(sql`not ${inCategories('p', await withAllBelow(db, told.hiddenCategories))}`)
  if (categoryIds.length > 0) parts.push(inCategories('p', await withAllBelow(db, categoryIds)))
  if (brandIds.length > 0) parts.push(sql`coalesce(p.brand_id = any(${[...brandIds]}::uuid[]), false)`)
  return sql`(${sql.join(parts, sql` and `)})`
}

async function withAllBelow(db: Db, categoryIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select below.id from catalog.categories below where below.ancestors && ${[...categoryIds]}::uuid[]`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
