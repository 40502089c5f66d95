import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'

/** The terms that a contract means for its own company, without a person: no permissions. Undefined: no such contract. */
export async function termsOfContract(db: Db, contractId: string): Promise<BuyerTerms | undefined> {
  const row = await db
    .selectFrom('contracts.contracts as c')
    .innerJoin('organizations.companies as o', 'o.id', 'c.company_id')
    .innerJoin('sellers.sellers as s', 's.id', 'c.seller_id')
    .select([
      'c.company_id',
      'o.state',
      'o.group_id',
      'o.segment',
      'c.seller_id',
      'c.currency',
      's.time_zone',
    ])
    .where('c.id', '=', contractId)
    .executeTakeFirst()
  return (
    row && {
      kind: 'buyer',
      companyId: row.company_id,
      companyState: row.state,
      groupId: row.group_id,
      segment: row.segment,
      contractId,
      sellerId: row.seller_id,
      currency: row.currency,
      timeZone: row.time_zone,
      deliveryPointId: null,
      memberId: null,
      permissions: new Set(),
    }
  )
}
