import { sql } from 'kysely'
import { release } from '#src/goods/inventory/public.ts'
import type { ImportContext } from './import-catalog.ts'

/**
 * Free stock of 1C leaves out what it holds for the orders that it has. So what the portal held for an order that 1C
 * took before this session began would be taken off twice: it is released for the goods whose stock has just come.
 */
export async function releaseCounted(context: ImportContext, productIds: readonly string[]): Promise<void> {
  const { tx, connection, sessionStartedAt, now } = context
  if (connection.settings.stockIs !== 'free' || sessionStartedAt === null || productIds.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select distinct r.order_line_id as id
    from inventory.reservations r
    join orders.lines l on l.id = r.order_line_id
    join orders.orders o on o.id = l.order_id
    where r.released_at is null and r.product_id = any(${[...productIds]}::uuid[])
      and o.seller_id = ${connection.sellerId} and o.taken_by_erp_at < ${sessionStartedAt}`.execute(tx)
  await release(
    tx,
    rows.map(({ id }) => ({ orderLineId: id })),
    'counted_by_erp',
    now,
  )
}
