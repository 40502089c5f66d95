import {
  operatorRolePermissions,
  type BuyerPermission,
  type OperatorRole,
  buyerPermissions,
} from '@portal/api/permissions.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql, type RawBuilder } from 'kysely'
import { guest, type BuyerTerms, type Caller } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { tokenHash } from '#kernel/passwords.ts'
import { markSessionSeen } from '#src/people/identity/public.ts'

/**
 * Who stands behind a session cookie, in one query: the user, his operator role, and the terms of the contract that
 * the session works under, as far as a membership (or acting for a company) allows it.
 * A blocked user, an ended session or an inactive company yields a guest.
 */
export function identifyCaller(db: Db, token: string, now: Date): Promise<Caller> {
  return identify(db, sql`s.token_hash = ${tokenHash(token)}`, now)
}

/** The same for a session known by its id, such as one just opened. */
export function identifySession(db: Db, sessionId: string, now: Date): Promise<Caller> {
  return identify(db, sql`s.id = ${sessionId}`, now)
}

async function identify(db: Db, which: RawBuilder<unknown>, now: Date): Promise<Caller> {
  const { rows } = await sql<CallerRow>`
    select s.id as session_id, s.last_seen_at, point.id as delivery_point_id,
      u.id as user_id, u.email, u.name, u.phone, u.language, u.time_zone, u.operator_role,
      s.acting_company_id, s.acting_mode, s.acting_until, acting.name as acting_company_name,
      ct.id as contract_id, ct.currency, ct.seller_id, seller.time_zone as seller_time_zone,
      co.id as company_id, co.state as company_state, co.group_id, co.segment,
      m.id as member_id, m.permissions
    from identity.sessions s
    join identity.users u on u.id = s.user_id and u.state = 'active'
    -- an hour that has passed, or a role that was taken away, ends acting
    left join organizations.companies acting
      on acting.id = s.acting_company_id and s.acting_until > ${now} and u.operator_role is not null
    left join contracts.contracts ct on ct.id = s.contract_id
    left join sellers.sellers seller on seller.id = ct.seller_id
    left join organizations.companies co on co.id = ct.company_id and co.state <> 'inactive'
    left join lateral (
      select m.id, m.permissions from organizations.members m
      where m.user_id = u.id and m.state = 'active'
        and (m.company_id = co.id or (m.group_id is not null and m.group_id = co.group_id))
        and (m.contract_ids is null or ct.id = any(m.contract_ids))
      order by m.company_id nulls last limit 1
    ) m on acting.id is null
    -- where goods are brought: what was chosen, else the company's own first choice
    left join lateral (
      select p.id from organizations.delivery_points p
      where p.company_id = co.id and p.active
      order by p.id = s.delivery_point_id desc, p.is_default desc, p.name, p.id limit 1
    ) point on true
    where ${which} and s.expires_at > ${now}`.execute(db)
  const row = rows[0]
  if (!row) return guest
  if (now.getTime() - row.last_seen_at.getTime() > seenEvery) await markSessionSeen(db, row.session_id, now)
  return callerOf(row)
}

/** A session's last use is kept to five minutes: enough for a person to recognise it. */
const seenEvery = 5 * 60_000

interface CallerRow {
  session_id: string
  last_seen_at: Date
  delivery_point_id: string | null
  user_id: string
  email: string
  name: string
  phone: string | null
  language: Language
  time_zone: string
  operator_role: OperatorRole | null
  acting_company_id: string | null
  acting_company_name: string | null
  acting_mode: 'preview' | 'act' | null
  acting_until: Date | null
  contract_id: string | null
  currency: string
  seller_id: string
  seller_time_zone: string
  company_id: string | null
  company_state: BuyerTerms['companyState']
  group_id: string | null
  segment: string | null
  member_id: string | null
  permissions: BuyerPermission[] | null
}

function callerOf(row: CallerRow): Caller {
  const acting =
    row.acting_company_name !== null &&
    row.acting_company_id &&
    row.acting_mode &&
    row.acting_until &&
    row.operator_role &&
    operatorRolePermissions[row.operator_role].includes('buyers.act_as')
      ? {
          companyId: row.acting_company_id,
          companyName: row.acting_company_name,
          mode: row.acting_mode,
          until: row.acting_until,
        }
      : null
  return {
    user: {
      id: row.user_id,
      email: row.email,
      name: row.name,
      phone: row.phone,
      language: row.language,
      timeZone: row.time_zone,
    },
    sessionId: row.session_id,
    operator: row.operator_role && {
      role: row.operator_role,
      permissions: new Set(operatorRolePermissions[row.operator_role]),
    },
    acting,
    terms: termsOf(row, acting),
  }
}

function termsOf(row: CallerRow, acting: Caller['acting']): Caller['terms'] {
  const permissions = acting
    ? acting.companyId === row.company_id
      ? buyerPermissions
      : null
    : row.permissions
  if (!row.contract_id || !row.company_id || !permissions) return { kind: 'guest' }
  return {
    kind: 'buyer',
    companyId: row.company_id,
    companyState: row.company_state,
    groupId: row.group_id,
    segment: row.segment,
    contractId: row.contract_id,
    sellerId: row.seller_id,
    currency: row.currency,
    timeZone: row.seller_time_zone,
    deliveryPointId: row.delivery_point_id,
    memberId: row.member_id,
    permissions: new Set(permissions),
  }
}
