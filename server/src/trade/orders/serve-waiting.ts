import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { type Decimal, decimal, sum, wireQuantity } from '#kernel/money.ts'
import { allocateArrivals, type Allocated, lockGoods, promiseAnew } from '#src/goods/inventory/public.ts'
import { lotsChanged } from '#src/goods/inventory/events.ts'
import { ordersServed } from './events.ts'
import { lastDates } from './promised-dates.ts'
import { pushWaits } from './push-waits.ts'
import { refreshPrices } from './refresh-prices.ts'
import { lockWaitingOrders, waitedFor, type WaitingOrder } from './waiting-orders.ts'
import { waitingOf } from './rules.ts'
import {
  type LineRow,
  type OrderHappening,
  partsOf,
  quantitiesOf,
  settleOrder,
  tellHistory,
} from './store.ts'

/**
 * Serves those who wait for these products: what is free in stock is allocated to them, by the priority of their
 * contracts and then by order time, and what still waits is promised anew from the lots to come. What happened is told
 * in the history of each order; letters follow by an event. Locks: orders, contracts, stock, queues (law 12).
 */
export async function serveWaiting(tx: Tx, changed: readonly string[], now: Date): Promise<void> {
  const productIds = await waitedFor(tx, changed)
  const orders = await lockWaitingOrders(tx, productIds)
  if (orders.size === 0) return
  await lockGoods(tx, productIds)
  // a contract's priority or warehouses may have changed since
  await pushWaits(tx, [...orders.keys()], { now, tellOthers: false, productIds })
  const allocated = await allocateArrivals(tx, productIds, now, await lineIdsOf(tx, orders, productIds))
  const lines = await waitingLines(tx, orders, productIds, allocated)
  const happenings = new Map<string, OrderHappening[]>()
  const tell = (line: LineRow, ...told: OrderHappening[]) =>
    happenings.set(line.order_id, [...(happenings.get(line.order_id) ?? []), ...told])
  const got = await writeAllocated(tx, lines, allocated, tell)
  const repriced = await refreshPrices(tx, orders, got, now, tell)
  await promiseAnew(tx, productIds, { today: todayOf(orders, now), now })
  const moved = await writeDates(tx, lines, tell)
  for (const [orderId, told] of happenings) {
    const { order } = orders.get(orderId)!
    await settleOrder(tx, order, {
      now,
      confirmed: order.confirmed_at !== null,
      sendToErp: repriced.has(orderId),
      fromQueue: true,
    })
    await tellHistory(tx, orderId, { source: 'system', userId: null, now }, told)
  }
  await askAgainForOthers(tx, productIds, orders)
  const lineIds = [...new Set([...got.map((line) => line.id), ...moved])]
  if (lineIds.length > 0) await publish(tx, ordersServed, { lineIds })
}

/** The earliest "today" of the sellers concerned: a lot that is overdue for one of them is not given up by another. */
function todayOf(orders: ReadonlyMap<string, WaitingOrder>, now: Date): string {
  return [...orders.values()].map(({ timeZone }) => dateIn(now, timeZone)).toSorted()[0]!
}

async function lineIdsOf(
  tx: Tx,
  orders: ReadonlyMap<string, WaitingOrder>,
  productIds: readonly string[],
): Promise<Set<string>> {
  const lines = await tx
    .selectFrom('orders.lines')
    .select('id')
    .where('order_id', 'in', [...orders.keys()])
    .where('product_id', 'in', [...new Set(productIds)])
    .execute()
  return new Set(lines.map((line) => line.id))
}

/** Their lines of these products that still wait, or that have just got something. */
async function waitingLines(
  tx: Tx,
  orders: ReadonlyMap<string, WaitingOrder>,
  productIds: readonly string[],
  allocated: readonly Allocated[],
): Promise<LineRow[]> {
  const served = new Set(allocated.map((each) => each.orderLineId))
  const lines = await tx
    .selectFrom('orders.lines')
    .selectAll()
    .select(partsOf('orders.lines').as('parts'))
    .where('order_id', 'in', [...orders.keys()])
    .where('product_id', 'in', [...new Set(productIds)])
    .orderBy('order_id')
    .orderBy('position')
    .execute()
  return lines.filter((line) => served.has(line.id) || waitingOf(quantitiesOf(line)).gt(0))
}

type Tell = (line: LineRow, ...told: OrderHappening[]) => void

/** Writes what lines got, in their own units. */
async function writeAllocated(
  tx: Tx,
  lines: readonly LineRow[],
  allocated: readonly Allocated[],
  tell: Tell,
): Promise<LineRow[]> {
  const byLine = new Map(
    allocated.map((each) => [each.orderLineId, sum(each.parts.map((part) => part.quantity))]),
  )
  const got: LineRow[] = []
  for (const line of lines) {
    const base = byLine.get(line.id)
    if (!base) continue
    const quantity = allocatedOf(line, base)
    const reserved = decimal(line.reserved).plus(quantity).toFixed()
    await tx.updateTable('orders.lines').set({ reserved }).where('id', '=', line.id).execute()
    line.reserved = reserved
    got.push(line)
    tell(line, { kind: 'allocated', lineId: line.id, details: { to: wireQuantity(quantity) } })
  }
  return got
}

/** In the line's unit, never more than waits, whatever the division left. */
function allocatedOf(line: LineRow, base: Decimal): Decimal {
  const waiting = waitingOf(quantitiesOf(line))
  const quantity = base.times(decimal(line.factor_denominator)).div(decimal(line.factor_numerator))
  return quantity.gt(waiting) ? waiting : quantity.toDecimalPlaces(6, 1)
}

/** Writes the dates that lots promise now; a date that a manager gave stays. Answers the lines whose date has moved. */
async function writeDates(tx: Tx, lines: readonly LineRow[], tell: Tell): Promise<string[]> {
  const dates = await lastDates(tx, lines)
  const moved: string[] = []
  for (const line of lines) {
    const date = dates.get(line.id) ?? null
    if (line.promised_by_manager || date === line.promised_on) continue
    await tx.updateTable('orders.lines').set({ promised_on: date }).where('id', '=', line.id).execute()
    // a line that has everything waits for no date any more: that is no news
    if (waitingOf(quantitiesOf(line)).lte(0)) continue
    moved.push(line.id)
    tell(line, { kind: 'promised', lineId: line.id, details: { from: line.promised_on, to: date } })
  }
  return moved
}

/** An order that came while we waited for the locks is served by the next event, with its own lock. */
async function askAgainForOthers(
  tx: Tx,
  productIds: readonly string[],
  orders: ReadonlyMap<string, WaitingOrder>,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct w.product_id as id from inventory.waits w join orders.lines l on l.id = w.order_line_id
    where w.product_id = any(${[...productIds]}::uuid[])
      and l.order_id <> all(${[...orders.keys()]}::uuid[])`.execute(tx)
  if (rows.length > 0) await publish(tx, lotsChanged, { productIds: rows.map((row) => row.id) })
}
