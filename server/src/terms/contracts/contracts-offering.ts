import type { ProductDetails } from '@portal/api/goods.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { offeredUnder } from './offered-under.ts'

const shown = 50

/** Contracts in force that offer a product, by company; at most 50 of them, with how many there are. */
export async function contractsOffering(
  db: Db,
  productId: string,
  now: Date,
): Promise<ProductDetails['contracts']> {
  const { rows } = await sql<{
    id: string
    number: string
    companyId: string
    companyName: string
    total: number
  }>`
    select ct.id, ct.number, co.id as "companyId", co.name as "companyName", (count(*) over ())::int as total
    from catalog.products p
    join contracts.contracts ct on ct.seller_id = p.seller_id
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id
    where p.id = ${productId} and ${offeredUnder(now)}
    order by lower(co.name), ct.number, ct.id limit ${shown}`.execute(db)
  return {
    items: rows.map(({ id, number, companyId, companyName }) => ({ id, number, companyId, companyName })),
    total: rows[0]?.total ?? 0,
  }
}
