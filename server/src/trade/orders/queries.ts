import type { Order, OrderEvent, OrderLine, OrderSummary } from '@portal/api/orders.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { decimal, wireMoney, wirePrice, wireQuantity } from '#kernel/money.ts'
import type { operatorAbilities } from './access.ts'
import { prepaymentView, servedByQueue } from './prepayment.ts'
import { promisedParts, promisesOf } from './promises-of-line.ts'
import { waitingOf } from './rules.ts'
import { type LineRow, partsOf } from './store.ts'
import { hasGone, shippedSum, vatByRate } from './vat-by-rate.ts'

export interface OrderFilter {
  cursor?: string | undefined
  limit: number
  total?: boolean | undefined
  status?: string | undefined
  search?: string | undefined
  contractId?: string | undefined
  companyId?: string | undefined
  managerId?: string | undefined
  from?: string | undefined
  until?: string | undefined
  poNumber?: string | undefined
  product?: string | undefined
  changed?: boolean | undefined
}

interface SummaryRow {
  id: string
  number: string
  status: OrderSummary['status']
  origin: OrderSummary['origin']
  company_id: string
  company_name: string
  contract_id: string
  contract_number: string
  seller_name: string
  po_number: string | null
  wanted_on: string | null
  line_count: number
  gross: string
  paid: string
  currency: string
  created_at: Date
  created_by_name: string | null
  on_behalf: boolean
  changed_by_erp: boolean
}

const summaryColumns = sql`o.id, o.number, o.status, o.origin, o.company_id, co.name as company_name, o.contract_id,
  ct.number as contract_number, s.name as seller_name, o.po_number, o.wanted_on, o.gross, o.paid, o.currency,
  o.created_at, u.name as created_by_name, o.on_behalf, o.changed_by_erp,
  (select count(*)::int from orders.lines l where l.order_id = o.id) as line_count`

const summaryTables = sql`orders.orders o
  join organizations.companies co on co.id = o.company_id
  join contracts.contracts ct on ct.id = o.contract_id
  join sellers.sellers s on s.id = o.seller_id
  left join identity.users u on u.id = o.created_by`

/** Orders inside a scope, the newest first; one query, and one more when the total was asked for. */
export async function listOrders(db: Db, scope: RawBuilder<boolean>, filter: OrderFilter) {
  const conditions = [scope, ...conditionsOf(filter)]
  const after = filter.cursor ? decodeCursor(filter.cursor, ['instant', 'id']) : null
  const paged = after
    ? [...conditions, sql<boolean>`(o.created_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]
    : conditions
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns} from ${summaryTables}
    where ${sql.join(paged, sql` and `)}
    order by o.created_at desc, o.id desc limit ${filter.limit + 1}`.execute(db)
  const page = pageOf(rows, filter.limit, (row) => [row.created_at.toISOString(), row.id], summaryOf)
  if (!filter.total) return page
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from ${summaryTables} where ${sql.join(conditions, sql` and `)}`.execute(db)
  return { ...page, total: counted.rows[0]?.total ?? 0 }
}

function conditionsOf(filter: OrderFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = []
  if (filter.status) conditions.push(sql`o.status = any(${filter.status.split(',')}::text[])`)
  if (filter.contractId) conditions.push(sql`o.contract_id = ${filter.contractId}`)
  if (filter.companyId) conditions.push(sql`o.company_id = ${filter.companyId}`)
  if (filter.managerId) conditions.push(sql`co.manager_id = ${filter.managerId}`)
  if (filter.from)
    conditions.push(sql`o.created_at >= (${filter.from}::date::timestamp at time zone s.time_zone)`)
  if (filter.until)
    conditions.push(sql`o.created_at < ((${filter.until}::date + 1)::timestamp at time zone s.time_zone)`)
  if (filter.changed) conditions.push(sql`o.changed_by_erp`)
  if (filter.poNumber) conditions.push(sql`o.po_number ilike ${containing(filter.poNumber)}`)
  if (filter.search)
    conditions.push(
      sql`(o.number = ${filter.search.trim()} or o.po_number ilike ${containing(filter.search)} or co.name ilike ${containing(filter.search)}
        or o.erp_number = ${filter.search.trim()})`,
    )
  if (filter.product)
    conditions.push(sql`exists (select from orders.lines l where l.order_id = o.id
      and (l.article ilike ${containing(filter.product)} or l.name ilike ${containing(filter.product)}))`)
  return conditions
}

function summaryOf(row: SummaryRow): OrderSummary {
  const paid = decimal(row.paid)
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    origin: row.origin,
    companyId: row.company_id,
    companyName: row.company_name,
    contractId: row.contract_id,
    contractNumber: row.contract_number,
    sellerName: row.seller_name,
    poNumber: row.po_number,
    wantedOn: row.wanted_on,
    lineCount: row.line_count,
    gross: wireMoney(row.gross, row.currency),
    paid: paid.isZero() ? 'unpaid' : paid.gte(decimal(row.gross)) ? 'paid' : 'partly',
    createdAt: row.created_at.toISOString(),
    createdByName: row.created_by_name,
    onBehalf: row.on_behalf,
    changedByErp: row.changed_by_erp,
  }
}

interface OrderRow extends SummaryRow {
  net: string
  vat: string
  prices_include_vat: boolean
  delivery_point_name: string | null
  delivery_address: string | null
  consignee: string | null
  comment: string | null
  absent_choice: Order['absentChoice']
  absent_until: string | null
  prepayment_percent: number | null
  prepaid: string | null
  prepaid_at: Date | null
  prepaid_by_name: string | null
  served_by_queue: boolean
  confirmed_at: Date | null
  erp_number: string | null
  taken_by_erp_at: Date | null
  erp_answered_at: Date | null
  purchase_id: string | null
}

/** One order inside a scope with its lines and history: four queries. Outside the scope it is not found. */
export async function orderView(
  db: Db,
  scope: RawBuilder<boolean>,
  orderId: string,
  abilitiesOf: (order: Parameters<typeof operatorAbilities>[0]) => Order['abilities'],
): Promise<Order> {
  const { rows } = await sql<OrderRow>`
    select ${summaryColumns}, o.net, o.vat, o.prices_include_vat, dp.name as delivery_point_name, o.delivery_address,
      o.consignee, o.comment, o.absent_choice, o.absent_until, o.confirmed_at, o.erp_number, o.taken_by_erp_at, o.erp_answered_at,
      o.purchase_id, o.prepayment_percent, o.prepaid, o.prepaid_at, receiver.name as prepaid_by_name,
      ${servedByQueue('o')} as served_by_queue
    from ${summaryTables} left join organizations.delivery_points dp on dp.id = o.delivery_point_id
      left join identity.users receiver on receiver.id = o.prepaid_by
    where o.id = ${orderId} and ${scope}`.execute(db)
  const row = rows[0]
  if (!row) throw new AppError('not_found')
  const lines = await orderLines(db, row.id)
  const prepayment = prepaymentView(row, lines)
  return {
    ...summaryOf(row),
    net: wireMoney(row.net, row.currency),
    vat: wireMoney(row.vat, row.currency),
    paidAmount: wireMoney(row.paid, row.currency),
    shippedSum: wireMoney(shippedSum(lines), row.currency),
    vatByRate: vatByRate(lines).map(({ rate, net, vat, final }) => ({
      rate,
      net: wireMoney(net, row.currency),
      vat: wireMoney(vat, row.currency),
      final,
    })),
    pricesIncludeVat: row.prices_include_vat,
    deliveryPointName: row.delivery_point_name,
    deliveryAddress: row.delivery_address,
    consignee: row.consignee,
    comment: row.comment,
    absentChoice: row.absent_choice,
    absentUntil: row.absent_until,
    prepayment,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    erp:
      row.taken_by_erp_at || row.erp_answered_at
        ? {
            number: row.erp_number,
            takenAt: row.taken_by_erp_at?.toISOString() ?? null,
            answeredAt: row.erp_answered_at?.toISOString() ?? null,
          }
        : null,
    siblings: row.purchase_id ? await siblingsOf(db, row.purchase_id, row.id) : [],
    lines: lines.map((line) => orderLine(line, row.currency)),
    events: await orderEvents(db, row.id, row.currency),
    abilities: abilitiesOf({
      status: row.status,
      takenByErp: row.taken_by_erp_at !== null,
      prepayment: prepayment?.state ?? null,
      served: row.served_by_queue,
    }),
  }
}

async function siblingsOf(db: Db, purchaseId: string, orderId: string) {
  return db
    .selectFrom('orders.orders as o')
    .innerJoin('sellers.sellers as s', 's.id', 'o.seller_id')
    .select(['o.id', 'o.number', 's.name as sellerName'])
    .where('o.purchase_id', '=', purchaseId)
    .where('o.id', '<>', orderId)
    .orderBy('o.number')
    .execute()
}

type FoundLine = LineRow & {
  slug: string | null
  active: boolean | null
  picture_id: string | null
  promises: Parameters<typeof promisesOf>[1] | null
}

async function orderLines(db: Db, orderId: string): Promise<FoundLine[]> {
  return db
    .selectFrom('orders.lines as l')
    .leftJoin('catalog.products as p', 'p.id', 'l.product_id')
    .selectAll('l')
    .select(['p.slug', 'p.active', 'p.picture_id'])
    .select([promisedParts('l').as('promises'), partsOf('l').as('parts')])
    .where('l.order_id', '=', orderId)
    .orderBy('l.position')
    .execute()
}

function orderLine(row: FoundLine, currency: string): OrderLine {
  return {
    id: row.id,
    position: row.position,
    productId: row.product_id,
    slug: row.active ? row.slug : null,
    picture: row.picture_id ? `/files/${row.picture_id}` : null,
    article: row.article,
    partNumber: row.part_number,
    name: row.name,
    unitName: row.unit_name,
    quantity: wireQuantity(row.quantity),
    originalQuantity: wireQuantity(row.original_quantity),
    price: wirePrice(row.price, currency),
    originalPrice: wirePrice(row.original_price, currency),
    priceIncludesVat: row.price_includes_vat,
    vatRate: row.vat_rate === null ? null : wireQuantity(row.vat_rate),
    vatFinal: hasGone(row),
    net: wireMoney(row.net, currency),
    vat: wireMoney(row.vat, currency),
    gross: wireMoney(row.gross, currency),
    waiting: wireQuantity(
      waitingOf({
        quantity: decimal(row.quantity),
        reserved: decimal(row.reserved),
        picking: decimal(row.picking),
        shipped: decimal(row.shipped),
        delivered: decimal(row.delivered),
        cancelled: decimal(row.cancelled),
      }),
    ),
    reserved: wireQuantity(row.reserved),
    confirms: false,
    picking: wireQuantity(row.picking),
    shipped: wireQuantity(row.shipped),
    delivered: wireQuantity(row.delivered),
    cancelled: wireQuantity(row.cancelled),
    promisedOn: row.promised_on,
    promises: promisesOf(row, row.promises ?? []),
    absentMode: row.absent_mode,
    cancelAsked: wireQuantity(row.cancel_asked),
    comment: row.comment,
    origin: row.origin,
  }
}

async function orderEvents(db: Db, orderId: string, currency: string): Promise<OrderEvent[]> {
  const rows = await db
    .selectFrom('orders.events as e')
    .leftJoin('identity.users as u', 'u.id', 'e.user_id')
    .leftJoin('orders.lines as l', 'l.id', 'e.line_id')
    .innerJoin('orders.orders as o', 'o.id', 'e.order_id')
    .select([
      'e.id',
      'e.at',
      'e.kind',
      'e.source',
      'e.details',
      'u.name as person',
      'l.name as line',
      'o.on_behalf',
    ])
    .where('e.order_id', '=', orderId)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    ...detailsOf(row.kind, row.details as Record<string, string | null>, currency),
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    source: row.source,
    personName: row.person,
    onBehalf: row.kind === 'placed' && row.on_behalf,
    lineName: row.line,
  }))
}

function detailsOf(
  kind: string,
  details: Record<string, string | null>,
  currency: string,
): Pick<OrderEvent, 'details' | 'priceChange'> {
  const { from, to, ...rest } = details
  if (kind !== 'price_changed' || !from || !to) return { details, priceChange: null }
  const priceOf = (text: string) => wirePrice(text, currency)
  return { details: rest, priceChange: { from: priceOf(from), to: priceOf(to) } }
}
