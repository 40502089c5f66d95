import { AppError } from '@portal/api/errors.ts'
import type { Invitation } from '@portal/api/invitations.ts'
import type { BuyerPermission, MemberRole } from '@portal/api/permissions.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { writeMail } from '#kernel/mail.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { newToken, tokenHash } from '#kernel/passwords.ts'
import { record } from '../audit/public.ts'
import { findUserByEmail } from '../identity/public.ts'
import { invitationsOf } from './invitations.ts'
import { invitationLetter } from './letters.ts'
import { roleWith } from './powers.ts'

const lifetime = 7 * 86_400_000

export interface InvitationInput {
  email: string
  role: MemberRole
  permissions?: BuyerPermission[] | undefined
  contractIds?: string[] | null | undefined
}

export type Organization = { companyId: string } | { groupId: string }
export type InvitationWithLink = Invitation & { link: string }

/** Invites a person to a company or a group. A waiting invitation of the same person to the same place is replaced. */
export async function invite(
  tx: Tx,
  context: Context,
  publicUrl: string,
  to: Organization,
  input: InvitationInput,
): Promise<InvitationWithLink> {
  const companyId = 'companyId' in to ? to.companyId : null
  const groupId = 'groupId' in to ? to.groupId : null
  const organization = await nameOf(tx, companyId, groupId)
  await tx
    .updateTable('organizations.invitations')
    .set({ revoked_at: context.now })
    .where('email', '=', input.email)
    .where(sql<boolean>`company_id is not distinct from ${companyId}::uuid`)
    .where(sql<boolean>`group_id is not distinct from ${groupId}::uuid`)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  const id = newId()
  const token = newToken()
  const { role, permissions } = roleWith({ role: 'custom', permissions: [] }, input)
  await tx
    .insertInto('organizations.invitations')
    .values({
      id,
      token_hash: tokenHash(token),
      email: input.email,
      company_id: companyId,
      group_id: groupId,
      role,
      permissions,
      contract_ids: input.contractIds ?? null,
      invited_by: signedIn(context).id,
      created_at: context.now,
      expires_at: new Date(context.now.getTime() + lifetime),
    })
    .execute()
  await record(tx, context, {
    action: 'invitation.send',
    entityKind: 'invitation',
    entityId: id,
    companyId,
    details: { email: input.email, role, groupId },
  })
  return sent(tx, context, id, organization, `${publicUrl}/invitations/${token}`)
}

/** A new link for seven more days, sent by mail or only told to the caller; the link before stops working. */
export async function resend(
  context: Context,
  publicUrl: string,
  invitationId: string,
  byMail: boolean,
): Promise<InvitationWithLink> {
  return transaction(context.db, async (tx) => {
    const found = await lockInvitation(tx, invitationId, null)
    if (found.accepted_at) throw new AppError('link_used')
    if (found.revoked_at) throw new AppError('link_revoked')
    const token = newToken()
    await tx
      .updateTable('organizations.invitations')
      .set({
        token_hash: tokenHash(token),
        expires_at: new Date(context.now.getTime() + lifetime),
        ...(byMail ? { sent_count: sql<number>`sent_count + 1` } : {}),
      })
      .where('id', '=', invitationId)
      .execute()
    await record(tx, context, {
      action: 'invitation.resend',
      entityKind: 'invitation',
      entityId: invitationId,
      companyId: found.company_id,
      details: { byMail },
    })
    const organization = await nameOf(tx, found.company_id, found.group_id)
    const link = `${publicUrl}/invitations/${token}`
    if (byMail) return sent(tx, context, invitationId, organization, link)
    const [invitation] = await invitationsOf(tx, { invitationId }, context.now)
    return { ...invitation!, link }
  })
}

/** Revokes an invitation; a buyer only those of his own company (`companyId`). Revoking twice changes nothing. */
export async function revoke(
  context: Context,
  invitationId: string,
  companyId: string | null,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const found = await lockInvitation(tx, invitationId, companyId)
    if (found.accepted_at) throw new AppError('link_used')
    if (found.revoked_at) return
    await tx
      .updateTable('organizations.invitations')
      .set({ revoked_at: context.now })
      .where('id', '=', invitationId)
      .execute()
    await record(tx, context, {
      action: 'invitation.revoke',
      entityKind: 'invitation',
      entityId: invitationId,
      companyId: found.company_id,
    })
  })
}

async function lockInvitation(tx: Tx, id: string, companyId: string | null) {
  const found = await tx
    .selectFrom('organizations.invitations')
    .select(['company_id', 'group_id', 'accepted_at', 'revoked_at'])
    .where('id', '=', id)
    .$if(companyId !== null, (query) => query.where('company_id', '=', companyId))
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return found
}

async function nameOf(tx: Tx, companyId: string | null, groupId: string | null): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from organizations.companies where id = ${companyId}::uuid
    union all select name from organizations.groups where id = ${groupId}::uuid`.execute(tx)
  const found = rows[0]
  if (!found) throw new AppError('not_found')
  return found.name
}

/** Writes the letter, in the language of the invited when he is known. */
async function sent(
  tx: Tx,
  context: Context,
  invitationId: string,
  organization: string,
  link: string,
): Promise<InvitationWithLink> {
  const [invitation] = await invitationsOf(tx, { invitationId }, context.now)
  const { email, sentCount } = invitation!
  const language = (await findUserByEmail(tx, email))?.language ?? context.language
  const mail = invitationLetter({
    to: email,
    language,
    organization,
    invitedBy: signedIn(context).name,
    href: link,
  })
  await writeMail(tx, mail, `invitation:${invitationId}:${sentCount}`, context.now)
  return { ...invitation!, link }
}
