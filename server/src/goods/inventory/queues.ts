import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { freeOfLot } from './availability.ts'
import { inQueue, type OpenLot, type Wait } from './plan-waiting.ts'

/**
 * Locks the queues of products, in id order, until the transaction ends; whoever promises lots or counts what is
 * promised holds them. Taken after the stock of the same products.
 */
export async function lockQueues(tx: Tx, productIds: readonly string[]): Promise<void> {
  const ids = [...new Set(productIds)]
  if (ids.length === 0) return
  await sql`insert into inventory.queues (product_id) select id from unnest(${ids}::uuid[]) as p(id) order by id
    on conflict do nothing`.execute(tx)
  await sql`select from inventory.queues where product_id = any(${ids}::uuid[]) order by product_id for update`.execute(
    tx,
  )
}

/** Makes lines wait for these quantities (base units); one that waits for nothing leaves the queue. */
export async function setWaits(tx: Tx, waits: readonly Wait[]): Promise<void> {
  if (waits.length === 0) return
  const gone = waits.flatMap((wait) => (wait.quantity.gt(0) ? [] : wait.orderLineId))
  if (gone.length > 0) await tx.deleteFrom('inventory.waits').where('order_line_id', 'in', gone).execute()
  const rows = waits
    .filter((wait) => wait.quantity.gt(0))
    .map((wait) => ({
      order_line_id: wait.orderLineId,
      product_id: wait.productId,
      quantity: wait.quantity.toFixed(),
      warehouse_ids: [...wait.warehouseIds],
      priority: wait.priority,
      since: wait.since,
      by_lots: wait.byLots,
      held: wait.held,
    }))
  for (let from = 0; from < rows.length; from += 2000)
    await tx
      .insertInto('inventory.waits')
      .values(rows.slice(from, from + 2000))
      .onConflict((conflict) =>
        conflict.column('order_line_id').doUpdateSet((eb) => ({
          quantity: eb.ref('excluded.quantity'),
          warehouse_ids: eb.ref('excluded.warehouse_ids'),
          priority: eb.ref('excluded.priority'),
          by_lots: eb.ref('excluded.by_lots'),
          held: eb.ref('excluded.held'),
        })),
      )
      .execute()
}

/** Who waits for these products, in the order in which they are served. */
export async function waitsOf(tx: Tx, productIds: readonly string[]): Promise<Wait[]> {
  if (productIds.length === 0) return []
  const rows = await tx
    .selectFrom('inventory.waits')
    .selectAll()
    .where('product_id', 'in', [...new Set(productIds)])
    .execute()
  return inQueue(
    rows.map((row) => ({
      orderLineId: row.order_line_id,
      productId: row.product_id,
      quantity: decimal(row.quantity),
      warehouseIds: row.warehouse_ids,
      priority: row.priority,
      since: row.since,
      byLots: row.by_lots,
      held: row.held,
    })),
  )
}

/** Lots of these products that still promise something: expected, and not overdue on that day. `whole`: as if nobody held them. */
export async function openLots(
  tx: Tx,
  productIds: readonly string[],
  today: string,
  options: { whole: boolean } = { whole: false },
): Promise<OpenLot[]> {
  const { rows } = await sql<{
    id: string
    product_id: string
    warehouse_id: string
    eta: string
    confirmed: boolean
    free: string
  }>`
    select l.id, l.product_id, l.warehouse_id, l.eta, l.confirmed,
      ${options.whole ? sql`l.quantity` : freeOfLot('l')} as free
    from inventory.lots l
    where l.product_id = any(${[...productIds]}::uuid[]) and l.state = 'expected' and l.eta >= ${today}::date
    order by l.eta, l.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    productId: row.product_id,
    warehouseId: row.warehouse_id,
    eta: row.eta,
    confirmed: row.confirmed,
    free: decimal(row.free),
  }))
}
