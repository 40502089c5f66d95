import type pg from 'pg'
import { copyRows } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

const carriers = ['Деловые линии', 'ПЭК', 'СДЭК', 'Машина поставщика']
const most = 400

/** Shipments of what the orders of the last months have shipped: some on the way with a day to come, some received. */
export async function loadShipments(client: pg.ClientBase, ids: DemoIds, now: string): Promise<void> {
  const { rows: orders } = await client.query<{
    id: string
    number: string
    company_id: string
    delivery_point_id: string | null
    delivery_address: string | null
    whole: boolean
    day: string
  }>(
    `select o.id, o.number, o.company_id, o.delivery_point_id, o.delivery_address, o.status = 'delivered' as whole,
      o.created_at::date::text as day
    from orders.orders o
    where exists (select from orders.lines l where l.order_id = o.id and l.shipped > 0)
      and o.created_at > $1::timestamptz - interval '90 days'
    order by o.created_at desc, o.id desc limit ${most}`,
    [now],
  )
  const made = orders.map((order, i) => ({ ...order, shipment: ids.next('shipment'), place: i }))
  const plus = (day: string, days: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  await copyRows(
    client,
    'shipments.shipments',
    [
      'id',
      'number',
      'company_id',
      'delivery_point_id',
      'delivery_address',
      'status',
      'carrier',
      'tracking_number',
      'packages',
      'planned_on',
      'shipped_on',
      'delivered_on',
      'created_at',
      'updated_at',
    ],
    made.map((order) => {
      const arrives = order.whole ? plus(order.day, 4) : plus(now.slice(0, 10), 1 + (order.place % 9))
      const carrier = carriers[order.place % carriers.length]!
      return [
        order.shipment,
        String(500 - most + order.place + 1),
        order.company_id,
        order.delivery_point_id,
        order.delivery_address,
        order.whole ? 'delivered' : 'on_way',
        carrier,
        carrier.startsWith('Машина') ? null : `${1_200_000 + order.place * 37}`,
        1 + (order.place % 4),
        arrives,
        plus(order.day, 1),
        order.whole ? arrives : null,
        `${plus(order.day, 1)}T09:00:00Z`,
        `${plus(order.day, 1)}T09:00:00Z`,
      ]
    }),
  )
  const byOrder = new Map(made.map((order) => [order.id, order.shipment]))
  const { rows: lines } = await client.query<{ order_id: string; id: string; shipped: string }>(
    `select order_id, id, shipped::text from orders.lines where order_id = any($1::uuid[]) and shipped > 0
    order by order_id, position`,
    [[...byOrder.keys()]],
  )
  await copyRows(
    client,
    'shipments.lines',
    ['shipment_id', 'order_line_id', 'quantity'],
    lines.map((line) => [byOrder.get(line.order_id)!, line.id, line.shipped]),
  )
  await client.query(
    `update orders.shipped_parts p set shipment_number = s.number, shipped_on = s.shipped_on
    from shipments.lines l join shipments.shipments s on s.id = l.shipment_id where l.order_line_id = p.line_id`,
  )
}
