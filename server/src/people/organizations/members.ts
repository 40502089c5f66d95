import type { Member } from '@portal/api/organizations.ts'
import type { BuyerPermission, MemberRole } from '@portal/api/permissions.ts'
import { sql } from 'kysely'
import type { BuyerTerms, Caller } from '#kernel/caller.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { wireQuantity } from '#kernel/money.ts'
import { everything, within, type Powers } from './powers.ts'

export interface MemberRow {
  id: string
  user_id: string
  company_id: string | null
  group_id: string | null
  role: MemberRole
  permissions: BuyerPermission[]
  contract_ids: string[] | null
  order_limit: string | null
  period_limit: string | null
  period_days: number | null
  state: 'active' | 'blocked'
}

interface ShownMember extends MemberRow {
  name: string
  email: string
  phone: string | null
  last_sign_in_at: Date | null
}

export function powersOf(row: MemberRow): Powers {
  return {
    scope: row.group_id === null ? 'company' : 'group',
    permissions: row.permissions,
    contractIds: row.contract_ids,
    orderLimit: row.order_limit,
    periodLimit: row.period_limit,
    periodDays: row.period_days,
  }
}

/** What a buyer may give to colleagues: his own membership; a manager who acts for the company has all of it. */
export async function powersOfBuyer(db: Db | Tx, terms: BuyerTerms): Promise<Powers> {
  if (terms.memberId === null) return everything
  const { rows } = await sql<MemberRow>`
    select * from organizations.members where id = ${terms.memberId}`.execute(db)
  const row = rows[0]
  if (!row) throw new Error(`member ${terms.memberId} is gone`)
  return powersOf(row)
}

/** The people of a company (those of its group too), of a group, or one of them, as somebody with these powers sees them. */
export async function membersOf(
  db: Db | Tx,
  of: { companyId?: string | null; groupId?: string | null; memberId?: string },
  viewer: { powers: Powers; caller: Caller },
): Promise<Member[]> {
  const { rows } = await sql<ShownMember>`
    select m.*, u.name, u.email, u.phone, u.last_sign_in_at
    from organizations.members m join identity.users u on u.id = m.user_id
    where m.company_id = ${of.companyId ?? null}::uuid or m.group_id = ${of.groupId ?? null}::uuid
      or m.id = ${of.memberId ?? null}::uuid
    order by m.group_id is null, u.name, m.id`.execute(db)
  return rows.map((row) => {
    const edit = within(viewer.powers, powersOf(row))
    const self = row.user_id === viewer.caller.user?.id
    return {
      id: row.id,
      userId: row.user_id,
      name: row.name,
      email: row.email,
      phone: row.phone,
      scope: row.group_id === null ? 'company' : 'group',
      role: row.role,
      permissions: row.permissions,
      contractIds: row.contract_ids,
      orderLimit: row.order_limit && wireQuantity(row.order_limit),
      periodLimit: row.period_limit && wireQuantity(row.period_limit),
      periodDays: row.period_days,
      state: row.state,
      lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
      abilities: { edit, block: edit && !self, remove: edit && !self },
    }
  })
}
