import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Decimal, decimal, zero } from '#kernel/money.ts'

export interface Release {
  orderLineId: string
  /** base units; all that the line holds when absent */
  quantity?: Decimal
}

/**
 * Gives back what order lines hold, the latest taken first; asking for more than is held gives back what is held.
 * `because` says why (`shipped`, `cancelled`, `changed`). Answers the base units that were given back per line.
 */
export async function release(
  tx: Tx,
  releases: readonly Release[],
  because: string,
  now: Date,
): Promise<Map<string, Decimal>> {
  const released = new Map<string, Decimal>()
  if (releases.length === 0) return released
  const wanted = new Map<string, Decimal | null>()
  for (const { orderLineId, quantity } of releases) {
    const before = wanted.get(orderLineId)
    wanted.set(orderLineId, quantity && before !== null ? quantity.plus(before ?? zero) : null)
  }
  const held = await tx
    .selectFrom('inventory.reservations')
    .selectAll()
    .where('order_line_id', 'in', [...wanted.keys()])
    .where('released_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const whole: string[] = []
  for (const row of held.toReversed()) {
    const left = wanted.get(row.order_line_id) ?? null
    const quantity = decimal(row.quantity)
    const given = left === null || quantity.lte(left) ? quantity : left
    if (given.lte(zero)) continue
    if (left !== null) wanted.set(row.order_line_id, left.minus(given))
    released.set(row.order_line_id, (released.get(row.order_line_id) ?? zero).plus(given))
    whole.push(row.id)
    if (given.lt(quantity)) await split(tx, row, given, quantity.minus(given))
  }
  if (whole.length > 0)
    await tx
      .updateTable('inventory.reservations')
      .set({ released_at: now, released_because: because })
      .where('id', 'in', whole)
      .execute()
  return released
}

/** The row that is given back keeps its part; what stays held gets a row of its own. */
async function split(
  tx: Tx,
  row: { id: string; order_line_id: string; product_id: string; warehouse_id: string; created_at: Date },
  given: Decimal,
  kept: Decimal,
): Promise<void> {
  await tx
    .updateTable('inventory.reservations')
    .set({ quantity: given.toFixed() })
    .where('id', '=', row.id)
    .execute()
  await tx
    .insertInto('inventory.reservations')
    .values({
      id: newId(),
      order_line_id: row.order_line_id,
      product_id: row.product_id,
      warehouse_id: row.warehouse_id,
      quantity: kept.toFixed(),
      created_at: row.created_at,
    })
    .execute()
}
