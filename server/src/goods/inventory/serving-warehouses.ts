import { type RawBuilder, sql } from 'kysely'

/**
 * SQL: rows (warehouse_id, priority) of the warehouses that serve a delivery point, the least priority first. A single row
 * whose warehouse is null stands for every warehouse: no point, a point in no region, or a region that names none.
 */
export function servingWarehouses(deliveryPointId: string | null): RawBuilder<unknown> {
  return sql`(
    select rw.warehouse_id, rw.priority from inventory.point_regions pr
    join inventory.region_warehouses rw on rw.region_id = pr.region_id
    where pr.delivery_point_id = ${deliveryPointId}::uuid
    union all
    select null, 0 where not exists (
      select from inventory.point_regions pr join inventory.region_warehouses rw on rw.region_id = pr.region_id
      where pr.delivery_point_id = ${deliveryPointId}::uuid)
  )`
}
