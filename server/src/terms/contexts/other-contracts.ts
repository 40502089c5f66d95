import type { OtherContract } from '@portal/api/matching.ts'
import { sql } from 'kysely'
import type { BuyerTerms, Caller } from '#kernel/caller.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { offeredUnder } from '#src/terms/contracts/public.ts'
import { mayUse } from './contexts.ts'

/**
 * Under which other contracts of his company the caller is offered these products today; a product that none offers is
 * absent. One query, however many products.
 */
export async function otherContractsOffering(
  db: Db | Tx,
  caller: Caller,
  terms: BuyerTerms,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, OtherContract[]>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<{ product_id: string; id: string; number: string; seller_name: string }>`
    select p.id as product_id, ct.id, ct.number, seller.name as seller_name
    from contracts.contracts ct
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id
    join catalog.products p on p.id = any(${[...new Set(productIds)]}::uuid[])
    where ct.company_id = ${terms.companyId} and ct.id <> ${terms.contractId}
      and ${mayUse(caller)} and ${offeredUnder(now)}
    order by ct.number, ct.id`.execute(db)
  return new Map(
    [...Map.groupBy(rows, (row) => row.product_id)].map(([productId, found]) => [
      productId,
      found.map(({ id, number, seller_name }) => ({
        contractId: id,
        number,
        sellerName: seller_name,
        productId,
      })),
    ]),
  )
}
