import { buyerPermissions, operatorRolePermissions, type OperatorRole } from '@portal/api/permissions.ts'
import type { BuyerPermission } from '@portal/api/permissions.ts'
import type { Context } from '@portal/api/identity.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { contractState } from '#src/terms/contracts/public.ts'

/** A person under a contract; `onBehalf`: of the operator, who acts for the company. */
export interface Pair {
  userId: string
  contractId: string
  onBehalf?: boolean
}

/** A person's terms where no session speaks for him: in a job, a letter, at an address for machines. */
export interface PersonTerms {
  terms: BuyerTerms
  contractState: Context['contractState']
  contractNumber: string
  sellerName: string
  companyName: string
  email: string
  language: Language
}

export const pairKey = ({ userId, contractId, onBehalf = false }: Pair) =>
  `${userId} ${contractId}${onBehalf ? ' on behalf' : ''}`

/**
 * What people may do under contracts at this instant. A pair is absent when the person may not work under the contract (any
 * more): blocked, no member, limited to other contracts, or his company is inactive. With `onBehalf` the right of the
 * operator's people to act for companies stands in the place of a membership. One query.
 */
export async function termsOfPeople(
  db: Db,
  pairs: readonly Pair[],
  now: Date,
): Promise<Map<string, PersonTerms>> {
  if (pairs.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select w.on_behalf, u.id as user_id, u.email, u.language, u.operator_role, ct.id as contract_id,
      ct.number as contract_number, ${contractState(now)} as contract_state, ct.currency, ct.seller_id,
      seller.name as seller_name, seller.time_zone, co.id as company_id, co.name as company_name,
      co.state as company_state, co.group_id, co.segment, m.id as member_id, m.permissions
    from (select distinct * from unnest(${pairs.map(({ userId }) => userId)}::uuid[],
      ${pairs.map(({ contractId }) => contractId)}::uuid[],
      ${pairs.map(({ onBehalf }) => onBehalf ?? false)}::boolean[]) as w(user_id, contract_id, on_behalf)) w
    join identity.users u on u.id = w.user_id and u.state = 'active'
    join contracts.contracts ct on ct.id = w.contract_id
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id and co.state <> 'inactive'
    left join lateral (
      select m.id, m.permissions from organizations.members m
      where m.user_id = u.id and m.state = 'active'
        and (m.company_id = co.id or (m.group_id is not null and m.group_id = co.group_id))
        and (m.contract_ids is null or ct.id = any(m.contract_ids))
      order by m.company_id nulls last limit 1
    ) m on true`.execute(db)
  return new Map(
    rows.flatMap((row): [string, PersonTerms][] => {
      const permissions = row.on_behalf ? permissionsOnBehalf(row.operator_role) : row.permissions
      const key = { userId: row.user_id, contractId: row.contract_id, onBehalf: row.on_behalf }
      return permissions ? [[pairKey(key), personTerms(row, permissions)]] : []
    }),
  )
}

/** The same of one person; null when he may not. */
export async function termsOfPerson(db: Db, person: Pair, now: Date): Promise<PersonTerms | null> {
  return (await termsOfPeople(db, [person], now)).get(pairKey(person)) ?? null
}

interface Row {
  on_behalf: boolean
  user_id: string
  email: string
  language: Language
  operator_role: OperatorRole | null
  contract_id: string
  contract_number: string
  contract_state: Context['contractState']
  currency: string
  seller_id: string
  seller_name: string
  time_zone: string
  company_id: string
  company_name: string
  company_state: BuyerTerms['companyState']
  group_id: string | null
  segment: string | null
  member_id: string | null
  permissions: BuyerPermission[] | null
}

function permissionsOnBehalf(role: OperatorRole | null): readonly BuyerPermission[] | null {
  return role !== null && operatorRolePermissions[role].includes('buyers.act_as') ? buyerPermissions : null
}

function personTerms(row: Row, permissions: readonly BuyerPermission[]): PersonTerms {
  return {
    contractState: row.contract_state,
    contractNumber: row.contract_number,
    sellerName: row.seller_name,
    companyName: row.company_name,
    email: row.email,
    language: row.language,
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
      memberId: row.on_behalf ? null : row.member_id,
      permissions: new Set(permissions),
    },
  }
}
