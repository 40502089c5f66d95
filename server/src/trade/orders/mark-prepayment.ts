import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { decimal, wireMoney } from '#kernel/money.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { prepaymentAbility, prepaymentDue, servedByQueue } from './prepayment.ts'
import { pushWaits } from './push-waits.ts'
import { linesOf, lockOrder, type OrderRow, tellHistory } from './store.ts'

/**
 * A manager marks the prepayment received: what waits is held no more, and what is free of it is allocated at once, by the
 * event that serves an arrival. A second press finds it marked and does nothing; another sum than he saw is refused.
 */
export async function receive(context: Context, orderId: string, seen: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order.prepaid_at !== null) return
    const due = prepaymentDue(order, await linesOf(tx, orderId))
    const { status, currency } = order
    const may = prepaymentAbility({ status, prepayment: due ? 'due' : 'not_due', served: false })
    if (!due || may !== 'receive') throw new AppError('wrong_state')
    if (!due.eq(decimal(seen)))
      throw new AppError('prepayment_changed', { amount: wireMoney(due, currency).amount, currency })
    await mark(tx, context, order, {
      prepaid: due.toFixed(),
      prepaid_at: context.now,
      prepaid_by: signedIn(context).id,
    })
  })
}

/** The mark was a mistake: nothing has been allocated by it yet, so the order is held again, in its old place. */
export async function takeBack(context: Context, orderId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order.prepaid_at === null) return
    const { rows } = await sql<{ served: boolean }>`select ${servedByQueue('o')} as served
      from orders.orders o where o.id = ${orderId}`.execute(tx)
    const { served } = rows[0]!
    const may = prepaymentAbility({ status: order.status, prepayment: 'received', served })
    if (may !== 'take_back') throw new AppError('wrong_state')
    await mark(tx, context, order, { prepaid: null, prepaid_at: null, prepaid_by: null })
  })
}

async function mark(
  tx: Tx,
  context: Context,
  order: OrderRow,
  columns: Pick<OrderRow, 'prepaid' | 'prepaid_at' | 'prepaid_by'>,
): Promise<void> {
  const { id, number, company_id: companyId, prepayment_percent: percent } = order
  const received = columns.prepaid_at !== null
  await tx
    .updateTable('orders.orders')
    .set({ ...columns, updated_at: context.now })
    .where('id', '=', id)
    .execute()
  await pushWaits(tx, [id], { now: context.now, tellOthers: received })
  await tellHistory(tx, id, { source: 'manager', userId: signedIn(context).id, now: context.now }, [
    { kind: received ? 'prepaid' : 'prepayment_taken_back', details: { percent: String(percent) } },
  ])
  await record(tx, context, {
    action: received ? 'order.receive_prepayment' : 'order.take_back_prepayment',
    entityKind: 'order',
    entityId: id,
    companyId,
    details: { number, percent, amount: columns.prepaid ?? order.prepaid, currency: order.currency },
  })
  await tellBrowsers(tx, { topic: 'orders', id, companyId, operator: true })
}
