import type { Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { type Decimal, decimal, isPositive, wireQuantity, zero } from '#kernel/money.ts'
import { release } from '#src/goods/inventory/public.ts'
import { changeHold } from '#src/terms/credit/public.ts'
import { cancelRest } from './change-order.ts'
import { inSameUnit, inUnitOf, lineOfErp, type ErpLine } from './erp-line.ts'
import { ordersChanged, ordersConfirmed, ordersShipped } from './events.ts'
import { RateChanges, ratesOfDay, sellersDay } from './rates-of-day.ts'
import { setLine, setQuantity } from './set-line.ts'
import { settleContracted } from './settle-contracted.ts'
import {
  linesOf,
  lockOrder,
  settleOrder,
  tellHistory,
  type LineRow,
  type OrderHappening,
  type OrderRow,
} from './store.ts'

/** A payment or a shipment as an ERP marks it: the number and the date of its document there. */
export interface ErpMark {
  number: string
  at: string | null
}

/** How the ERP says an order stands now. A mark that is null is taken back; what is undefined was not said and stays. */
export interface ErpAnswer {
  orderId: string
  erpNumber: string | null
  cancelled: boolean
  paid: ErpMark | null | undefined
  shipped: ErpMark | null | undefined
  lines: readonly ErpLine[] | undefined
}

/**
 * Makes an order what the ERP says it is: quantities, prices, added and removed lines, paid and shipped marks. What
 * changed is told in the history; what was ordered first stays beside it. The same answer again changes nothing.
 */
export async function applyErpAnswer(tx: Tx, answer: ErpAnswer, now: Date): Promise<{ changed: boolean }> {
  const order = await lockOrder(tx, answer.orderId)
  const who = { source: 'erp' as const, userId: null, now }
  if (answer.cancelled) {
    if (order.status === 'cancelled') return { changed: false }
    await cancelRest(tx, order, null, who)
    return { changed: true }
  }
  const billed = new Map<string, Decimal>()
  const lineHappenings = answer.lines ? await applyLines(tx, order, answer.lines, billed, now) : []
  const marks = await applyMarks(tx, order, answer, billed, now)
  const confirmed = order.confirmed_at === null
  const happenings = [
    ...(confirmed ? [{ kind: 'confirmed', details: { number: answer.erpNumber } }] : []),
    ...lineHappenings,
    ...marks,
  ]
  await tx
    .updateTable('orders.orders')
    .set({
      erp_number: answer.erpNumber ?? order.erp_number,
      erp_answered_at: now,
      changed_by_erp: order.changed_by_erp || lineHappenings.length > 0,
    })
    .where('id', '=', order.id)
    .execute()
  if (happenings.length === 0) return { changed: false }
  const settled = await settleOrder(tx, order, { now, confirmed: true, sendToErp: false })
  await setPaid(tx, order, answer, settled.gross)
  await changeHold(tx, {
    contractId: order.contract_id,
    orderId: order.id,
    amount: decimal(settled.gross),
    now,
    reason: 'erp',
    check: false,
  })
  await settleContracted(tx, order.id, { check: false })
  await tellHistory(tx, order.id, who, happenings)
  const told = { orderId: order.id, companyId: order.company_id }
  if (confirmed) await publish(tx, ordersConfirmed, told)
  if (marks.some(({ kind }) => kind === 'shipped'))
    await publish(tx, ordersShipped, { ...told, shipment: null })
  const marksElse = marks.filter(({ kind }) => kind !== 'shipped' && kind !== 'vat_changed')
  if (lineHappenings.length + marksElse.length > 0) await publish(tx, ordersChanged, told)
  return { changed: true }
}

/** `billed` takes the VAT rates that the ERP states, by our line. */
async function applyLines(
  tx: Tx,
  order: OrderRow,
  answered: readonly ErpLine[],
  billed: Map<string, Decimal>,
  now: Date,
): Promise<OrderHappening[]> {
  const lines = await linesOf(tx, order.id)
  const { matches, added } = matchLines(lines, answered)
  for (const [lineId, { vatRate }] of matches) if (vatRate !== null) billed.set(lineId, vatRate)
  const happenings: OrderHappening[] = []
  for (const line of lines) happenings.push(...(await applyLine(tx, order, line, matches.get(line.id), now)))
  let position = Math.max(0, ...lines.map((line) => line.position))
  for (const one of added) happenings.push(await addLine(tx, order, one, ++position))
  return happenings
}

/** By product and unit first; then what is left, by product, counted over into the unit that was ordered. */
function matchLines(lines: readonly LineRow[], answered: readonly ErpLine[]) {
  const left = [...answered]
  const matches = new Map<string, ErpLine>()
  for (const countOver of [false, true])
    for (const line of lines.filter((one) => !matches.has(one.id))) {
      const index = left.findIndex(
        (one) =>
          one.productId !== null &&
          one.productId === line.product_id &&
          (countOver ? inUnitOf(one, line) !== null : inSameUnit(one, line)),
      )
      if (index >= 0) matches.set(line.id, inUnitOf(left.splice(index, 1)[0]!, line)!)
    }
  return { matches, added: left }
}

async function applyLine(
  tx: Tx,
  order: OrderRow,
  line: LineRow,
  answered: ErpLine | undefined,
  now: Date,
): Promise<OrderHappening[]> {
  const happenings: OrderHappening[] = []
  const quantity = answered?.quantity ?? zero
  const before = decimal(line.quantity).minus(decimal(line.cancelled))
  let current = line
  if (!quantity.equals(before)) {
    if (!staysGone(line, quantity)) {
      // shipped quantities follow the marks, which are read after the lines
      await setLine(tx, order, line, { shipped: zero, delivered: zero })
      current = { ...line, shipped: '0', delivered: '0', picking: '0', parts: [] }
    }
    await setQuantity(tx, order, current, quantity, now)
    current = { ...current, quantity: quantity.toFixed(), cancelled: '0' }
    happenings.push({
      kind: answered ? 'quantity_changed' : 'line_removed',
      lineId: line.id,
      details: { from: wireQuantity(before), to: wireQuantity(quantity) },
    })
  }
  if (answered && !answered.price.equals(decimal(line.price))) {
    await setLine(tx, order, current, { price: answered.price })
    happenings.push({
      kind: 'price_changed',
      lineId: line.id,
      details: { from: decimal(line.price).toFixed(), to: answered.price.toFixed() },
    })
  }
  return happenings
}

/** What shipments have taken stays as it went: an ERP's mark is a coarser source (law 12), unless it says that less was sold. */
function staysGone(line: LineRow, quantity: Decimal): boolean {
  const gone = decimal(line.shipped).plus(decimal(line.picking))
  return !line.shipped_inferred && isPositive(gone) && gone.lte(quantity)
}

async function addLine(tx: Tx, order: OrderRow, added: ErpLine, position: number): Promise<OrderHappening> {
  const line = lineOfErp(order, added, position, zero)
  await tx.insertInto('orders.lines').values(line).execute()
  return { kind: 'line_added', lineId: line.id, details: { to: wireQuantity(added.quantity) } }
}

/**
 * One "shipped" mark means the whole order, and is inferred: a finer source would say which lines (law 12). VAT becomes
 * final with it: at the rates that the ERP has billed, or else at those of the mark's day.
 */
async function applyMarks(
  tx: Tx,
  order: OrderRow,
  answer: ErpAnswer,
  billed: ReadonlyMap<string, Decimal>,
  now: Date,
): Promise<OrderHappening[]> {
  const happenings: OrderHappening[] = []
  const lines = await linesOf(tx, order.id)
  const wasShipped =
    lines.length > 0 &&
    lines.every((line) => decimal(line.shipped).gte(decimal(line.quantity).minus(decimal(line.cancelled))))
  const marked = lines.some((line) => line.shipped_inferred)
  if (answer.shipped && !wasShipped) {
    await release(
      tx,
      lines.map((line) => ({ orderLineId: line.id })),
      'shipped',
      now,
    )
    const shippedOn = answer.shipped.at?.slice(0, 10) ?? (await sellersDay(tx, order, now))
    const rates = await ratesOfDay(tx, order.id, shippedOn)
    const rateChanges = new RateChanges()
    for (const line of lines) {
      const rate = billed.get(line.id) ?? rates.get(line.id) ?? null
      rateChanges.note(line, rate)
      const shipped = decimal(line.quantity).minus(decimal(line.cancelled))
      const going = { rate, shippedOn, shipment: null }
      await setLine(tx, order, line, { shipped, reserved: zero, picking: zero }, going)
    }
    await tx
      .updateTable('orders.lines')
      .set({ shipped_inferred: true })
      .where('order_id', '=', order.id)
      .execute()
    happenings.push({ kind: 'shipped', details: { number: answer.shipped.number, at: answer.shipped.at } })
    happenings.push(...rateChanges.happenings(shippedOn))
  } else if (answer.shipped === null && marked) {
    for (const line of lines) await setLine(tx, order, line, { shipped: zero, delivered: zero })
    await tx
      .updateTable('orders.lines')
      .set({ shipped_inferred: false })
      .where('order_id', '=', order.id)
      .execute()
    happenings.push({ kind: 'unshipped' })
  }
  const wasPaid = decimal(order.paid).gt(0)
  if (answer.paid && !wasPaid)
    happenings.push({ kind: 'paid', details: { number: answer.paid.number, at: answer.paid.at } })
  if (answer.paid === null && wasPaid && order.paid_inferred) happenings.push({ kind: 'unpaid' })
  return happenings
}

/** A single "paid" mark carries no sum: it means the whole order, at its sum after this answer. */
async function setPaid(tx: Tx, order: OrderRow, answer: ErpAnswer, gross: string): Promise<void> {
  if (answer.paid || (answer.paid === undefined && order.paid_inferred)) {
    await tx
      .updateTable('orders.orders')
      .set({ paid: gross, paid_inferred: true })
      .where('id', '=', order.id)
      .execute()
  } else if (answer.paid === null && order.paid_inferred) {
    await tx
      .updateTable('orders.orders')
      .set({ paid: '0', paid_inferred: false })
      .where('id', '=', order.id)
      .execute()
  }
}
