import { AppError } from '@portal/api/errors.ts'
import type { Invitation } from '@portal/api/invitations.ts'
import type { BuyerPermission, MemberRole } from '@portal/api/permissions.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { tokenHash } from '#kernel/passwords.ts'

/** Invitations to a company or a group, the newest first, at most 200; or one of them. */
export async function invitationsOf(
  db: Db | Tx,
  of: { companyId?: string; groupId?: string; invitationId?: string },
  now: Date,
): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('organizations.invitations as i')
    .innerJoin('identity.users as u', 'u.id', 'i.invited_by')
    .select([
      'i.id',
      'i.email',
      'i.role',
      'i.group_id',
      'i.accepted_at',
      'i.revoked_at',
      'i.expires_at',
      'i.created_at',
      'i.sent_count',
      'u.name as invited_by_name',
    ])
    .where((eb) =>
      eb.or([
        ...(of.companyId ? [eb('i.company_id', '=', of.companyId)] : []),
        ...(of.groupId ? [eb('i.group_id', '=', of.groupId)] : []),
        ...(of.invitationId ? [eb('i.id', '=', of.invitationId)] : []),
      ]),
    )
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role as MemberRole,
    scope: row.group_id === null ? 'company' : 'group',
    state: row.accepted_at
      ? 'accepted'
      : row.revoked_at
        ? 'revoked'
        : row.expires_at <= now
          ? 'expired'
          : 'waiting',
    invitedByName: row.invited_by_name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    sentCount: row.sent_count,
  }))
}

export interface OpenInvitation {
  id: string
  email: string
  company_id: string | null
  group_id: string | null
  role: MemberRole
  permissions: BuyerPermission[]
  contract_ids: string[] | null
  expires_at: Date
  organization: string
  invited_by_name: string
  seller: string | null
  has_account: boolean
}

/** The invitation behind a link; says why it cannot be accepted any more. With `lock` nobody else can accept it meanwhile. */
export async function openInvitation(
  db: Db | Tx,
  token: string,
  now: Date,
  lock = false,
): Promise<OpenInvitation> {
  const { rows } = await sql<OpenInvitation & { accepted_at: Date | null; revoked_at: Date | null }>`
    select i.*, u.name as invited_by_name, coalesce(c.name, g.name) as organization,
      (select name from sellers.sellers where state = 'active' order by is_default desc, kind, created_at limit 1) as seller,
      exists (select from identity.users known where lower(known.email) = lower(i.email)) as has_account
    from organizations.invitations i
    join identity.users u on u.id = i.invited_by
    left join organizations.companies c on c.id = i.company_id
    left join organizations.groups g on g.id = i.group_id
    where i.token_hash = ${tokenHash(token)} ${lock ? sql`for update of i` : sql``}`.execute(db)
  const found = rows[0]
  if (!found) throw new AppError('not_found')
  if (found.accepted_at) throw new AppError('link_used')
  if (found.revoked_at) throw new AppError('link_revoked')
  if (found.expires_at <= now) throw new AppError('link_expired')
  return found
}
