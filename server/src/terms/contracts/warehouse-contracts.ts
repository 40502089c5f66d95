import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { listWarehouseContracts } from '@portal/api/warehouses.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { contractState } from './contract-state.ts'

/** How many contracts name each of these warehouses; one that none names is absent. */
export async function countContractsByWarehouse(
  db: Db,
  warehouseIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select warehouse_id as id, count(*)::int as count from contracts.contract_warehouses
    where warehouse_id = any(${[...warehouseIds]}::uuid[]) group by warehouse_id`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** The contracts that name a warehouse, by customer, and its place among those of each. */
export async function contractsOfWarehouse(
  context: Context,
  warehouseId: string,
  query: ParsedOf<typeof listWarehouseContracts>['query'],
): Promise<OutputOf<typeof listWarehouseContracts>> {
  const { db, now } = context
  const known = await db
    .selectFrom('inventory.warehouses')
    .select('id')
    .where('id', '=', warehouseId)
    .executeTakeFirst()
  if (!known) throw new AppError('not_found')
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const { rows } = await sql<{
    id: string
    number: string
    company_id: string
    company_name: string
    state: OutputOf<typeof listWarehouseContracts>['items'][number]['state']
    place: number
  }>`
    select ct.id, ct.number, ct.company_id, co.name as company_name, ${contractState(now)} as state,
      (select count(*)::int from contracts.contract_warehouses other
        where other.contract_id = ct.id and other.priority <= cw.priority) as place
    from contracts.contract_warehouses cw
    join contracts.contracts ct on ct.id = cw.contract_id
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id
    where cw.warehouse_id = ${warehouseId}
      ${after ? sql`and (co.name, ct.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by co.name, ct.id limit ${query.limit + 1}`.execute(db)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.company_name, row.id],
    (row) => ({
      id: row.id,
      number: row.number,
      companyId: row.company_id,
      companyName: row.company_name,
      state: row.state,
      place: row.place,
    }),
  )
}
