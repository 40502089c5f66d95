import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { ClassifiedProduct, listVatClasses } from '@portal/api/vat-classes.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { nameIn } from './office-products.ts'
import { officeSearch } from './office-search.ts'
import { vatClassOf, vatRateOf } from './vat-rate.ts'

export interface GoodsFilter {
  search?: string | undefined
  categoryId?: string | undefined
  brandId?: string | undefined
  vatClass?: string | undefined
}

interface Row {
  id: string
  article: string | null
  name: string
  brand: string | null
  category_name: string | null
  seller_name: string
  vat_class: ClassifiedProduct['vatClass']
  rate: string | null
  next: { validFrom: string; vatClass: ClassifiedProduct['vatClass']; rate: string | null } | null
}

/** SQL: today in the zone of a seller `s`. */
export const todayOfSeller = (now: Date): RawBuilder<string> =>
  sql`(${now}::timestamptz at time zone s.time_zone)::date`

/** SQL: which of catalog.products `p`, of seller `s`, a filter means; what is sold as variants has no class of its own. */
export function goodsOf(filter: GoodsFilter, now: Date): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`not p.has_variants`]
  if (filter.search) conditions.push(officeSearch('p', filter.search))
  if (filter.categoryId)
    conditions.push(sql`exists (select from catalog.product_categories pc
      join catalog.categories k on k.id = pc.category_id
      where pc.product_id = p.id and k.ancestors @> array[${filter.categoryId}::uuid])`)
  if (filter.brandId) conditions.push(sql`p.brand_id = ${filter.brandId}`)
  if (filter.vatClass) conditions.push(sql`${vatClassOf('p', todayOfSeller(now))} = ${filter.vatClass}`)
  return sql.join(conditions, sql` and `)
}

/** Products by name with what they are taxed at today and what comes next: one query, and one more for the total. */
export async function classifiedProducts(
  { db, language, now }: Context,
  query: ParsedOf<typeof listVatClasses>['query'],
): Promise<OutputOf<typeof listVatClasses>> {
  const today = todayOfSeller(now)
  const changing = sql`exists (select from catalog.vat_class_changes c where c.product_id = p.id and c.valid_from > ${today})`
  const filter = query.changing ? sql`${goodsOf(query, now)} and ${changing}` : goodsOf(query, now)
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const name = nameIn(language)
  const { rows } = await sql<Row>`
    select p.id, p.article, ${name} as name, b.name as brand, s.name as seller_name,
      (select ${categoryName(language)} from catalog.product_categories pc join catalog.categories k on k.id = pc.category_id
        where pc.product_id = p.id order by pc.is_main desc, k.name, k.id limit 1) as category_name,
      ${vatClassOf('p', today)} as vat_class, ${vatRateOf('p', 's', today)}::text as rate,
      (select json_build_object('validFrom', n.valid_from, 'vatClass', n.vat_class,
          'rate', ${vatRateOf('p', 's', sql.ref<string>('n.valid_from'))}::text)
        from catalog.vat_class_changes n where n.product_id = p.id and n.valid_from > ${today}
        order by n.valid_from limit 1) as next
    from catalog.products p join sellers.sellers s on s.id = p.seller_id left join catalog.brands b on b.id = p.brand_id
    where ${filter} ${after ? sql`and (${name} collate "ru-x-icu", p.id) > (${after[0]}::text collate "ru-x-icu", ${after[1]}::uuid)` : sql``}
    order by ${name} collate "ru-x-icu", p.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.name, row.id], onWire)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from catalog.products p join sellers.sellers s on s.id = p.seller_id where ${filter}`.execute(
    db,
  )
  return { ...page, total: counted.rows[0]!.count }
}

const categoryName = (language: Language) =>
  language === 'en' ? sql`coalesce(k.name_en, k.name)` : sql`k.name`

function onWire(row: Row): ClassifiedProduct {
  return {
    id: row.id,
    article: row.article,
    name: row.name,
    brand: row.brand,
    categoryName: row.category_name,
    sellerName: row.seller_name,
    vatClass: row.vat_class,
    rate: row.rate && wireQuantity(row.rate),
    next: row.next && { ...row.next, rate: row.next.rate && wireQuantity(row.next.rate) },
  }
}
