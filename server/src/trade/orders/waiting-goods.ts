import type {
  listWaitedProducts,
  WaitedProduct,
  WaitingLine,
  WaitingQueue,
} from '@portal/api/absent-goods.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { decimal, wireQuantity } from '#kernel/money.ts'
import { freeOfLot, freeQuantity } from '#src/goods/inventory/public.ts'
import { type PromisedPart, promisedParts } from './promises-of-line.ts'

interface At {
  db: Db
  now: Date
  language: Language
}

interface ProductRow {
  product_id: string
  article: string | null
  name: string
  unit_name: string
  waiting: string
  covered: string
  line_count: number
  order_count: number
  since: Date
  asked_count: number
  unanswered_count: number
  held_count: number
  lot: { eta: string; free: string; quantity: string; confirmed: boolean } | null
}

/** What orders wait for, by product: the most waited for first. */
export async function waitedPage(
  at: At,
  query: ParsedOf<typeof listWaitedProducts>['query'],
): Promise<OutputOf<typeof listWaitedProducts>> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.only === 'oversold') conditions.push(sql`d.waiting > d.covered`)
  if (query.only === 'asked') conditions.push(sql`d.asked_count > 0`)
  if (query.only === 'held') conditions.push(sql`d.held_count > 0`)
  if (query.only === 'unanswered') conditions.push(sql`d.unanswered_count > 0`)
  if (query.search) {
    const pattern = containing(query.search)
    conditions.push(sql`(p.article ilike ${pattern} or p.name ilike ${pattern})`)
  }
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['decimal', 'id']) : null
  const { rows } = await sql<ProductRow>`
    select d.*, p.article, ${nameOf('p', at)} as name, ${nameOf('u', at)} as unit_name, ${nearestLot('p', at)} as lot
    from ${demand} d join catalog.products p on p.id = d.product_id join catalog.units u on u.id = p.base_unit_id
      join sellers.sellers s on s.id = p.seller_id
    where ${filter} ${after ? sql`and (-d.line_count, d.product_id) > (-${after[0]}::int, ${after[1]}::uuid)` : sql``}
    order by -d.line_count, d.product_id limit ${query.limit + 1}`.execute(at.db)
  const page = pageOf(rows, query.limit, (row) => [String(row.line_count), row.product_id], waitedOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from ${demand} d
    join catalog.products p on p.id = d.product_id where ${filter}`.execute(at.db)
  return { ...page, total: counted.rows[0]!.count }
}

const demand = sql`(
  select w.product_id, sum(w.quantity) as waiting, count(*)::int as line_count, count(distinct l.order_id)::int as order_count,
    min(w.since) as since, count(*) filter (where l.cancel_asked > 0)::int as asked_count,
    count(*) filter (where not w.by_lots and not l.promised_by_manager)::int as unanswered_count,
    count(*) filter (where w.held)::int as held_count,
    coalesce((select sum(r.quantity) from inventory.lot_reservations r
      where r.product_id = w.product_id and r.released_at is null), 0) as covered
  from inventory.waits w join orders.lines l on l.id = w.order_line_id group by w.product_id)`

const nameOf = (alias: string, { language }: At) =>
  language === 'en'
    ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
    : sql`${sql.raw(alias)}.name`

const nearestLot = (product: string, { now }: At) => sql`(
  select json_build_object('eta', l.eta, 'free', ${freeOfLot('l')}::text, 'quantity', l.quantity::text, 'confirmed', l.confirmed)
  from inventory.lots l where l.product_id = ${sql.raw(product)}.id and l.state = 'expected'
    and l.eta >= (${now}::timestamptz at time zone s.time_zone)::date order by l.eta, l.id limit 1)`

function waitedOf(row: ProductRow): WaitedProduct {
  const oversold = decimal(row.waiting).minus(decimal(row.covered))
  return {
    productId: row.product_id,
    article: row.article,
    name: row.name,
    unitName: row.unit_name,
    waiting: wireQuantity(row.waiting),
    covered: wireQuantity(row.covered),
    oversold: oversold.isNegative() ? '0' : wireQuantity(oversold),
    lineCount: row.line_count,
    orderCount: row.order_count,
    since: row.since.toISOString(),
    nearestLot: row.lot && {
      eta: row.lot.eta,
      free: wireQuantity(row.lot.free),
      quantity: wireQuantity(row.lot.quantity),
      confirmed: row.lot.confirmed,
    },
    askedCount: row.asked_count,
    unansweredCount: row.unanswered_count,
    heldCount: row.held_count,
  }
}

interface LineRow {
  id: string
  order_id: string
  number: string
  company_name: string
  contract_number: string
  priority: number
  since: Date
  ordered: string
  reserved: string
  waiting: string
  free: string
  promises: PromisedPart[] | null
  promised_on: string | null
  promised_by_manager: boolean
  absent_mode: WaitingLine['absentMode']
  absent_choice: WaitingLine['absentChoice']
  absent_until: string | null
  cancel_asked: string
  held_for: number | null
}

const most = 500

/** Who waits for a product, in the order in which they are served, and who holds what is not shipped yet. */
export async function queueOf(at: At, productId: string): Promise<WaitingQueue> {
  const { rows } = await sql<{ article: string | null; name: string; unit_name: string; free: string }>`
    select p.article, ${nameOf('p', at)} as name, ${nameOf('u', at)} as unit_name,
      coalesce((select sum(${freeQuantity('s')}) from inventory.stock s join inventory.warehouses w on w.id = s.warehouse_id
        and w.active where s.product_id = p.id), 0)::text as free
    from catalog.products p join catalog.units u on u.id = p.base_unit_id where p.id = ${productId}`.execute(
    at.db,
  )
  const product = rows[0]
  if (!product) throw new AppError('not_found')
  const [waiting, holding] = await Promise.all([
    lines(
      at.db,
      sql`l.id in (select w.order_line_id from inventory.waits w where w.product_id = ${productId})`,
    ),
    lines(
      at.db,
      sql`l.reserved > 0 and l.id in (select r.order_line_id from inventory.reservations r
        where r.product_id = ${productId} and r.released_at is null)`,
    ),
  ])
  return {
    product: { productId, article: product.article, name: product.name, unitName: product.unit_name },
    free: wireQuantity(product.free),
    lines: waiting,
    holders: holding,
  }
}

async function lines(db: Db, which: RawBuilder<unknown>): Promise<WaitingLine[]> {
  const inBase = (quantity: RawBuilder<unknown>) =>
    sql`round((${quantity}) * l.factor_numerator / l.factor_denominator, 6)::text`
  const { rows } = await sql<LineRow>`
    select l.id, l.order_id, o.number, co.name as company_name, c.number as contract_number,
      c.allocation_priority as priority, o.created_at as since, ${inBase(sql`l.quantity - l.cancelled`)} as ordered,
      ${inBase(sql`l.reserved`)} as reserved, ${inBase(sql`l.cancel_asked`)} as cancel_asked,
      ${inBase(sql`l.quantity - l.reserved - l.picking - l.shipped - l.cancelled`)} as waiting,
      coalesce((select sum(${freeQuantity('s')}) from inventory.waits w
        join inventory.stock s on s.product_id = w.product_id and s.warehouse_id = any(w.warehouse_ids)
        where w.order_line_id = l.id), 0)::text as free,
      ${promisedParts('l')} as promises, l.promised_on, l.promised_by_manager, l.absent_mode, o.absent_choice, o.absent_until,
      case when o.prepaid_at is null then o.prepayment_percent end as held_for
    from orders.lines l join orders.orders o on o.id = l.order_id
    join contracts.contracts c on c.id = o.contract_id join organizations.companies co on co.id = o.company_id
    where ${which} order by c.allocation_priority desc, o.created_at, l.id limit ${most}`.execute(db)
  return rows.map((row) => ({
    lineId: row.id,
    orderId: row.order_id,
    orderNumber: row.number,
    companyName: row.company_name,
    contractNumber: row.contract_number,
    priority: row.priority,
    since: row.since.toISOString(),
    ordered: wireQuantity(row.ordered),
    reserved: wireQuantity(row.reserved),
    waiting: wireQuantity(row.waiting),
    free: wireQuantity(row.free),
    promises: promisesIn(row),
    absentMode: row.absent_mode,
    absentChoice: row.absent_choice,
    absentUntil: row.absent_until,
    cancelAsked: wireQuantity(row.cancel_asked),
    heldFor: row.held_for,
  }))
}

/** In base units: what lots cover, then what has no date; a manager's date is about the whole. */
function promisesIn(row: LineRow): WaitingLine['promises'] {
  if (row.promised_by_manager && row.promised_on !== null)
    return [{ quantity: wireQuantity(row.waiting), expectedOn: row.promised_on, confirmed: true }]
  let left = decimal(row.waiting)
  const dated = (row.promises ?? []).map(({ eta, confirmed, quantity }) => {
    left = left.minus(decimal(quantity))
    return { quantity: wireQuantity(quantity), expectedOn: eta, confirmed }
  })
  return left.gt(0) ? [...dated, { quantity: wireQuantity(left), expectedOn: null, confirmed: false }] : dated
}
