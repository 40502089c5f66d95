import { sql } from 'kysely'
import type { Clock } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db.ts'
import { reaction, type Reaction } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { ordersChanged, ordersShipped } from '#src/trade/orders/events.ts'
import { lockOrder } from '#src/trade/orders/public.ts'
import { nextNumber } from './write-shipment.ts'

/**
 * What an ERP marks as shipped without saying in which shipment gets one of its own, marked as inferred; a mark that is taken
 * back takes it away. How much is shipped stays the business of the order's lines.
 */
export function shipmentReactions(clock: Clock): Reaction[] {
  const run = (tx: Tx, { orderId }: { orderId: string }) => follow(tx, orderId, clock.now())
  return [
    reaction(ordersChanged, 'shipments.follow', run),
    reaction(ordersShipped, 'shipments.follow-shipped', run),
  ]
}

export async function follow(tx: Tx, orderId: string, now: Date): Promise<void> {
  const order = await lockOrder(tx, orderId)
  const gone = await sql`
    delete from shipments.shipments s where s.inferred and exists (
      select from shipments.lines l join orders.lines ol on ol.id = l.order_line_id
      where l.shipment_id = s.id and ol.order_id = ${orderId} and l.quantity > ol.shipped)`.execute(tx)
  const { rows } = await sql<{ id: string; quantity: string }>`
    select ol.id, ol.shipped - coalesce((
      select sum(l.quantity) from shipments.lines l join shipments.shipments s on s.id = l.shipment_id
      where l.order_line_id = ol.id and s.status <> 'packing'), 0) as quantity
    from orders.lines ol where ol.order_id = ${orderId} order by ol.position`.execute(tx)
  const untold = rows.filter(({ quantity }) => Number(quantity) > 0)
  if (untold.length === 0 && gone.numAffectedRows === 0n) return
  if (untold.length === 0) return
  const id = newId()
  await tx
    .insertInto('shipments.shipments')
    .values({
      id,
      number: await nextNumber(tx),
      company_id: order.company_id,
      delivery_point_id: order.delivery_point_id,
      delivery_address: order.delivery_address,
      status: 'on_way',
      inferred: true,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await tx
    .insertInto('shipments.lines')
    .values(untold.map((line) => ({ shipment_id: id, order_line_id: line.id, quantity: line.quantity })))
    .execute()
}
