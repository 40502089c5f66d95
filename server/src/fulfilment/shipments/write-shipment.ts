import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { createShipment, updateShipment } from '@portal/api/shipments.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, zero } from '#kernel/money.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { deliverLines, lockOrder, type Moved, shipLines } from '#src/trade/orders/public.ts'
import { leftOfOrder } from './queries.ts'

type Change = ParsedOf<typeof updateShipment>['body']

/** Begins to pack: never more of a line than is neither shipped, nor cancelled, nor packed already. */
export async function pack(
  context: Context,
  orderId: string,
  input: ParsedOf<typeof createShipment>['body'],
): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order.status === 'cancelled') throw new AppError('wrong_state')
    const left = new Map((await leftOfOrder(tx, orderId)).map((line) => [line.orderLineId, line.quantity]))
    const wanted = new Map<string, string>()
    for (const { orderLineId, quantity } of input.lines) {
      const open = decimal(left.get(orderLineId) ?? '0')
      if (wanted.has(orderLineId) || decimal(quantity).lte(zero) || decimal(quantity).gt(open))
        throw new AppError('invalid_input', {}, { [orderLineId]: 'more_than_open' })
      wanted.set(orderLineId, quantity)
    }
    const number = await nextNumber(tx)
    await tx
      .insertInto('shipments.shipments')
      .values({
        id,
        number,
        company_id: order.company_id,
        delivery_point_id: order.delivery_point_id,
        delivery_address: order.delivery_address,
        status: 'packing',
        carrier: input.carrier || null,
        tracking_number: input.trackingNumber || null,
        tracking_url: input.trackingUrl ?? null,
        packages: input.packages ?? null,
        planned_on: input.plannedOn ?? null,
        created_by: signedIn(context).id,
        created_at: context.now,
        updated_at: context.now,
      })
      .execute()
    await tx
      .insertInto('shipments.lines')
      .values([...wanted].map(([order_line_id, quantity]) => ({ shipment_id: id, order_line_id, quantity })))
      .execute()
    await note(tx, context, { id, companyId: order.company_id }, 'shipment.pack', { number, orderId })
    await tell(tx, orderId, order.company_id)
  })
  return id
}

const course = ['packing', 'on_way', 'delivered'] as const

/** Changes what is known of a shipment; when it goes and when it comes, the lines of its order follow. */
export async function changeShipment(context: Context, shipmentId: string, change: Change): Promise<void> {
  await transaction(context.db, async (tx) => {
    const parts = await partsOf(tx, shipmentId)
    // the order is the first lock, as everywhere
    for (const orderId of parts.keys()) await lockOrder(tx, orderId)
    const before = await tx
      .selectFrom('shipments.shipments')
      .selectAll()
      .where('id', '=', shipmentId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    const from = course.indexOf(before.status as (typeof course)[number])
    const to = change.status ? course.indexOf(change.status) : from
    if (to < from) throw new AppError('wrong_state')
    const by = { userId: context.caller.user?.id ?? null, now: context.now, number: before.number }
    if (change.shippedOn && !(from < 1 && to >= 1)) throw new AppError('wrong_state')
    let { shipped_on: shippedOn, delivered_on: deliveredOn } = before
    for (const [orderId, moved] of parts) {
      if (from < 1 && to >= 1)
        shippedOn = await shipLines(tx, orderId, moved, { ...by, on: change.shippedOn ?? null })
      if (from < 2 && to >= 2) deliveredOn = await deliverLines(tx, orderId, moved, by)
    }
    await tx
      .updateTable('shipments.shipments')
      .set({
        status: course[to]!,
        carrier: change.carrier === undefined ? before.carrier : change.carrier || null,
        tracking_number:
          change.trackingNumber === undefined ? before.tracking_number : change.trackingNumber || null,
        tracking_url: change.trackingUrl === undefined ? before.tracking_url : change.trackingUrl,
        packages: change.packages === undefined ? before.packages : change.packages,
        planned_on: change.plannedOn === undefined ? before.planned_on : change.plannedOn,
        shipped_on: shippedOn,
        delivered_on: deliveredOn,
        updated_at: context.now,
      })
      .where('id', '=', shipmentId)
      .execute()
    const target = { id: shipmentId, companyId: before.company_id }
    await note(tx, context, target, 'shipment.change', { before, after: { ...change } })
    for (const orderId of parts.keys()) await tell(tx, orderId, before.company_id)
  })
}

/** Unpacks: only while it is being packed. */
export async function unpack(context: Context, shipmentId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const parts = await partsOf(tx, shipmentId)
    const before = await tx
      .selectFrom('shipments.shipments')
      .select(['status', 'number', 'company_id'])
      .where('id', '=', shipmentId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    if (before.status !== 'packing') throw new AppError('wrong_state')
    await tx.deleteFrom('shipments.shipments').where('id', '=', shipmentId).execute()
    const target = { id: shipmentId, companyId: before.company_id }
    await note(tx, context, target, 'shipment.unpack', { number: before.number })
    for (const orderId of parts.keys()) await tell(tx, orderId, before.company_id)
  })
}

export async function nextNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select nextval('shipments.shipment_number')::text as number`.execute(tx)
  return rows[0]!.number
}

/** What of each order's lines a shipment holds; orders in id order. */
async function partsOf(tx: Tx, shipmentId: string): Promise<Map<string, Moved[]>> {
  const { rows } = await sql<{ order_id: string; line_id: string; quantity: string }>`
    select ol.order_id, ol.id as line_id, l.quantity
    from shipments.lines l join orders.lines ol on ol.id = l.order_line_id
    where l.shipment_id = ${shipmentId} order by ol.order_id, ol.position`.execute(tx)
  const parts = new Map<string, Moved[]>()
  for (const row of rows) {
    const moved = { lineId: row.line_id, quantity: decimal(row.quantity) }
    parts.set(row.order_id, [...(parts.get(row.order_id) ?? []), moved])
  }
  return parts
}

function tell(tx: Tx, orderId: string, companyId: string): Promise<void> {
  return tellBrowsers(tx, { topic: 'orders', id: orderId, companyId, operator: true })
}

function note(
  tx: Tx,
  context: Context,
  target: { id: string; companyId: string },
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  return record(tx, context, {
    action,
    entityKind: 'shipment',
    entityId: target.id,
    companyId: target.companyId,
    details,
  })
}
