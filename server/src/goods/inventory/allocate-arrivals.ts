import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Decimal, decimal, sum } from '#kernel/money.ts'
import { freeQuantity } from './availability.ts'
import { type Allocated, allocateStock, stockKey, type Wait } from './plan-waiting.ts'
import { lockQueues, waitsOf } from './queues.ts'
import { lockStock } from './reserve.ts'

/**
 * Gives what is free of products to those who wait for them, by priority and then by order time, and reserves it. What
 * a line got leaves its wait. Answers what each line that got something got (base units). Run again it gives nothing twice.
 * `lineIds`: only these lines are served, those whose orders the caller has locked, as he has locked the goods.
 */
export async function allocateArrivals(
  tx: Tx,
  productIds: readonly string[],
  now: Date,
  lineIds: ReadonlySet<string>,
): Promise<Allocated[]> {
  const waits = (await waitsOf(tx, productIds)).filter((wait) => lineIds.has(wait.orderLineId))
  const allocated = allocateStock(waits, await freeOf(tx, waits)).filter(({ parts }) => parts.length > 0)
  await take(tx, waits, allocated, now)
  return allocated
}

/** Locks the stock of products wherever it lies, and then their queues, until the transaction ends. */
export async function lockGoods(tx: Tx, productIds: readonly string[]): Promise<void> {
  const places = await tx.selectFrom('inventory.warehouses').select('id').execute()
  await lockStock(
    tx,
    [...new Set(productIds)],
    places.map((place) => place.id),
  )
  await lockQueues(tx, productIds)
}

async function freeOf(tx: Tx, waits: readonly Wait[]): Promise<Map<string, Decimal>> {
  const products = [...new Set(waits.map((wait) => wait.productId))]
  const warehouses = [...new Set(waits.flatMap((wait) => wait.warehouseIds))]
  const { rows } = await sql<{ product_id: string; warehouse_id: string; free: string }>`
    select s.product_id, s.warehouse_id, ${freeQuantity('s')} as free from inventory.stock s
    where s.product_id = any(${products}::uuid[]) and s.warehouse_id = any(${warehouses}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [stockKey(row.product_id, row.warehouse_id), decimal(row.free)]))
}

async function take(
  tx: Tx,
  waits: readonly Wait[],
  allocated: readonly Allocated[],
  now: Date,
): Promise<void> {
  if (allocated.length === 0) return
  await tx
    .insertInto('inventory.reservations')
    .values(
      allocated.flatMap(({ orderLineId, productId, parts }) =>
        parts.map((part) => ({
          id: newId(),
          order_line_id: orderLineId,
          product_id: productId,
          warehouse_id: part.warehouseId,
          quantity: part.quantity.toFixed(),
          created_at: now,
        })),
      ),
    )
    .execute()
  const wanted = new Map(waits.map((wait) => [wait.orderLineId, wait.quantity]))
  const left = allocated.map(({ orderLineId, parts }) => ({
    orderLineId,
    left: wanted.get(orderLineId)!.minus(sum(parts.map((part) => part.quantity))),
  }))
  const served = left.filter((each) => each.left.lte(0)).map((each) => each.orderLineId)
  if (served.length > 0) await tx.deleteFrom('inventory.waits').where('order_line_id', 'in', served).execute()
  const waiting = left.filter((each) => each.left.gt(0))
  await sql`update inventory.waits w set quantity = l.quantity
    from unnest(${waiting.map((each) => each.orderLineId)}::uuid[], ${waiting.map((each) => each.left.toFixed())}::numeric[])
      as l(id, quantity) where w.order_line_id = l.id`.execute(tx)
}
