import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { listOrderShipmentsAsOperator, listShipments, Shipment } from '@portal/api/shipments.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { wireMoney, wireQuantity } from '#kernel/money.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { buyerScope } from '#src/trade/orders/public.ts'

interface ShipmentRow {
  id: string
  number: string
  status: Shipment['status']
  point_name: string | null
  delivery_address: string | null
  carrier: string | null
  tracking_number: string | null
  tracking_url: string | null
  packages: number | null
  planned_on: string | null
  shipped_on: string | null
  delivered_on: string | null
  inferred: boolean
  created_at: Date
  lines: Shipment['lines'] | null
  line_count: number
  amounts: { currency: string; gross: string; vat: string } | null
}

const mostLines = 200

/** `orders` is a condition over orders.orders o: whose lines are told. */
const shown = (orders: RawBuilder<boolean>) => sql`
  select s.id, s.number, s.status, dp.name as point_name, s.delivery_address, s.carrier, s.tracking_number, s.tracking_url,
    s.packages, s.planned_on, s.shipped_on, s.delivered_on, s.inferred, s.created_at,
    (select json_agg(json_build_object('orderLineId', ol.id, 'orderId', o.id, 'orderNumber', o.number, 'article', ol.article,
        'name', ol.name, 'quantity', l.quantity::text, 'unitName', ol.unit_name) order by o.number, ol.position)
      from (select * from shipments.lines l where l.shipment_id = s.id order by l.order_line_id limit ${mostLines}) l
      join orders.lines ol on ol.id = l.order_line_id join orders.orders o on o.id = ol.order_id where ${orders}) as lines,
    (select count(*)::int from shipments.lines l join orders.lines ol on ol.id = l.order_line_id
      join orders.orders o on o.id = ol.order_id where l.shipment_id = s.id and ${orders}) as line_count,
    (select json_build_object('currency', min(o.currency), 'gross', sum(p.gross)::text, 'vat', sum(p.vat)::text)
      from orders.shipped_parts p join orders.lines ol on ol.id = p.line_id join orders.orders o on o.id = ol.order_id
      where p.shipment_number = s.number and ${orders} having count(distinct o.currency) = 1) as amounts
  from shipments.shipments s left join organizations.delivery_points dp on dp.id = s.delivery_point_id`

const holds = (condition: RawBuilder<boolean>) => sql<boolean>`exists (
  select from shipments.lines l join orders.lines ol on ol.id = l.order_line_id join orders.orders o on o.id = ol.order_id
  where l.shipment_id = s.id and ${condition})`

/** What is on its way to the buyer's company within the orders that he sees, the nearest day first. */
export async function shipmentPage(context: Context, query: ParsedOf<typeof listShipments>['query']) {
  const terms = buyerTerms(context)
  const scope = buyerScope(context.caller, terms)
  const after = query.cursor ? decodeCursor(query.cursor, ['date', 'id']) : null
  const day = query.status === 'coming' ? sql`coalesce(s.planned_on, 'infinity')` : sql`s.delivered_on`
  const onward = query.status === 'coming' ? sql`>` : sql`<`
  const order = query.status === 'coming' ? sql`${day}, s.id` : sql`${day} desc, s.id desc`
  const { rows } = await sql<ShipmentRow & { day: string }>`
    select found.*, ${query.status === 'coming' ? sql`coalesce(found.planned_on::text, 'infinity')` : sql`found.delivered_on::text`} as day
    from (${shown(scope)}
      where s.company_id = ${terms.companyId} and ${query.status === 'coming' ? sql`s.status <> 'delivered'` : sql`s.status = 'delivered'`}
        and ${holds(scope)}
        ${query.deliveryPointId ? sql`and s.delivery_point_id = ${query.deliveryPointId}` : sql``}
        ${after ? sql`and (${day}, s.id) ${onward} (${after[0]}::date, ${after[1]}::uuid)` : sql``}
      order by ${order} limit ${query.limit + 1}) found`.execute(context.db)
  return pageOf(rows, query.limit, (row) => [row.day, row.id], shipmentOf)
}

/** Shipments that hold something of an order inside a scope, the newest first; outside it the order is not found. */
export async function shipmentsOfOrder(
  db: Db,
  orderId: string,
  scope: RawBuilder<boolean>,
): Promise<Shipment[]> {
  const order = await sql`select from orders.orders o where o.id = ${orderId} and ${scope}`.execute(db)
  if (order.rows.length === 0) throw new AppError('not_found')
  const { rows } = await sql<ShipmentRow>`${shown(scope)}
    where ${holds(sql`o.id = ${orderId}`)} order by s.created_at desc, s.id desc limit 200`.execute(db)
  return rows.map(shipmentOf)
}

/** What of each line may still be put into a shipment. */
export async function leftOfOrder(
  db: Db,
  orderId: string,
): Promise<OutputOf<typeof listOrderShipmentsAsOperator>['left']> {
  const { rows } = await sql<{ id: string; quantity: string }>`
    select ol.id, ol.quantity - ol.cancelled - ol.shipped - coalesce((
      select sum(l.quantity) from shipments.lines l join shipments.shipments s on s.id = l.shipment_id
      where l.order_line_id = ol.id and s.status = 'packing'), 0) as quantity
    from orders.lines ol where ol.order_id = ${orderId} order by ol.position`.execute(db)
  return rows
    .filter(({ quantity }) => Number(quantity) > 0)
    .map(({ id, quantity }) => ({ orderLineId: id, quantity: wireQuantity(quantity) }))
}

export async function shipmentNamed(db: Db, shipmentId: string): Promise<Shipment> {
  const { rows } = await sql<ShipmentRow>`${shown(sql`true`)} where s.id = ${shipmentId}`.execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return shipmentOf(rows[0])
}

function shipmentOf(row: ShipmentRow): Shipment {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    deliveryPointName: row.point_name,
    deliveryAddress: row.delivery_address,
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    trackingUrl: row.tracking_url,
    packages: row.packages,
    plannedOn: row.planned_on,
    shippedOn: row.shipped_on,
    deliveredOn: row.delivered_on,
    inferred: row.inferred,
    createdAt: row.created_at.toISOString(),
    lines: (row.lines ?? []).map((line) => ({ ...line, quantity: wireQuantity(line.quantity) })),
    lineCount: row.line_count,
    amounts: row.amounts && {
      gross: wireMoney(row.amounts.gross, row.amounts.currency),
      vat: wireMoney(row.amounts.vat, row.amounts.currency),
    },
  }
}
