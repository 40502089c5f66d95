import { AppError } from '@portal/api/errors.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { decimal, wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { release } from '#src/goods/inventory/public.ts'
import { record } from '#src/people/audit/public.ts'
import { changeHold } from '#src/terms/credit/public.ts'
import { ordersCancelled, ordersChanged, ordersConfirmed } from './events.ts'
import { settleContracted } from './settle-contracted.ts'
import { buyerMayCancel, mayConfirm, supplierMayCancel } from './rules.ts'
import { setLine, setQuantity } from './set-line.ts'
import {
  linesOf,
  lockOrder,
  quantitiesOf,
  settleOrder,
  tellHistory,
  type EventSource,
  type OrderRow,
} from './store.ts'

/** A manager confirms a new order: the ERP may take it now. */
export async function confirm(context: Context, orderId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (!mayConfirm(order.status)) throw new AppError('wrong_state')
    await settleOrder(tx, order, { now: context.now, confirmed: true, sendToErp: true })
    await tellHistory(tx, orderId, by(context, 'manager'), [{ kind: 'confirmed' }])
    await note(tx, context, order, 'order.confirm')
    await publish(tx, ordersConfirmed, { orderId, companyId: order.company_id })
  })
}

/** The buyer takes his order back while nobody works on it. */
export async function cancelAsBuyer(
  context: Context,
  orderId: string,
  companyId: string,
  reason: string | null,
) {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order.company_id !== companyId) throw new AppError('not_found')
    const takenByErp = order.taken_by_erp_at !== null
    if (!buyerMayCancel({ status: order.status, takenByErp }))
      throw new AppError(takenByErp ? 'order_taken_by_erp' : 'wrong_state')
    await cancelRest(tx, order, reason, by(context, context.caller.acting ? 'manager' : 'buyer'))
    await note(tx, context, order, 'order.cancel')
  })
}

/** A manager cancels what is not shipped. */
export async function cancelAsOperator(
  context: Context,
  orderId: string,
  reason: string | null,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (!supplierMayCancel(order.status)) throw new AppError('wrong_state')
    await cancelRest(tx, order, reason, by(context, 'manager'))
    await note(tx, context, order, 'order.cancel')
  })
}

/** Cancels what is not shipped of every line, gives back stock and credit. */
export async function cancelRest(
  tx: Tx,
  order: OrderRow,
  reason: string | null,
  who: { source: EventSource; userId: string | null; now: Date },
): Promise<void> {
  for (const line of await linesOf(tx, order.id)) {
    const { quantity, shipped } = quantitiesOf(line)
    await setLine(tx, order, line, {
      cancelled: quantity.minus(shipped),
      reserved: decimal('0'),
      picking: decimal('0'),
    })
  }
  await release(
    tx,
    (await linesOf(tx, order.id)).map((line) => ({ orderLineId: line.id })),
    'cancelled',
    who.now,
  )
  const settled = await settleOrder(tx, order, {
    now: who.now,
    confirmed: order.confirmed_at !== null,
    sendToErp: who.source !== 'erp',
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
  await tellHistory(tx, order.id, who, [{ kind: 'cancelled', details: { reason } }])
  await publish(tx, ordersCancelled, { orderId: order.id, companyId: order.company_id })
}

/** A manager changes the quantity or the promised date of a line; the buyer sees what it was. */
export async function changeLineAsOperator(
  context: Context,
  orderId: string,
  lineId: string,
  change: { quantity?: string | undefined; promisedOn?: string | null | undefined },
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    const line = (await linesOf(tx, orderId)).find((one) => one.id === lineId)
    if (!line) throw new AppError('not_found')
    if (!supplierMayCancel(order.status)) throw new AppError('wrong_state')
    const happenings = []
    if (change.quantity !== undefined) {
      const quantity = decimal(change.quantity)
      const now = quantitiesOf(line)
      if (quantity.lt(now.shipped.plus(now.picking)) || quantity.decimalPlaces() > 6 || quantity.isNegative())
        throw new AppError('invalid_input', {}, { quantity: 'below_shipped' })
      await setQuantity(tx, order, line, quantity, context.now)
      happenings.push({
        kind: 'quantity_changed',
        lineId,
        details: { from: wireQuantity(line.quantity), to: wireQuantity(quantity) },
      })
    }
    if (change.promisedOn !== undefined) {
      await tx
        .updateTable('orders.lines')
        .set({ promised_on: change.promisedOn, promised_by_manager: change.promisedOn !== null })
        .where('id', '=', lineId)
        .execute()
      happenings.push({ kind: 'promised', lineId, details: { to: change.promisedOn } })
    }
    const settled = await settleOrder(tx, order, {
      now: context.now,
      confirmed: order.confirmed_at !== null,
      sendToErp: true,
    })
    await changeHold(tx, {
      contractId: order.contract_id,
      orderId,
      amount: decimal(settled.gross),
      now: context.now,
      reason: 'changed',
      check: true,
    })
    await settleContracted(tx, orderId, { check: true })
    await tellHistory(tx, orderId, by(context, 'manager'), happenings)
    await note(tx, context, order, 'order.change_line')
    await publish(tx, ordersChanged, { orderId, companyId: order.company_id })
  })
}

function by(context: Context, source: EventSource) {
  return { source, userId: context.caller.user?.id ?? null, now: context.now }
}

async function note(tx: Tx, context: Context, order: OrderRow, action: string): Promise<void> {
  await record(tx, context, {
    action,
    entityKind: 'order',
    entityId: order.id,
    companyId: order.company_id,
    details: { number: order.number },
  })
}
