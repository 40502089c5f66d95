import { AppError } from '@portal/api/errors.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { hashPassword } from '#kernel/passwords.ts'
import { record } from '../audit/public.ts'
import {
  createUser,
  openSession,
  findUserByEmail,
  provePassword,
  requireStrongPassword,
} from '../identity/public.ts'
import { consentGiven } from './consent.ts'
import { openInvitation, type OpenInvitation } from './invitations.ts'

interface Acceptance {
  token: string
  password: string
  name?: string | undefined
  phone?: string | null | undefined
  consent?: boolean | undefined
}

/** Makes the invited a member, once, and signs him in: a known one by his password, a new one sets his first. */
export async function accept(context: Context, input: Acceptance, secureCookies: boolean): Promise<void> {
  const { email } = await openInvitation(context.db, input.token, context.now)
  const known = await findUserByEmail(context.db, email)
  const userOf = known
    ? await knownUser(context, email, input.password)
    : await newUser(context, email, input)
  await transaction(context.db, async (tx) => {
    // read again under a lock: somebody may have been faster
    const invitation = await openInvitation(tx, input.token, context.now, true)
    const userId = await userOf(tx)
    const memberId = await join(tx, context, invitation, userId)
    await tx
      .updateTable('organizations.invitations')
      .set({
        accepted_at: context.now,
        accepted_by: userId,
        consents: known ? null : consentGiven(context.now),
      })
      .where('id', '=', invitation.id)
      .execute()
    await record(tx, context, {
      action: 'invitation.accept',
      entityKind: 'invitation',
      entityId: invitation.id,
      companyId: invitation.company_id,
      details: { userId, memberId },
    })
    await openSession(tx, context, userId, secureCookies)
  })
}

async function knownUser(context: Context, email: string, password: string) {
  const user = await provePassword(context.db, email, password, context.now)
  if (user.state === 'blocked') throw new AppError('user_blocked')
  return async (_tx: Tx) => user.id
}

async function newUser({ language, now }: Context, email: string, input: Acceptance) {
  const { name } = input
  if (name === undefined) throw new AppError('invalid_input', {}, { name: 'required' })
  if (input.consent !== true) throw new AppError('invalid_input', {}, { consent: 'required' })
  requireStrongPassword(input.password)
  const passwordHash = await hashPassword(input.password)
  return async (tx: Tx) => {
    const id = await createUser(tx, {
      email,
      name,
      phone: input.phone ?? null,
      passwordHash,
      language,
      now,
    })
    // the address got an account by another invitation a moment ago: its owner proves himself next time
    if (!id) throw new AppError('wrong_credentials')
    return id
  }
}

/** Who is a member already stays as he is: an old link neither unblocks nor promotes. */
async function join(
  tx: Tx,
  context: Context,
  invitation: OpenInvitation,
  userId: string,
): Promise<string | null> {
  const added = await tx
    .insertInto('organizations.members')
    .values({
      id: newId(),
      user_id: userId,
      company_id: invitation.company_id,
      group_id: invitation.group_id,
      role: invitation.role,
      permissions: invitation.permissions,
      contract_ids: invitation.contract_ids,
      created_at: context.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}
