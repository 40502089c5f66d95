import type { BuyerPermission } from '@portal/api/permissions.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { contractState } from '#src/terms/contracts/public.ts'

/** A person under a contract. */
export interface Pair {
  userId: string
  contractId: string
}

export interface MemberTerms {
  terms: BuyerTerms
  email: string
  language: Language
  contractNumber: string
  companyName: string
}

export const pairKey = ({ userId, contractId }: Pair) => `${userId} ${contractId}`

/**
 * The terms under which people work with contracts now, for what is done while they are away. A pair is absent when the
 * person is blocked, has no membership there, or the contract is not in force. One query.
 */
export async function termsOfMembers(
  db: Db,
  pairs: readonly Pair[],
  now: Date,
): Promise<Map<string, MemberTerms>> {
  if (pairs.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select u.id as user_id, u.email, u.language, ct.id as contract_id, ct.number, ct.currency, ct.seller_id,
      seller.time_zone, co.id as company_id, co.name as company_name, co.state as company_state, co.group_id, co.segment,
      m.id as member_id, m.permissions
    from (select distinct * from unnest(${pairs.map((pair) => pair.userId)}::uuid[],
      ${pairs.map((pair) => pair.contractId)}::uuid[]) as w(user_id, contract_id)) w
    join identity.users u on u.id = w.user_id and u.state = 'active'
    join contracts.contracts ct on ct.id = w.contract_id
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id and co.state <> 'inactive'
    join lateral (
      select m.id, m.permissions from organizations.members m
      where m.user_id = u.id and m.state = 'active'
        and (m.company_id = co.id or (m.group_id is not null and m.group_id = co.group_id))
        and (m.contract_ids is null or ct.id = any(m.contract_ids))
      order by m.company_id nulls last limit 1
    ) m on true
    where ${contractState(now)} = 'in_force'`.execute(db)
  return new Map(
    rows.map((row) => [pairKey({ userId: row.user_id, contractId: row.contract_id }), memberTerms(row)]),
  )
}

interface Row {
  user_id: string
  email: string
  language: Language
  contract_id: string
  number: string
  currency: string
  seller_id: string
  time_zone: string
  company_id: string
  company_name: string
  company_state: BuyerTerms['companyState']
  group_id: string | null
  segment: string | null
  member_id: string
  permissions: BuyerPermission[]
}

function memberTerms(row: Row): MemberTerms {
  return {
    email: row.email,
    language: row.language,
    contractNumber: row.number,
    companyName: row.company_name,
    terms: {
      kind: 'buyer',
      companyId: row.company_id,
      companyState: row.company_state,
      groupId: row.group_id,
      segment: row.segment,
      contractId: row.contract_id,
      sellerId: row.seller_id,
      currency: row.currency,
      timeZone: row.time_zone,
      deliveryPointId: null,
      memberId: row.member_id,
      permissions: new Set(row.permissions),
    },
  }
}
