import type { Warehouse } from '@portal/api/warehouses.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

/** Contracts stand above the goods, so who counts them is handed in: warehouse → how many contracts name it. */
export type ContractsOfWarehouses = (
  db: Db,
  warehouseIds: readonly string[],
) => Promise<ReadonlyMap<string, number>>

interface WarehouseRow {
  id: string
  name: string
  name_ru: string
  name_en: string | null
  address: string | null
  region: string | null
  position: number
  active: boolean
  product_count: number
  regions: Warehouse['regions'] | null
  from_exchange: boolean
}

const most = 500

/** Warehouses in their order, those that work first; one when an id is given. */
export async function warehouseList(
  db: Db,
  contractsOf: ContractsOfWarehouses,
  language: Language,
  warehouseId: string | null = null,
): Promise<Warehouse[]> {
  const name = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  const { rows } = await sql<WarehouseRow>`
    select w.id, ${name('w')} as name, w.name as name_ru, w.name_en, w.address, w.region, w.position, w.active,
      (select count(*)::int from inventory.stock s where s.warehouse_id = w.id and s.quantity > 0) as product_count,
      (select json_agg(json_build_object('id', r.id, 'name', ${name('r')}) order by r.position, r.name)
        from inventory.region_warehouses rw join inventory.regions r on r.id = rw.region_id
        where rw.warehouse_id = w.id) as regions,
      exists (select from inventory.warehouse_mappings m where m.warehouse_id = w.id) as from_exchange
    from inventory.warehouses w
    where ${warehouseId === null ? sql`true` : sql`w.id = ${warehouseId}`}
    order by w.active desc, w.position, w.name, w.id limit ${most}`.execute(db)
  const contracts = await contractsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameRu: row.name_ru,
    nameEn: row.name_en,
    address: row.address,
    region: row.region,
    position: row.position,
    active: row.active,
    contractCount: contracts.get(row.id) ?? 0,
    productCount: row.product_count,
    regions: row.regions ?? [],
    fromExchange: row.from_exchange,
  }))
}

export async function warehouseNamed(
  db: Db,
  contractsOf: ContractsOfWarehouses,
  language: Language,
  warehouseId: string,
): Promise<Warehouse> {
  const [found] = await warehouseList(db, contractsOf, language, warehouseId)
  if (!found) throw new AppError('not_found')
  return found
}
