import type { Language } from '@portal/api/primitives.ts'
import { AppError } from '@portal/api/errors.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { listLots, Lot } from '@portal/api/lots.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { wireQuantity } from '#kernel/money.ts'
import { freeOfLot } from './availability.ts'

interface LotRow {
  id: string
  product_id: string
  article: string | null
  product_name: string
  unit_name: string
  warehouse_id: string
  warehouse_name: string
  quantity: string
  reserved: string
  free: string
  eta: string
  confirmed: boolean
  state: Lot['state']
  overdue: boolean
  note: string | null
  from_exchange: boolean
  line_count: number
}

interface At {
  db: Db
  now: Date
  language: Language
}

/** Lots by their date. */
export async function lotPage(
  at: At,
  query: ParsedOf<typeof listLots>['query'],
): Promise<OutputOf<typeof listLots>> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.state === 'overdue') conditions.push(sql`l.state = 'expected' and ${overdue(at.now)}`)
  else if (query.state) conditions.push(sql`l.state = ${query.state}`)
  if (query.warehouseId) conditions.push(sql`l.warehouse_id = ${query.warehouseId}`)
  if (query.productId) conditions.push(sql`l.product_id = ${query.productId}`)
  if (query.search) {
    const pattern = containing(query.search)
    conditions.push(sql`(p.article ilike ${pattern} or p.name ilike ${pattern} or l.note ilike ${pattern})`)
  }
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['date', 'id']) : null
  const { rows } = await sql<LotRow>`
    select ${columns(at)} from ${tables} where ${filter}
      ${after ? sql`and (l.eta, l.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by l.eta, l.id limit ${query.limit + 1}`.execute(at.db)
  const page = pageOf(rows, query.limit, (row) => [row.eta, row.id], lotOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from ${tables} where ${filter}`.execute(
    at.db,
  )
  return { ...page, total: counted.rows[0]!.count }
}

export async function lotFor(at: At, lotId: string): Promise<Lot> {
  const { rows } = await sql<LotRow>`select ${columns(at)} from ${tables} where l.id = ${lotId}`.execute(
    at.db,
  )
  if (!rows[0]) throw new AppError('not_found')
  return lotOf(rows[0])
}

const tables = sql`inventory.lots l
  join catalog.products p on p.id = l.product_id
  join catalog.units u on u.id = p.base_unit_id
  join sellers.sellers s on s.id = p.seller_id
  join inventory.warehouses w on w.id = l.warehouse_id`

/** SQL: the day has passed where the seller is; needs the aliases l and s. */
export const overdue = (now: Date) => sql`l.eta < (${now}::timestamptz at time zone s.time_zone)::date`

const columns = ({ now, language }: At) => {
  const name = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  return sql`l.id, l.product_id, p.article, ${name('p')} as product_name, ${name('u')} as unit_name, l.warehouse_id,
    ${name('w')} as warehouse_name, l.quantity, l.eta, l.confirmed, l.state, l.note,
    coalesce((select sum(r.quantity) from inventory.lot_reservations r where r.lot_id = l.id and r.released_at is null), 0)::text as reserved,
    ${freeOfLot('l')}::text as free, l.state = 'expected' and ${overdue(now)} as overdue, l.external_id is not null as from_exchange,
    (select count(distinct r.order_line_id)::int from inventory.lot_reservations r
      where r.lot_id = l.id and r.released_at is null) as line_count`
}

function lotOf(row: LotRow): Lot {
  return {
    id: row.id,
    productId: row.product_id,
    article: row.article,
    productName: row.product_name,
    unitName: row.unit_name,
    warehouseId: row.warehouse_id,
    warehouseName: row.warehouse_name,
    quantity: wireQuantity(row.quantity),
    reserved: wireQuantity(row.reserved),
    free: wireQuantity(row.state === 'expected' ? row.free : '0'),
    eta: row.eta,
    confirmed: row.confirmed,
    state: row.state,
    overdue: row.overdue,
    note: row.note,
    fromExchange: row.from_exchange,
    lineCount: row.line_count,
  }
}
