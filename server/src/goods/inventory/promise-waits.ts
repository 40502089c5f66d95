import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { type LotPart, type Promised, promiseLots, type Wait } from './plan-waiting.ts'
import { lockQueues, openLots, waitsOf } from './queues.ts'

/** When an order line gets what it waits for, as its lots say now. */
export interface LineDates {
  orderLineId: string
  /** base units by date, the nearest first */
  dates: { eta: string; confirmed: boolean; quantity: string }[]
}

/**
 * Promises free lots to new demands, in the order given: nobody who waits already loses anything. The queues of the
 * products are locked by the caller.
 */
export async function reserveLots(
  tx: Tx,
  demands: readonly Wait[],
  at: { today: string; now: Date },
): Promise<(Promised & { eta: string | null })[]> {
  if (demands.length === 0) return []
  const lots = await openLots(
    tx,
    demands.map((demand) => demand.productId),
    at.today,
  )
  const etas = new Map(lots.map((lot) => [lot.id, lot.eta]))
  const promised = promiseLots(demands, lots)
  const products = new Map(demands.map((demand) => [demand.orderLineId, demand.productId]))
  await insertParts(
    tx,
    promised.flatMap(({ orderLineId, parts }) =>
      parts.map((part) => ({ ...part, orderLineId, productId: products.get(orderLineId)! })),
    ),
    at.now,
  )
  return promised.map((each) => {
    const last = each.parts.at(-1)
    return { ...each, eta: each.uncovered.isZero() && last ? etas.get(last.lotId)! : null }
  })
}

/**
 * Promises the lots of products anew to all who wait for them, by priority and then by order time: after a date has
 * moved, a quantity has changed, a lot has come or gone, or somebody has left the queue. Answers the lines whose
 * promises are others now.
 */
export async function promiseAnew(
  tx: Tx,
  productIds: readonly string[],
  at: { today: string; now: Date },
): Promise<string[]> {
  const ids = [...new Set(productIds)]
  if (ids.length === 0) return []
  await lockQueues(tx, ids)
  const waits = await waitsOf(tx, ids)
  const held = await heldOf(tx, ids)
  const arrived = held.filter((row) => row.state === 'received')
  const kept = Map.groupBy(
    arrived.map((row) => ({
      orderLineId: row.order_line_id,
      lotId: row.lot_id,
      quantity: decimal(row.quantity),
    })),
    (row) => row.orderLineId,
  )
  const wanted = promiseLots(waits, await openLots(tx, ids, at.today, { whole: true }), kept)
  const before = sumsOf(
    held.map((row) => ({
      orderLineId: row.order_line_id,
      lotId: row.lot_id,
      quantity: decimal(row.quantity),
    })),
  )
  const after = sumsOf(
    wanted.flatMap(({ orderLineId, parts }) => parts.map((part) => ({ ...part, orderLineId }))),
  )
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (line) => partsKey(before.get(line)) !== partsKey(after.get(line)),
  )
  if (changed.length === 0) return []
  await tx
    .updateTable('inventory.lot_reservations')
    .set({ released_at: at.now, released_because: 'promised_anew' })
    .where('order_line_id', 'in', changed)
    .where('released_at', 'is', null)
    .execute()
  const products = new Map(waits.map((wait) => [wait.orderLineId, wait.productId]))
  await insertParts(
    tx,
    changed.flatMap((orderLineId) =>
      (after.get(orderLineId) ?? []).map((part) => ({
        ...part,
        orderLineId,
        productId: products.get(orderLineId)!,
      })),
    ),
    at.now,
  )
  return changed
}

/** Gives back what lots promise to these lines beyond what they still wait for, the latest dates first. */
export async function trimPromises(tx: Tx, orderLineIds: readonly string[], now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; lot_id: string; line: string; product_id: string; kept: string }>`
    with held as (
      select r.id, r.lot_id, r.order_line_id, r.product_id, r.quantity, coalesce(w.quantity, 0) as wanted,
        sum(r.quantity) over (partition by r.order_line_id order by l.eta, r.id) as upto
      from inventory.lot_reservations r join inventory.lots l on l.id = r.lot_id
      left join inventory.waits w on w.order_line_id = r.order_line_id
      where r.order_line_id = any(${[...orderLineIds]}::uuid[]) and r.released_at is null)
    update inventory.lot_reservations r set released_at = ${now}, released_because = 'waits_less'
    from held where r.id = held.id and held.upto > held.wanted
    returning r.id, r.lot_id, r.order_line_id as line, r.product_id,
      greatest(0, held.wanted - held.upto + held.quantity) as kept`.execute(tx)
  await insertParts(
    tx,
    rows
      .map((row) => ({
        orderLineId: row.line,
        productId: row.product_id,
        lotId: row.lot_id,
        quantity: decimal(row.kept),
      }))
      .filter((part) => part.quantity.gt(0)),
    now,
  )
}

/** What lots promise to these lines now, by date; a line that nothing is promised to is absent. */
export async function datesOf(tx: Tx, orderLineIds: readonly string[]): Promise<Map<string, LineDates>> {
  const { rows } = await sql<{ id: string; dates: LineDates['dates'] }>`
    select r.order_line_id as id,
      json_agg(json_build_object('eta', l.eta, 'confirmed', l.confirmed, 'quantity', r.quantity::text) order by l.eta, l.id) as dates
    from inventory.lot_reservations r join inventory.lots l on l.id = r.lot_id
    where r.order_line_id = any(${[...orderLineIds]}::uuid[]) and r.released_at is null
    group by r.order_line_id`.execute(tx)
  return new Map(rows.map((row) => [row.id, { orderLineId: row.id, dates: row.dates }]))
}

async function heldOf(tx: Tx, productIds: readonly string[]) {
  return tx
    .selectFrom('inventory.lot_reservations as r')
    .innerJoin('inventory.lots as l', 'l.id', 'r.lot_id')
    .select(['r.order_line_id', 'r.lot_id', 'r.quantity', 'l.state'])
    .where('r.product_id', 'in', [...productIds])
    .where('r.released_at', 'is', null)
    .orderBy('l.eta')
    .orderBy('r.id')
    .execute()
}

/** By line, one part per lot. */
function sumsOf(parts: readonly (LotPart & { orderLineId: string })[]): Map<string, LotPart[]> {
  const sums = new Map<string, LotPart[]>()
  for (const { orderLineId, lotId, quantity } of parts) {
    const own = sums.get(orderLineId) ?? []
    const same = own.find((part) => part.lotId === lotId)
    if (same) same.quantity = same.quantity.plus(quantity)
    else own.push({ lotId, quantity })
    sums.set(orderLineId, own)
  }
  return sums
}

function partsKey(parts: readonly LotPart[] = []): string {
  return parts
    .map(({ lotId, quantity }) => `${lotId}:${quantity.toFixed()}`)
    .toSorted()
    .join(' ')
}

async function insertParts(
  tx: Tx,
  parts: readonly (LotPart & { orderLineId: string; productId: string })[],
  now: Date,
): Promise<void> {
  const rows = parts.map((part) => ({
    id: newId(),
    order_line_id: part.orderLineId,
    lot_id: part.lotId,
    product_id: part.productId,
    quantity: part.quantity.toFixed(),
    created_at: now,
  }))
  for (let from = 0; from < rows.length; from += 5000)
    await tx
      .insertInto('inventory.lot_reservations')
      .values(rows.slice(from, from + 5000))
      .execute()
}
