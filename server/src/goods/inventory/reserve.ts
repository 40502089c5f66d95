import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Decimal, decimal, zero } from '#kernel/money.ts'
import { freeQuantity } from './availability.ts'

export interface Demand {
  orderLineId: string
  productId: string
  /** base units */
  quantity: Decimal
  /** where it may come from, the preferred first */
  warehouseIds: readonly string[]
}

export interface Reserved {
  orderLineId: string
  /** base units that were taken, by warehouse */
  parts: { warehouseId: string; quantity: Decimal }[]
  /** base units that were not there */
  missing: Decimal
}

/**
 * Reserves what is there for each demand, in the order given, and tells what was missing (base units).
 * The stock rows of all demands are locked in id order before anything is counted, so that nothing is sold twice (law 2).
 */
export async function reserve(tx: Tx, demands: readonly Demand[], now: Date): Promise<Reserved[]> {
  const free = await lockFree(tx, demands)
  const answers = demands.map((demand) => take(free, demand))
  const rows = answers.flatMap((answer, index) =>
    answer.parts.map((part) => ({
      id: newId(),
      order_line_id: answer.orderLineId,
      product_id: demands[index]!.productId,
      warehouse_id: part.warehouseId,
      quantity: part.quantity.toFixed(),
      created_at: now,
    })),
  )
  for (let from = 0; from < rows.length; from += 5000)
    await tx
      .insertInto('inventory.reservations')
      .values(rows.slice(from, from + 5000))
      .execute()
  return answers
}

/**
 * Locks the stock of products in warehouses, in id order, until the transaction ends. Whoever reserves more than once
 * in a transaction locks everything with one call first: two that lock piece by piece would wait for each other.
 */
export async function lockStock(
  tx: Tx,
  products: readonly string[],
  warehouses: readonly string[],
): Promise<void> {
  if (products.length === 0 || warehouses.length === 0) return
  await sql`select from inventory.stock
    where product_id = any(${[...products]}::uuid[]) and warehouse_id = any(${[...warehouses]}::uuid[])
    order by product_id, warehouse_id for update`.execute(tx)
}

async function lockFree(tx: Tx, demands: readonly Demand[]): Promise<Map<string, Decimal>> {
  const products = [...new Set(demands.map((demand) => demand.productId))]
  const warehouses = [...new Set(demands.flatMap((demand) => demand.warehouseIds))]
  if (products.length === 0 || warehouses.length === 0) return new Map()
  await lockStock(tx, products, warehouses)
  // a statement of its own: it sees what others committed while we waited for the locks
  const { rows } = await sql<{ product_id: string; warehouse_id: string; free: string }>`
    select s.product_id, s.warehouse_id, ${freeQuantity('s')} as free from inventory.stock s
    where s.product_id = any(${products}::uuid[]) and s.warehouse_id = any(${warehouses}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [`${row.product_id} ${row.warehouse_id}`, decimal(row.free)]))
}

function take(free: Map<string, Decimal>, demand: Demand): Reserved {
  const parts: Reserved['parts'] = []
  let missing = demand.quantity
  for (const warehouseId of demand.warehouseIds) {
    const key = `${demand.productId} ${warehouseId}`
    const there = free.get(key) ?? zero
    const quantity = there.lt(missing) ? there : missing
    if (quantity.lte(zero)) continue
    parts.push({ warehouseId, quantity })
    free.set(key, there.minus(quantity))
    missing = missing.minus(quantity)
  }
  return { orderLineId: demand.orderLineId, parts, missing }
}
