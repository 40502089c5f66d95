import type { ProductDetails } from '@portal/api/goods.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { wireQuantity } from '#kernel/money.ts'
import { freeQuantity } from './availability.ts'

/** What is free of each product over all warehouses that work, in base units; one without stock is absent. */
export async function freeStock(db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; free: string }>`
    select s.product_id as id, sum(${freeQuantity('s')})::text as free
    from inventory.stock s join inventory.warehouses w on w.id = s.warehouse_id and w.active
    where s.product_id = any(${[...productIds]}::uuid[]) group by s.product_id`.execute(db)
  return new Map(rows.map((row) => [row.id, row.free]))
}

/** One product's stock by warehouse, and what is on its way. */
export async function stockOf(
  db: Db,
  productId: string,
  language: Language,
): Promise<Pick<ProductDetails, 'stockByWarehouse' | 'inTransit'>> {
  const name = language === 'en' ? sql`coalesce(w.name_en, w.name)` : sql`w.name`
  const [stock, lots] = await Promise.all([
    sql<{
      id: string
      name: string
      active: boolean
      quantity: string
      free: string
      reserved: string
      at: Date
    }>`
      select w.id, ${name} as name, w.active, s.quantity::text, ${freeQuantity('s')}::text as free, s.updated_at as at,
        coalesce((select sum(r.quantity) from inventory.reservations r where r.product_id = s.product_id
          and r.warehouse_id = s.warehouse_id and r.released_at is null), 0)::text as reserved
      from inventory.stock s join inventory.warehouses w on w.id = s.warehouse_id
      where s.product_id = ${productId} order by w.position, w.name, w.id`.execute(db),
    sql<{ id: string; name: string; quantity: string; eta: string; confirmed: boolean }>`
      select l.id, ${name} as name, l.quantity::text, l.eta, l.confirmed
      from inventory.lots l join inventory.warehouses w on w.id = l.warehouse_id
      where l.product_id = ${productId} and l.state = 'expected' order by l.eta, w.position, l.id limit 100`.execute(
      db,
    ),
  ])
  return {
    stockByWarehouse: stock.rows.map((row) => ({
      warehouseId: row.id,
      warehouseName: row.name,
      active: row.active,
      quantity: wireQuantity(row.quantity),
      reserved: wireQuantity(row.reserved),
      free: wireQuantity(row.free),
      asOf: row.at.toISOString(),
    })),
    inTransit: lots.rows.map((row) => ({
      id: row.id,
      warehouseName: row.name,
      quantity: wireQuantity(row.quantity),
      expectedOn: row.eta,
      confirmed: row.confirmed,
    })),
  }
}
