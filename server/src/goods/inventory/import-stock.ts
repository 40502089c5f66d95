import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { stockChanged } from './events.ts'

export interface ImportedWarehouse {
  externalId: string
  name: string | null
  address: string | null | undefined
  deleted: boolean
}

/** Upserts warehouses by (source, external id). Outcomes in order. */
export async function importWarehouses(
  tx: Tx,
  source: string,
  warehouses: readonly ImportedWarehouse[],
): Promise<('created' | 'changed' | 'same')[]> {
  const known = await mappedWarehouses(tx, source)
  const outcomes: ('created' | 'changed' | 'same')[] = []
  for (const warehouse of warehouses) {
    const id = known.get(warehouse.externalId)
    if (!id) {
      known.set(warehouse.externalId, await createWarehouse(tx, source, warehouse))
      outcomes.push('created')
      continue
    }
    const changed = await sql`update inventory.warehouses set
        name = coalesce(${warehouse.name}, name), active = ${!warehouse.deleted},
        address = case when ${warehouse.address !== undefined} then ${warehouse.address ?? null} else address end
      where id = ${id} and (name is distinct from coalesce(${warehouse.name}, name) or active <> ${!warehouse.deleted}
        or (${warehouse.address !== undefined} and address is distinct from ${warehouse.address ?? null}))`.execute(
      tx,
    )
    outcomes.push((changed.numAffectedRows ?? 0n) > 0n ? 'changed' : 'same')
  }
  return outcomes
}

/** Our warehouses behind a source's keys. */
export async function mappedWarehouses(db: Db | Tx, source: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('inventory.warehouse_mappings')
    .select(['external_id', 'warehouse_id'])
    .where('source', '=', source)
    .execute()
  return new Map(rows.map((row) => [row.external_id, row.warehouse_id]))
}

/** Makes a warehouse; one that stock names before anybody has sent it is called by its key until then. */
export async function createWarehouse(tx: Tx, source: string, warehouse: ImportedWarehouse): Promise<string> {
  const id = newId()
  await tx
    .insertInto('inventory.warehouses')
    .values({
      id,
      name: warehouse.name ?? warehouse.externalId,
      address: warehouse.address ?? null,
      active: !warehouse.deleted,
    })
    .execute()
  await tx
    .insertInto('inventory.warehouse_mappings')
    .values({ source, external_id: warehouse.externalId, warehouse_id: id })
    .execute()
  return id
}

export interface ImportedStock {
  productId: string
  warehouseId: string
  /** base units; may be negative, as sources send it */
  quantity: string
}

/**
 * Sets what is named and nothing else; answers how many rows were new, changed and the same. Keys are distinct.
 * One event for all that has changed.
 */
export async function importStock(
  tx: Tx,
  rows: readonly ImportedStock[],
  now: Date,
): Promise<{ created: number; changed: number; same: number }> {
  if (rows.length === 0) return { created: 0, changed: 0, same: 0 }
  // what is the same is neither locked nor written
  const { rows: written } = await sql<{ product_id: string; fresh: boolean }>`
    with different as materialized (
      select r.*, s.product_id is null as fresh
      from unnest(${rows.map((row) => row.productId)}::uuid[], ${rows.map((row) => row.warehouseId)}::uuid[],
        ${rows.map((row) => row.quantity)}::numeric[]) as r(product_id, warehouse_id, quantity)
      left join inventory.stock s on s.product_id = r.product_id and s.warehouse_id = r.warehouse_id
      where s.product_id is null or s.quantity <> r.quantity
    ), put as (
      insert into inventory.stock (product_id, warehouse_id, quantity, updated_at)
      select product_id, warehouse_id, quantity, ${now} from different order by product_id, warehouse_id
      on conflict (product_id, warehouse_id) do update set quantity = excluded.quantity, updated_at = excluded.updated_at
    )
    select product_id, fresh from different`.execute(tx)
  if (written.length > 0)
    await publish(tx, stockChanged, { productIds: [...new Set(written.map((row) => row.product_id))] })
  const created = written.filter((row) => row.fresh).length
  return { created, changed: written.length - created, same: rows.length - written.length }
}
