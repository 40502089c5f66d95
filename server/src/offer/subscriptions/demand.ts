import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { DemandRow, listDemand, listWaitingBuyers, WaitingBuyer } from '@portal/api/subscriptions.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { freeQuantity } from '#src/goods/inventory/public.ts'
import { articleKey } from '#src/goods/catalog/public.ts'

type Query = ParsedOf<typeof listDemand>['query']
type Sort = Query['sort']

interface Row {
  product_id: string
  article: string | null
  name: string
  brand: string | null
  unit: string
  subscribers: number
  companies: number
  wanted: string | null
  first_at: Date
  last_at: Date
  free: string | null
  lot: [quantity: string, eta: string] | null
  sort_key: string
}

/** What each order stands on, and which way it goes. */
const orders: Record<Sort, { key: RawBuilder<unknown>; kind: 'decimal' | 'instant' | 'text'; up: boolean }> =
  {
    '-subscribers': { key: sql`d.subscribers`, kind: 'decimal', up: false },
    '-quantity': { key: sql`coalesce(d.wanted, 0)`, kind: 'decimal', up: false },
    '-last': { key: sql`d.last_at`, kind: 'instant', up: false },
    first: { key: sql`d.first_at`, kind: 'instant', up: true },
    name: { key: sql`d.name collate "ru-x-icu"`, kind: 'text', up: true },
  }

const casts = { decimal: sql`numeric`, instant: sql`timestamptz`, text: sql`text collate "ru-x-icu"` }

/** SQL condition: the subscription s of a product waits, so there is demand for what is absent. */
const waits = (now: Date) => sql<boolean>`(s.ended_at is null and s.expires_at > ${now}
  and s.kind in ('back_in_stock', 'eta_set') and s.product_id = any(s.waiting))`

/** A page of products that buyers wait for. */
export async function demand(
  { db, now, language }: Context,
  query: Query,
): Promise<OutputOf<typeof listDemand>> {
  const { sort, limit } = query
  const order = orders[sort]
  const after = query.cursor ? decodeCursor(query.cursor, [order.kind, 'id']) : null
  const beyond = after
    ? sql`where (${order.key}, d.product_id) ${order.up ? sql`>` : sql`<`} (${after[0]}::${casts[order.kind]}, ${after[1]}::uuid)`
    : sql``
  const rows = await read(db, { now, language, search: query.search }, sort, beyond, limit + 1)
  const page = pageOf(rows, limit, (row) => [row.sort_key, row.product_id], onWire)
  if (!query.total) return page
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from (${grouped({ now, search: query.search })}) d`.execute(db)
  return { ...page, total: counted[0]!.total }
}

/** Rows of a file that are made ready at once. */
const portion = 2000

/** All of it, for a file, a portion at a time: as it was when the file was begun, from one query. */
export async function* wholeDemand(
  db: Db,
  at: { now: Date; language: string; search: string | undefined },
  sort: Sort,
): AsyncGenerator<DemandRow[]> {
  const rows = await read(db, at, sort, sql``, null)
  for (let from = 0; from < rows.length; from += portion) yield rows.slice(from, from + portion).map(onWire)
}

/** One row per product; of each company the greatest quantity counts: two colleagues who ask for the same 100 want 100. */
function grouped({ now, search }: { now: Date; search: string | undefined }): RawBuilder<unknown> {
  const text = search?.trim()
  const key = text ? articleKey(text) : ''
  const found = text
    ? sql`and (p.name ilike ${containing(text)} or p.name_en ilike ${containing(text)}
        ${key ? sql`or p.article_key like ${containing(key)}` : sql``})`
    : sql``
  return sql`
    select c.product_id, sum(c.people)::int as subscribers, count(*)::int as companies, sum(c.wanted) as wanted,
      min(c.first_at) as first_at, max(c.last_at) as last_at
    from (
      select s.product_id, s.company_id, count(distinct s.user_id) as people, max(s.wanted_quantity) as wanted,
        min(s.created_at) as first_at, max(s.created_at) as last_at
      from subscriptions.subscriptions s join catalog.products p on p.id = s.product_id
      where ${waits(now)} ${found}
      group by s.product_id, s.company_id
    ) c group by c.product_id`
}

async function read(
  db: Db,
  at: { now: Date; language: string; search: string | undefined },
  sort: Sort,
  beyond: RawBuilder<unknown>,
  limit: number | null,
): Promise<Row[]> {
  const english = at.language === 'en'
  const { key, up, kind } = orders[sort]
  const wire =
    kind === 'instant'
      ? sql`to_char(${key} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
      : sql`(${key})::text`
  const direction = up ? sql`asc` : sql`desc`
  const { rows } = await sql<Row>`
    with d as (
      select g.*, p.article, b.name as brand, ${english ? sql`coalesce(p.name_en, p.name)` : sql`p.name`} as name,
        ${english ? sql`coalesce(u.name_en, u.name)` : sql`u.name`} as unit,
        (${at.now}::timestamptz at time zone seller.time_zone)::date as today
      from (${grouped(at)}) g
      join catalog.products p on p.id = g.product_id
      join sellers.sellers seller on seller.id = p.seller_id
      join catalog.units u on u.id = p.base_unit_id
      left join catalog.brands b on b.id = p.brand_id
    )
    select d.product_id, d.article, d.name, d.brand, d.unit, d.subscribers, d.companies, d.wanted::text, d.first_at,
      d.last_at, ${wire} as sort_key,
      (select sum(${freeQuantity('s')})::text from inventory.stock s
        join inventory.warehouses w on w.id = s.warehouse_id and w.active where s.product_id = d.product_id) as free,
      (select json_build_array(sum(l.quantity)::text, l.eta::text) from inventory.lots l
        where l.product_id = d.product_id and l.state = 'expected' and l.eta >= d.today
        group by l.eta order by l.eta limit 1) as lot
    from d ${beyond}
    order by ${key} ${direction}, d.product_id ${direction} limit ${limit}`.execute(db)
  return rows
}

function onWire(row: Row): DemandRow {
  return {
    productId: row.product_id,
    article: row.article,
    name: row.name,
    brand: row.brand,
    subscribers: row.subscribers,
    companies: row.companies,
    wantedQuantity: row.wanted && wireQuantity(row.wanted),
    unit: row.unit,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    free: wireQuantity(row.free ?? '0'),
    nextLot: row.lot && { quantity: wireQuantity(row.lot[0]), eta: row.lot[1] },
  }
}

const shown = 200

/** Who waits for one product, in the order of asking. */
export async function waitingBuyers(
  { db, now, language }: Context,
  productId: string,
): Promise<OutputOf<typeof listWaitingBuyers>> {
  const english = language === 'en'
  const product = await sql<{ article: string | null; name: string; unit: string }>`
    select p.article, ${english ? sql`coalesce(p.name_en, p.name)` : sql`p.name`} as name,
      ${english ? sql`coalesce(u.name_en, u.name)` : sql`u.name`} as unit
    from catalog.products p join catalog.units u on u.id = p.base_unit_id where p.id = ${productId}`.execute(
    db,
  )
  if (!product.rows[0]) throw new AppError('not_found')
  const { rows } = await sql<Omit<WaitingBuyer, 'createdAt'> & { at: Date }>`
    select co.id as "companyId", co.name as "companyName", ct.number as "contractNumber", u.name as person, s.kind,
      s.wanted_quantity::text as "wantedQuantity", s.created_at as at
    from subscriptions.subscriptions s
    join organizations.companies co on co.id = s.company_id
    join contracts.contracts ct on ct.id = s.contract_id
    join identity.users u on u.id = s.user_id
    where s.product_id = ${productId} and ${waits(now)}
    order by s.created_at, s.id limit ${shown + 1}`.execute(db)
  return {
    ...product.rows[0],
    items: rows.slice(0, shown).map(({ at, ...row }) => ({
      ...row,
      wantedQuantity: row.wantedQuantity && wireQuantity(row.wantedQuantity),
      createdAt: at.toISOString(),
    })),
    more: rows.length > shown,
  }
}
