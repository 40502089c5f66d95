import type { Db } from '#kernel/db.ts'

/** How many contracts each of these companies has; one without any is absent. */
export async function countContracts(
  db: Db,
  companyIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (companyIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('contracts.contracts')
    .select((eb) => ['company_id', eb.fn.countAll<string>().as('count')])
    .where('company_id', 'in', companyIds)
    .groupBy('company_id')
    .execute()
  return new Map(rows.map((row) => [row.company_id, Number(row.count)]))
}

/** How many contracts have each of these price lists as their own; one without any is absent. */
export async function countContractsByList(
  db: Db,
  priceListIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (priceListIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('contracts.contracts')
    .select((eb) => ['price_list_id', eb.fn.countAll<string>().as('count')])
    .where('price_list_id', 'in', priceListIds)
    .groupBy('price_list_id')
    .execute()
  return new Map(rows.map((row) => [row.price_list_id!, Number(row.count)]))
}
