import { AppError } from '@portal/api/errors.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { type Decimal, decimal, wireQuantity, zero } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { cancelWaitingOf } from './close-absent.ts'
import { buyerCancelsWaiting, supplierMayCancel, waitingOf } from './rules.ts'
import { type LineRow, linesOf, lockOrder, type OrderRow, quantitiesOf, tellHistory } from './store.ts'

/**
 * A buyer takes back what a line of his waits for. Once the ERP has the order it is not his to change: he asks, and a
 * manager answers. So it is where he is not shown what his line has (`masked`): what is cancelled would tell it (law 5).
 * Nothing that is allocated is touched.
 */
export async function cancelAsBuyer(
  context: Context,
  companyId: string,
  what: { orderId: string; lineId: string; quantity: string | undefined; masked: boolean },
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, what.orderId)
    if (order.company_id !== companyId) throw new AppError('not_found')
    const line = await lineIn(tx, order, what.lineId)
    const takenByErp = order.taken_by_erp_at !== null
    const may = buyerCancelsWaiting({ status: order.status, takenByErp })
    if (may === 'no') throw new AppError('wrong_state')
    const how = what.masked ? 'by_request' : may
    const { reserved } = quantitiesOf(line)
    const quantity = wanted(line, what.quantity, what.masked ? reserved : zero)
    const source = context.caller.acting ? ('manager' as const) : ('buyer' as const)
    if (how === 'at_once') {
      await cancelWaitingOf(tx, order, [{ line, quantity }], by(context, source), 'waiting_cancelled')
    } else {
      await ask(tx, order, line, quantity)
      await tellHistory(tx, order.id, by(context, source), [
        { kind: 'cancel_asked', lineId: line.id, details: { quantity: wireQuantity(quantity) } },
      ])
    }
    await note(
      tx,
      context,
      order,
      `order.${how === 'at_once' ? 'cancel_waiting' : 'ask_to_cancel'}`,
      line,
      quantity,
    )
  })
}

/** A manager cancels what a line waits for: as much as he says, or as the buyer asks, or all of it. */
export async function cancelAsOperator(
  context: Context,
  what: { orderId: string; lineId: string; quantity: string | undefined },
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, what.orderId)
    const line = await lineIn(tx, order, what.lineId)
    if (!supplierMayCancel(order.status)) throw new AppError('wrong_state')
    const asked = decimal(line.cancel_asked)
    const waiting = waitingOf(quantitiesOf(line))
    // goods may have come since he asked
    const askedStill = asked.gt(waiting) ? waiting : asked
    const quantity = wanted(line, what.quantity ?? (askedStill.gt(zero) ? askedStill.toFixed() : undefined))
    await cancelWaitingOf(tx, order, [{ line, quantity }], by(context, 'manager'), 'waiting_cancelled')
    await note(tx, context, order, 'order.cancel_waiting', line, quantity)
  })
}

/** A manager lets a line wait on although its buyer asked to cancel. */
export async function decline(context: Context, orderId: string, lineId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    const line = await lineIn(tx, order, lineId)
    const asked = decimal(line.cancel_asked)
    if (asked.isZero()) throw new AppError('wrong_state')
    await ask(tx, order, line, zero)
    await tellHistory(tx, orderId, by(context, 'manager'), [
      { kind: 'cancel_declined', lineId, details: { quantity: wireQuantity(asked) } },
    ])
    await note(tx, context, order, 'order.decline_cancellation', line, asked)
  })
}

async function lineIn(tx: Tx, order: OrderRow, lineId: string): Promise<LineRow> {
  const line = (await linesOf(tx, order.id)).find((one) => one.id === lineId)
  if (!line) throw new AppError('not_found')
  return line
}

/** At most what waits, more than nothing; `unshown` is not told from it. */
function wanted(line: LineRow, asked: string | undefined, unshown = zero): Decimal {
  const waiting = waitingOf(quantitiesOf(line)).plus(unshown)
  const quantity = asked === undefined ? waiting : decimal(asked)
  if (waiting.lte(zero)) throw new AppError('wrong_state')
  if (quantity.lte(zero) || quantity.gt(waiting))
    throw new AppError('invalid_input', {}, { quantity: 'above_waiting' })
  return quantity
}

async function ask(tx: Tx, order: OrderRow, line: LineRow, quantity: Decimal): Promise<void> {
  await tx
    .updateTable('orders.lines')
    .set({ cancel_asked: quantity.toFixed() })
    .where('id', '=', line.id)
    .execute()
  await tellBrowsers(tx, { topic: 'orders', id: order.id, companyId: order.company_id, operator: true })
}

function by(context: Context, source: 'buyer' | 'manager') {
  return { source, userId: context.caller.user?.id ?? null, now: context.now }
}

async function note(
  tx: Tx,
  context: Context,
  order: OrderRow,
  action: string,
  line: LineRow,
  quantity: Decimal,
): Promise<void> {
  await record(tx, context, {
    action,
    entityKind: 'order',
    entityId: order.id,
    companyId: order.company_id,
    details: { number: order.number, lineId: line.id, quantity: wireQuantity(quantity) },
  })
}
