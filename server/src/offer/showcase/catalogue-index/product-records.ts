import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

/** A product as the index keeps it. */
export interface ProductRecord {
  id: string
  number: number
  seller_id: string
  brand_id: string | null
  public: boolean
  article: string | null
  article_key: string | null
  manufacturer_key: string | null
  manufacturer_code: string | null
  code: string | null
  name: string
  name_en: string | null
  full_name: string | null
  description: string | null
  picture_id: string | null
  /** milliseconds */
  created: number
  categories: string[]
  values: string[]
  /** what else it is found by as a whole: barcodes, and what others call it */
  barcodes: string[]
}

const columns = sql`p.id, p.number::float8 as number, p.seller_id, p.brand_id, p.public, p.article, p.article_key, p.manufacturer_key,
  p.manufacturer_code, p.code, p.name, p.name_en, p.full_name, left(p.description, 2000) as description, p.picture_id,
  extract(epoch from p.created_at)::float8 * 1000 as created,
  array(select pc.category_id::text from catalog.product_categories pc where pc.product_id = p.id order by pc.is_main desc, pc.category_id) as categories,
  array(select pa.value_id::text from catalog.product_attributes pa where pa.product_id = p.id) as values,
  array(select b.barcode from catalog.barcodes b where b.product_id = p.id
    union select c.code_key from catalog.cross_references c where c.product_id = p.id) as barcodes`

/** Active products among these. */
export async function recordsOf(db: Db, ids: readonly string[]): Promise<ProductRecord[]> {
  const { rows } = await sql<ProductRecord>`
    select ${columns} from catalog.products p where p.id = any(${ids}::uuid[]) and p.active`.execute(db)
  return rows
}

/** All active products, in pieces small enough not to hold up what else the process does. */
export async function* allRecords(db: Db, perPiece = 150): AsyncGenerator<ProductRecord[]> {
  let after = 0
  for (;;) {
    const { rows } = await sql<ProductRecord>`
      select ${columns} from catalog.products p where p.number > ${after} and p.active order by p.number limit ${perPiece}`.execute(
      db,
    )
    if (rows.length > 0) yield rows
    if (rows.length < perPiece) return
    after = rows.at(-1)!.number
  }
}

export async function countActive(db: Db): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int from catalog.products where active`.execute(db)
  return rows[0]!.count
}

/** Each way to sort the catalogue. */
export const sorts = ['name', 'nameEn', 'article', 'newest'] as const
export type Sort = (typeof sorts)[number]

const orderBy = {
  name: sql`name collate "ru-x-icu", id`,
  nameEn: sql`coalesce(name_en, name) collate "ru-x-icu", id`,
  article: sql`article_key collate "C", id`,
  newest: sql`created_at desc, id desc`,
} as const

/** The numbers of all active products in an order; PostgreSQL walks an index for it. */
export async function numbersInOrder(db: Db, sort: Sort): Promise<number[]> {
  const { rows } = await sql<{ numbers: string | null }>`
    select string_agg(number::text, ',') as numbers
    from (select number from catalog.products where active order by ${orderBy[sort]}) p`.execute(db)
  return rows[0]!.numbers === null ? [] : rows[0]!.numbers.split(',').map(Number)
}
