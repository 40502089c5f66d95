import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { lockContracts, type OrderRow } from './store.ts'

/** A batch of an import is many products, and few of them are waited for. */
export async function waitedFor(tx: Tx, productIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct product_id as id from inventory.waits
    where product_id = any(${[...productIds]}::uuid[])`.execute(tx)
  return rows.map((row) => row.id)
}

export interface WaitingOrder {
  order: OrderRow
  timeZone: string
  /** does its contract take the price of the day of allocation? */
  refreshesPrice: boolean
}

/** Orders with lines in these queues, locked in id order, their contracts after them. */
export async function lockWaitingOrders(
  tx: Tx,
  productIds: readonly string[],
): Promise<Map<string, WaitingOrder>> {
  const { rows } = await sql<OrderRow & { time_zone: string; absent_price: string }>`
    select o.*, s.time_zone, c.absent_price from orders.orders o
    join sellers.sellers s on s.id = o.seller_id join contracts.contracts c on c.id = o.contract_id
    where o.id in (select l.order_id from inventory.waits w join orders.lines l on l.id = w.order_line_id
      where w.product_id = any(${[...productIds]}::uuid[]))
    order by o.id for update of o`.execute(tx)
  await lockContracts(
    tx,
    rows.map((order) => order.contract_id),
  )
  return new Map(
    rows.map(({ time_zone: timeZone, absent_price: price, ...order }) => [
      order.id,
      { order, timeZone, refreshesPrice: price === 'refresh' },
    ]),
  )
}

/**
 * Open pages of orders that wait for these products are read again: what a lot promises may be told otherwise though
 * nothing of the order has changed, as when it has come and is not in stock yet. Once a company, however many orders.
 */
export async function tellWhoWaits(tx: Tx, productIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct o.company_id as id from inventory.waits w
    join orders.lines l on l.id = w.order_line_id join orders.orders o on o.id = l.order_id
    where w.product_id = any(${[...productIds]}::uuid[])`.execute(tx)
  if (rows.length === 0) return
  await tellBrowsers(tx, { topic: 'orders', operator: true })
  for (const { id } of rows) await tellBrowsers(tx, { topic: 'orders', companyId: id })
}
