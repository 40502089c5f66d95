import { buyerPermissions, operatorRolePermissions, type OperatorRole } from '@portal/api/permissions.ts'
import type { BuyerPermission } from '@portal/api/permissions.ts'
import type { Context } from '@portal/api/identity.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { contractState } from '#src/terms/contracts/public.ts'

/** A person's terms where no session speaks for him: in a job, a letter, at an address for machines. */
export interface PersonTerms {
  terms: BuyerTerms
  contractState: Context['contractState']
  contractNumber: string
  sellerName: string
  email: string
  language: Language
}

/**
 * What a person may do under a contract at this instant; null when he may not work under it (any more): blocked, no
 * member, limited to other contracts, or his company is inactive. With `onBehalf` the right of the operator's people to
 * act for companies stands in the place of a membership.
 */
export async function termsOfPerson(
  db: Db,
  person: { userId: string; contractId: string; onBehalf: boolean },
  now: Date,
): Promise<PersonTerms | null> {
  const { rows } = await sql<{
    email: string
    language: Language
    operator_role: OperatorRole | null
    contract_number: string
    contract_state: Context['contractState']
    currency: string
    seller_id: string
    seller_name: string
    time_zone: string
    company_id: string
    company_state: BuyerTerms['companyState']
    group_id: string | null
    segment: string | null
    member_id: string | null
    permissions: BuyerPermission[] | null
  }>`
    select u.email, u.language, u.operator_role, ct.number as contract_number, ${contractState(now)} as contract_state,
      ct.currency, ct.seller_id, seller.name as seller_name, seller.time_zone,
      co.id as company_id, co.state as company_state, co.group_id, co.segment, m.id as member_id, m.permissions
    from identity.users u
    join contracts.contracts ct on ct.id = ${person.contractId}
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id and co.state <> 'inactive'
    left join lateral (
      select m.id, m.permissions from organizations.members m
      where m.user_id = u.id and m.state = 'active'
        and (m.company_id = co.id or (m.group_id is not null and m.group_id = co.group_id))
        and (m.contract_ids is null or ct.id = any(m.contract_ids))
      order by m.company_id nulls last limit 1
    ) m on true
    where u.id = ${person.userId} and u.state = 'active'`.execute(db)
  const row = rows[0]
  if (!row) return null
  const acts =
    row.operator_role !== null && operatorRolePermissions[row.operator_role].includes('buyers.act_as')
  const permissions = person.onBehalf ? (acts ? buyerPermissions : null) : row.permissions
  if (!permissions) return null
  return {
    contractState: row.contract_state,
    contractNumber: row.contract_number,
    sellerName: row.seller_name,
    email: row.email,
    language: row.language,
    terms: {
      kind: 'buyer',
      companyId: row.company_id,
      companyState: row.company_state,
      groupId: row.group_id,
      segment: row.segment,
      contractId: person.contractId,
      sellerId: row.seller_id,
      currency: row.currency,
      timeZone: row.time_zone,
      deliveryPointId: null,
      memberId: person.onBehalf ? null : row.member_id,
      permissions: new Set(permissions),
    },
  }
}
