import type { listProducts, ProductRow } from '@portal/api/goods.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { Language, MoneyWire } from '@portal/api/primitives.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { officeSearch } from './office-search.ts'

/**
 * What stands on higher ground and is told here beside a product. The list belongs to the catalogue: it is read, searched
 * and paged by what the catalogue knows; inventory and the floor of terms each answer one batch for the page.
 */
export interface BesideProducts {
  /** What is free of each over all warehouses, in base units; without stock a product may be absent. */
  freeStock(db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Today's price of a base unit by the base list of the product's seller; without one it is absent. */
  basePrices(db: Db, productIds: readonly string[], now: Date): Promise<ReadonlyMap<string, MoneyWire>>
}

export interface OfficeProductRow {
  id: string
  number: string
  article: string | null
  name: string
  sort: string
  brand: string | null
  category_name: string | null
  unit_name: string
  picture_id: string | null
  active: boolean
  public: boolean
  has_variants: boolean
  slug: string
  updated_at: Date
}

/** The name in the reader's language; the two indexes of office lists stand on exactly these expressions. */
export const nameIn = (language: Language) =>
  language === 'en' ? sql`coalesce(p.name_en, p.name)` : sql`p.name`

const named = (alias: string, language: Language) => {
  const table = sql.raw(alias)
  return language === 'en' ? sql`coalesce(${table}.name_en, ${table}.name)` : sql`${table}.name`
}

/** A page of the operator's goods by name, with stock and base price: four queries whatever the page. */
export async function officeProducts(
  { db, language, now }: Context,
  beside: BesideProducts,
  query: ParsedOf<typeof listProducts>['query'],
): Promise<OutputOf<typeof listProducts>> {
  const conditions: RawBuilder<unknown>[] = []
  if (query.search?.trim()) conditions.push(officeSearch('p', query.search))
  if (query.categoryId)
    conditions.push(sql`exists (select from catalog.product_categories pc
      join catalog.categories k on k.id = pc.category_id
      where pc.product_id = p.id and k.ancestors @> array[${query.categoryId}::uuid])`)
  if (query.active !== undefined) conditions.push(sql`p.active = ${query.active}`)
  if (query.public !== undefined) conditions.push(sql`p.public = ${query.public}`)
  const filter = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const name = nameIn(language)
  const rows = await productRows(
    db,
    language,
    after
      ? sql`${filter} and (${name} collate "ru-x-icu", p.id) > (${after[0]}::text collate "ru-x-icu", ${after[1]}::uuid)`
      : filter,
    query.limit + 1,
  )
  const ids = rows.map(({ id }) => id)
  const [stock, prices] = await Promise.all([beside.freeStock(db, ids), beside.basePrices(db, ids, now)])
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.sort, row.id],
    (row) => onWire(row, stock, prices),
  )
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from catalog.products p where ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

/** Rows of office lists under a condition over `p`, by name. */
export async function productRows(
  db: Db,
  language: Language,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<OfficeProductRow[]> {
  const name = nameIn(language)
  const { rows } = await sql<OfficeProductRow>`
    select p.id, p.number::text, p.article, ${name} as name, ${name} as sort, b.name as brand,
      (select ${named('k', language)} from catalog.product_categories pc
       join catalog.categories k on k.id = pc.category_id
       where pc.product_id = p.id order by pc.is_main desc, k.name, k.id limit 1) as category_name,
      ${named('u', language)} as unit_name, p.picture_id, p.active, p.public, p.has_variants, p.slug, p.updated_at
    from catalog.products p
    join catalog.units u on u.id = p.base_unit_id
    left join catalog.brands b on b.id = p.brand_id
    where ${where}
    order by ${name} collate "ru-x-icu", p.id limit ${limit}`.execute(db)
  return rows
}

export function onWire(
  row: OfficeProductRow,
  stock: ReadonlyMap<string, string>,
  prices: ReadonlyMap<string, MoneyWire>,
): ProductRow {
  return {
    id: row.id,
    number: row.number,
    article: row.article,
    name: row.name,
    brand: row.brand,
    categoryName: row.category_name,
    unitName: row.unit_name,
    picture: row.picture_id && `/files/${row.picture_id}`,
    stock: wireQuantity(stock.get(row.id) ?? '0'),
    basePrice: prices.get(row.id) ?? null,
    active: row.active,
    public: row.public,
    hasVariants: row.has_variants,
    slug: row.slug,
    updatedAt: row.updated_at.toISOString(),
  }
}
