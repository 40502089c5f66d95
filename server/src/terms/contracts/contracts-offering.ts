import type { ProductDetails } from '@portal/api/goods.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { contractState } from './contract-state.ts'

const shown = 50

/**
 * Contracts in force that offer a product: buyerAssortment() asked the other way round, "who", not "what"; the test beside
 * holds the two to one answer.
 */
export async function contractsOffering(
  db: Db,
  productId: string,
  now: Date,
): Promise<ProductDetails['contracts']> {
  const names = (effect: 'allow' | 'deny') => sql`exists (
    select from contracts.specification_rules r
    where r.contract_id = ct.id and r.effect = ${effect}
      and r.valid_from <= today.date and today.date < r.valid_until
      and (r.product_id = p.id or r.brand_id = p.brand_id
        or exists (select from catalog.product_attributes pa
          where pa.product_id = p.id and pa.value_id = r.attribute_value_id)
        or exists (select from catalog.product_categories pc join catalog.categories k on k.id = pc.category_id
          where pc.product_id = p.id and r.category_id = any(k.ancestors))))`
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
    cross join lateral (select (${now}::timestamptz at time zone seller.time_zone)::date as date) today
    where p.id = ${productId} and p.active and ${contractState(now)} = 'in_force'
      and (ct.assortment = 'all' or ${names('allow')}) and not ${names('deny')}
    order by lower(co.name), ct.number, ct.id limit ${shown}`.execute(db)
  return {
    items: rows.map(({ id, number, companyId, companyName }) => ({ id, number, companyId, companyName })),
    total: rows[0]?.total ?? 0,
  }
}
