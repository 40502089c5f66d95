import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Decimal, decimal, zero } from '#kernel/money.ts'
import { release } from './release.ts'

/**
 * Gives stock that one order line holds to another line of the same product, warehouse by warehouse; it is free to
 * nobody in between. Goods are locked by the caller. Answers the base units that were moved, at most what was held.
 */
export async function moveStockHolds(
  tx: Tx,
  move: { fromLineId: string; toLineId: string; productId: string; quantity: Decimal },
  now: Date,
): Promise<Decimal> {
  const held = async () => {
    const rows = await tx
      .selectFrom('inventory.reservations')
      .select(['warehouse_id', 'quantity'])
      .where('order_line_id', '=', move.fromLineId)
      .where('product_id', '=', move.productId)
      .where('released_at', 'is', null)
      .execute()
    const sums = new Map<string, Decimal>()
    for (const row of rows)
      sums.set(row.warehouse_id, (sums.get(row.warehouse_id) ?? zero).plus(decimal(row.quantity)))
    return sums
  }
  const before = await held()
  await release(tx, [{ orderLineId: move.fromLineId, quantity: move.quantity }], 'moved', now)
  const after = await held()
  const parts = [...before]
    .map(([warehouseId, quantity]) => ({
      warehouseId,
      quantity: quantity.minus(after.get(warehouseId) ?? zero),
    }))
    .filter((part) => part.quantity.gt(zero))
  if (parts.length > 0)
    await tx
      .insertInto('inventory.reservations')
      .values(
        parts.map((part) => ({
          id: newId(),
          order_line_id: move.toLineId,
          product_id: move.productId,
          warehouse_id: part.warehouseId,
          quantity: part.quantity.toFixed(),
          created_at: now,
        })),
      )
      .execute()
  return parts.reduce((total, part) => total.plus(part.quantity), zero)
}
