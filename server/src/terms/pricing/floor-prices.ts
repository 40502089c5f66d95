import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { FloorPrice, listFloorPrices } from '@portal/api/floor-prices.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { wirePrice } from '#kernel/money.ts'

interface Row {
  id: string
  seller_id: string
  seller_name: string
  product_id: string | null
  category_id: string | null
  article: string | null
  name: string | null
  amount: string | null
  currency: string | null
  includes_vat: boolean | null
  cost_list_id: string | null
  cost_list_name: string | null
  markup_percent: string | null
  rank: string
  sort: string
}

const floorRows = (where: RawBuilder<unknown>) => sql`
  select f.id, f.seller_id, s.name as seller_name, f.product_id, f.category_id, p.article, coalesce(p.name, k.name) as name,
    trim_scale(f.amount)::text as amount, f.currency, f.includes_vat, f.cost_list_id, l.name as cost_list_name,
    trim_scale(f.markup_percent)::text as markup_percent,
    case when f.product_id is not null then 2 when f.category_id is not null then 1 else 0 end::text as rank,
    lower(coalesce(p.name, k.name, s.name)) as sort
  from pricing.floors f
  join sellers.sellers s on s.id = f.seller_id
  left join catalog.products p on p.id = f.product_id
  left join catalog.categories k on k.id = f.category_id
  left join pricing.price_lists l on l.id = f.cost_list_id
  where ${where}`

/** Floors of all goods first, then of categories, then of products, by name. */
export async function floorPage(
  db: Db,
  query: ParsedOf<typeof listFloorPrices>['query'],
): Promise<OutputOf<typeof listFloorPrices>> {
  const pattern = query.search?.trim() ? containing(query.search.trim()) : null
  const filter = pattern
    ? sql`(p.name ilike ${pattern} or p.article ilike ${pattern} or k.name ilike ${pattern})`
    : sql`true`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'text', 'id']) : null
  const { rows } = await sql<Row>`
    select * from (${floorRows(filter)}) f
    ${after ? sql`where (f.rank, f.sort, f.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``}
    order by f.rank, f.sort, f.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.rank, row.sort, row.id], onWire)
  if (!query.total) return page
  const total = await sql<{ count: number }>`select count(*)::int from (${floorRows(filter)}) f`.execute(db)
  return { ...page, total: total.rows[0]!.count }
}

/** One that is there. */
export async function floorFor(db: Db, id: string): Promise<FloorPrice> {
  const { rows } = await sql<Row>`${floorRows(sql`f.id = ${id}`)}`.execute(db)
  return onWire(rows[0]!)
}

function onWire(row: Row): FloorPrice {
  return {
    id: row.id,
    sellerId: row.seller_id,
    sellerName: row.seller_name,
    subject: row.product_id ? 'product' : row.category_id ? 'category' : 'everything',
    subjectId: row.product_id ?? row.category_id,
    article: row.article,
    name: row.name,
    amount: row.amount && row.currency ? wirePrice(row.amount, row.currency) : null,
    includesVat: row.includes_vat,
    costList: row.cost_list_id ? { id: row.cost_list_id, name: row.cost_list_name ?? '' } : null,
    markupPercent: row.markup_percent,
  }
}
