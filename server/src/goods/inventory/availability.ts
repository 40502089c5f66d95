import { type RawBuilder, sql } from 'kysely'

/**
 * SQL: what is free of a product in a warehouse, in base units: what the stock source said less what orders hold, never below zero.
 * `stock` is the alias of a row of inventory.stock.
 */
export function freeQuantity(stock: string): RawBuilder<string> {
  const s = sql.raw(stock)
  return sql`greatest(0, ${s}.quantity - coalesce((
    select sum(r.quantity) from inventory.reservations r
    where r.product_id = ${s}.product_id and r.warehouse_id = ${s}.warehouse_id and r.released_at is null), 0))`
}

/** SQL condition: some of the product is free in one of these warehouses. `product` is the alias of catalog.products. */
export function inStock(product: string, warehouseIds: readonly string[]): RawBuilder<boolean> {
  return sql`exists (select from inventory.stock s where s.product_id = ${sql.raw(product)}.id
    and s.warehouse_id = any(${warehouseIds}::uuid[]) and s.quantity > 0 and ${freeQuantity('s')} > 0)`
}

/** SQL: base units of a lot that are not promised to anybody, never below zero. `lot` is an alias of inventory.lots. */
export function freeOfLot(lot: string): RawBuilder<string> {
  const l = sql.raw(lot)
  return sql`greatest(0, ${l}.quantity - coalesce((
    select sum(r.quantity) from inventory.lot_reservations r
    where r.lot_id = ${l}.id and r.released_at is null), 0))`
}

/** SQL: base units of a product that orders wait for and no lot covers. `product` is an alias of catalog.products. */
export function oversold(product: string): RawBuilder<string> {
  const p = sql.raw(product)
  return sql`greatest(0, coalesce((select sum(w.quantity) from inventory.waits w where w.product_id = ${p}.id), 0)
    - coalesce((select sum(r.quantity) from inventory.lot_reservations r
        where r.product_id = ${p}.id and r.released_at is null), 0))`
}
