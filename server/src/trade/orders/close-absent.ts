import { sql } from 'kysely'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { decimal, wireQuantity, zero } from '#kernel/money.ts'
import { changeHold } from '#src/terms/credit/public.ts'
import { ordersChanged } from './events.ts'
import { settleContracted } from './settle-contracted.ts'
import { waitingOf } from './rules.ts'
import { setLine } from './set-line.ts'
import {
  type LineRow,
  linesOf,
  lockOrder,
  type OrderRow,
  quantitiesOf,
  settleOrder,
  tellHistory,
} from './store.ts'

const atOnce = 200

/** Cancels what has not come by the day that the buyer named. Each order by itself, once: whatever fails, the next run does. */
export async function closeAllAbsent(db: Db, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
      select o.id from orders.orders o join sellers.sellers s on s.id = o.seller_id
      where o.absent_until is not null and o.absent_closed_at is null
        and o.absent_until < (${now}::timestamptz at time zone s.time_zone)::date
      order by o.absent_until, o.id limit ${atOnce}`.execute(db)
  for (const { id } of rows) await transaction(db, (tx) => closeAbsent(tx, id, now))
}

async function closeAbsent(tx: Tx, orderId: string, now: Date): Promise<void> {
  const order = await lockOrder(tx, orderId)
  // another worker was faster
  if (order.absent_until === null || order.absent_closed_at !== null) return
  await tx.updateTable('orders.orders').set({ absent_closed_at: now }).where('id', '=', orderId).execute()
  const waiting = (await linesOf(tx, orderId)).filter((line) => waitingOf(quantitiesOf(line)).gt(zero))
  if (waiting.length > 0)
    await cancelWaitingOf(
      tx,
      order,
      waiting.map((line) => ({ line, quantity: waitingOf(quantitiesOf(line)) })),
      { source: 'system', userId: null, now },
      'rest_cancelled',
    )
}

/** Cancels quantities of lines that wait for goods; sums, credit, agreed quantities and the queue follow. */
export async function cancelWaitingOf(
  tx: Tx,
  order: OrderRow,
  cancellations: readonly { line: LineRow; quantity: ReturnType<typeof decimal> }[],
  who: Parameters<typeof tellHistory>[2],
  kind: 'rest_cancelled' | 'waiting_cancelled',
): Promise<void> {
  for (const { line, quantity } of cancellations) {
    await setLine(tx, order, line, { cancelled: decimal(line.cancelled).plus(quantity) })
    await tx.updateTable('orders.lines').set({ cancel_asked: '0' }).where('id', '=', line.id).execute()
  }
  const settled = await settleOrder(tx, order, {
    now: who.now,
    confirmed: order.confirmed_at !== null,
    sendToErp: true,
  })
  await changeHold(tx, {
    contractId: order.contract_id,
    orderId: order.id,
    amount: decimal(settled.gross),
    now: who.now,
    reason: 'cancelled',
    check: false,
  })
  await settleContracted(tx, order.id, { check: false })
  await tellHistory(
    tx,
    order.id,
    who,
    cancellations.map(({ line, quantity }) => ({
      kind,
      lineId: line.id,
      details: { quantity: wireQuantity(quantity), until: order.absent_until },
    })),
  )
  await publish(tx, ordersChanged, { orderId: order.id, companyId: order.company_id })
}
