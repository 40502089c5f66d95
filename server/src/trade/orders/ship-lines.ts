import { AppError } from '@portal/api/errors.ts'
import type { Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { type Decimal, decimal, zero } from '#kernel/money.ts'
import { release } from '#src/goods/inventory/public.ts'
import { changeHold } from '#src/terms/credit/public.ts'
import { ordersShipped } from './events.ts'
import { RateChanges, ratesOfDay, sellersDay } from './rates-of-day.ts'
import { setLine } from './set-line.ts'
import { linesOf, lockOrder, quantitiesOf, settleOrder, tellHistory } from './store.ts'

export interface Moved {
  lineId: string
  /** in the line's unit */
  quantity: Decimal
}

interface By {
  userId: string | null
  now: Date
  /** the shipment's number, for the history */
  number: string
}

/**
 * Marks parts of lines as shipped: out of what is picked, then reserved, then waits. More than is open is refused. VAT of
 * what goes is final: at the rate of the day, today of the seller unless an earlier one is named. Answers that day.
 */
export async function shipLines(
  tx: Tx,
  orderId: string,
  parts: readonly Moved[],
  by: By & { on: string | null },
): Promise<string> {
  const order = await lockOrder(tx, orderId)
  if (order.status === 'cancelled') throw new AppError('wrong_state')
  const today = await sellersDay(tx, order, by.now)
  const shippedOn = by.on ?? today
  if (shippedOn > today) throw new AppError('invalid_input', {}, { shippedOn: 'in_future' })
  const rates = await ratesOfDay(tx, orderId, shippedOn)
  const rateChanges = new RateChanges()
  const lines = new Map((await linesOf(tx, orderId)).map((line) => [line.id, line]))
  for (const { lineId, quantity } of parts) {
    const line = lines.get(lineId)
    if (!line) throw new AppError('not_found')
    const before = quantitiesOf(line)
    if (quantity.gt(before.quantity.minus(before.cancelled).minus(before.shipped)))
      throw new AppError('invalid_input', {}, { [lineId]: 'more_than_open' })
    const picked = least(before.picking, quantity)
    const reserved = least(before.reserved, quantity.minus(picked))
    const base = picked
      .plus(reserved)
      .times(decimal(line.factor_numerator))
      .div(decimal(line.factor_denominator))
      .toDecimalPlaces(6)
    if (base.gt(zero)) await release(tx, [{ orderLineId: lineId, quantity: base }], 'shipped', by.now)
    const rate = rates.get(lineId) ?? null
    rateChanges.note(line, rate)
    await setLine(
      tx,
      order,
      line,
      {
        shipped: before.shipped.plus(quantity),
        picking: before.picking.minus(picked),
        reserved: before.reserved.minus(reserved),
      },
      { rate, shippedOn, shipment: by.number },
    )
  }
  const settled = await settleOrder(tx, order, { now: by.now, confirmed: true, sendToErp: false })
  // prices without VAT: another rate is another sum
  if (settled.gross !== order.gross)
    await changeHold(tx, {
      contractId: order.contract_id,
      orderId,
      amount: decimal(settled.gross),
      now: by.now,
      reason: 'vat_of_shipment',
      check: false,
    })
  await tellHistory(tx, orderId, { source: 'manager', userId: by.userId, now: by.now }, [
    { kind: 'sent', details: { number: by.number, lines: String(parts.length) } },
    ...rateChanges.happenings(shippedOn),
  ])
  await publish(tx, ordersShipped, { orderId, companyId: order.company_id, shipment: by.number })
  return shippedOn
}

/** Marks parts of lines as delivered, as far as they are shipped. Answers the seller's day. */
export async function deliverLines(
  tx: Tx,
  orderId: string,
  parts: readonly Moved[],
  by: By,
): Promise<string> {
  const order = await lockOrder(tx, orderId)
  const lines = new Map((await linesOf(tx, orderId)).map((line) => [line.id, line]))
  for (const { lineId, quantity } of parts) {
    const line = lines.get(lineId)
    if (!line) continue
    const { delivered, shipped } = quantitiesOf(line)
    await setLine(tx, order, line, { delivered: least(shipped, delivered.plus(quantity)) })
  }
  await settleOrder(tx, order, { now: by.now, confirmed: true, sendToErp: false })
  await tellHistory(tx, orderId, { source: 'manager', userId: by.userId, now: by.now }, [
    { kind: 'delivered', details: { number: by.number } },
  ])
  return sellersDay(tx, order, by.now)
}

const least = (a: Decimal, b: Decimal) => (a.lt(b) ? a : b)
