import { AppError } from '@portal/api/errors.ts'
import type { Member, MemberChange } from '@portal/api/organizations.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'
import { endSessions } from '../identity/public.ts'
import { membersOf, powersOf, powersOfBuyer, type MemberRow } from './members.ts'
import { everything, roleWith, within } from './powers.ts'

/** Changes a member: by a colleague within his own powers (`terms`), or by the operator (null). A block ends his sessions. */
export async function changeMember(
  context: Context,
  terms: BuyerTerms | null,
  memberId: string,
  change: MemberChange,
): Promise<Member> {
  return transaction(context.db, async (tx) => {
    const powers = terms ? await powersOfBuyer(tx, terms) : everything
    const before = await lockMember(tx, terms, memberId)
    const after = changed(before, change)
    if (!within(powers, powersOf(before)) || !within(powers, powersOf(after)))
      throw new AppError('beyond_own_permissions')
    if (directs(before) && !directs(after)) await requireOtherDirector(tx, before)
    await tx
      .updateTable('organizations.members')
      .set({
        role: after.role,
        permissions: after.permissions,
        contract_ids: after.contract_ids,
        order_limit: after.order_limit,
        period_limit: after.period_limit,
        period_days: after.period_days,
        state: after.state,
      })
      .where('id', '=', memberId)
      .execute()
    if (before.state === 'active' && after.state === 'blocked') await endSessions(tx, before.user_id, null)
    await record(tx, context, {
      action: 'member.change',
      entityKind: 'member',
      entityId: memberId,
      companyId: before.company_id ?? terms?.companyId ?? null,
      details: { ...change },
    })
    const [member] = await membersOf(tx, { memberId }, { powers, caller: context.caller })
    return member!
  })
}

/** Removes a member: by a colleague (`terms`) or by the operator (null). His sessions end, what he did stays. */
export async function removeMember(
  context: Context,
  terms: BuyerTerms | null,
  memberId: string,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const powers = terms ? await powersOfBuyer(tx, terms) : everything
    const member = await lockMember(tx, terms, memberId)
    if (!within(powers, powersOf(member))) throw new AppError('beyond_own_permissions')
    if (directs(member)) await requireOtherDirector(tx, member)
    await tx.deleteFrom('organizations.members').where('id', '=', memberId).execute()
    await endSessions(tx, member.user_id, null)
    await record(tx, context, {
      action: 'member.remove',
      entityKind: 'member',
      entityId: memberId,
      companyId: member.company_id ?? terms?.companyId ?? null,
      details: { userId: member.user_id, role: member.role },
    })
  })
}

/** A buyer reaches members of his company and of its group; anybody else is not found. */
async function lockMember(tx: Tx, terms: BuyerTerms | null, memberId: string): Promise<MemberRow> {
  const reach = terms
    ? sql`(company_id = ${terms.companyId} or group_id = ${terms.groupId}::uuid)`
    : sql`true`
  const { rows } = await sql<MemberRow>`
    select * from organizations.members where id = ${memberId} and ${reach} for update`.execute(tx)
  const row = rows[0]
  if (!row) throw new AppError('not_found')
  return row
}

const directs = (member: MemberRow) => member.role === 'director' && member.state === 'active'

/**
 * Who directs last cannot stop directing. A director of the group directs its companies too, and a group that has a
 * director keeps one, so a company may count on him. The lock makes two who dismiss each other come one after another.
 */
async function requireOtherDirector(tx: Tx, member: MemberRow): Promise<void> {
  const { rows } = member.company_id
    ? await sql<{ group_id: string | null }>`
        select group_id from organizations.companies where id = ${member.company_id} for no key update`.execute(
        tx,
      )
    : await sql<{ group_id: string | null }>`
        select id as group_id from organizations.groups where id = ${member.group_id} for no key update`.execute(
        tx,
      )
  const { rows: others } = await sql`
    select from organizations.members m join identity.users u on u.id = m.user_id and u.state = 'active'
    where (m.company_id = ${member.company_id}::uuid or m.group_id = ${rows[0]?.group_id ?? null}::uuid)
      and m.id <> ${member.id} and m.role = 'director' and m.state = 'active' limit 1`.execute(tx)
  if (others.length === 0) throw new AppError('last_director')
}

/** Absent = keep, null = clear. */
function changed(before: MemberRow, change: MemberChange): MemberRow {
  const keep = <T>(value: T | undefined, present: T): T => (value === undefined ? present : value)
  const after: MemberRow = {
    ...before,
    ...roleWith(before, change),
    contract_ids: keep(change.contractIds, before.contract_ids),
    order_limit: keep(change.orderLimit, before.order_limit),
    period_limit: keep(change.periodLimit, before.period_limit),
    period_days: keep(change.periodDays, before.period_days),
    state: change.state ?? before.state,
  }
  for (const [field, limit] of [
    ['orderLimit', after.order_limit],
    ['periodLimit', after.period_limit],
  ] as const)
    if (limit !== null && decimal(limit).isNegative())
      throw new AppError('invalid_input', {}, { [field]: 'too_small' })
  if ((after.period_limit === null) !== (after.period_days === null))
    throw new AppError('invalid_input', {}, { periodDays: 'goes_with_period_limit' })
  return after
}
