import { sql } from 'kysely'
import { publish } from '#kernel/events.ts'
import type { Tx } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { lockQueues, setWaits, trimPromises } from '#src/goods/inventory/public.ts'
import { goodsFreed } from './events.ts'

/**
 * Tells the queue of goods what the lines of orders wait for now, in base units, and who is served before whom; what is
 * to be prepaid first is held. What the ERP brought is in the ERP's own queue. With `tellOthers`, those who wait for the same goods hear of it: something
 * may have become free for them. `productIds`: only the lines of these goods.
 */
export async function pushWaits(
  tx: Tx,
  orderIds: readonly string[],
  options: { now: Date; tellOthers: boolean; productIds?: readonly string[] },
): Promise<void> {
  const waits = await waitsOfOrders(tx, orderIds, options.productIds)
  if (waits.length > 0) {
    await lockQueues(
      tx,
      waits.map((wait) => wait.productId),
    )
    await setWaits(tx, waits)
    await trimPromises(
      tx,
      waits.map((wait) => wait.orderLineId),
      options.now,
    )
  }
  if (!options.tellOthers) return
  const waited = await sql<{ id: string }>`select distinct w.product_id as id from inventory.waits w
    where w.product_id in (select l.product_id from orders.lines l where l.order_id = any(${[...orderIds]}::uuid[]))`.execute(
    tx,
  )
  if (waited.rows.length > 0) await publish(tx, goodsFreed, { productIds: waited.rows.map((row) => row.id) })
}

/** Lines that wait, and those that the queue must forget: their quantity is zero. */
async function waitsOfOrders(tx: Tx, orderIds: readonly string[], productIds?: readonly string[]) {
  const { rows } = await sql<{
    id: string
    product_id: string
    waiting: string
    warehouse_ids: string[]
    priority: number
    since: Date
    by_lots: boolean
    held: boolean
  }>`
    select l.id, l.product_id, o.priority, o.since, l.absent_mode <> 'on_request' as by_lots, o.held, l.waiting,
      o.warehouse_ids
    from (
      select o.id, c.allocation_priority as priority, o.created_at as since,
        o.prepayment_percent is not null and o.prepaid_at is null as held,
        case when exists (select from contracts.contract_warehouses cw where cw.contract_id = c.id)
          then array(select cw.warehouse_id from contracts.contract_warehouses cw
            join inventory.warehouses w on w.id = cw.warehouse_id and w.active
            where cw.contract_id = c.id order by cw.priority, w.position, w.id)
          else array(select w.id from inventory.warehouses w where w.active order by w.position, w.name, w.id) end as warehouse_ids
      from orders.orders o join contracts.contracts c on c.id = o.contract_id
      where o.id = any(${[...orderIds]}::uuid[]) and o.origin <> 'erp' offset 0
    ) o
    join (
      select l.id, l.order_id, l.product_id, l.absent_mode, round((l.quantity - l.reserved - l.picking - l.shipped - l.cancelled)
        * l.factor_numerator / l.factor_denominator, 6) as waiting
      from orders.lines l where l.order_id = any(${[...orderIds]}::uuid[]) and l.origin <> 'erp' and l.product_id is not null
        ${productIds ? sql`and l.product_id = any(${[...productIds]}::uuid[])` : sql``}
    ) l on l.order_id = o.id
    left join inventory.waits w on w.order_line_id = l.id
    where l.waiting > 0 or w.order_line_id is not null
    order by l.id`.execute(tx)
  return rows.map((row) => ({
    orderLineId: row.id,
    productId: row.product_id,
    quantity: decimal(row.waiting),
    warehouseIds: row.warehouse_ids,
    priority: row.priority,
    since: row.since,
    byLots: row.by_lots,
    held: row.held,
  }))
}
