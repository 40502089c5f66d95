import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { signedIn } from '#kernel/mount.ts'
import { hashPassword, passwordMatches } from '#kernel/passwords.ts'
import { record } from '../audit/public.ts'
import { requireStrongPassword } from './password-rules.ts'
import { endSessions } from './sessions.ts'

/** Changes own password, which is proved first; every other session ends. */
export async function changeOwnPassword(context: Context, current: string, next: string): Promise<void> {
  const { id } = signedIn(context)
  requireStrongPassword(next)
  const user = await context.db
    .selectFrom('identity.users')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (!(await passwordMatches(user.password_hash, current))) throw new AppError('wrong_credentials')
  const passwordHash = await hashPassword(next)
  await transaction(context.db, async (tx) => {
    await tx.updateTable('identity.users').set({ password_hash: passwordHash }).where('id', '=', id).execute()
    await endSessions(tx, id, context.caller.sessionId)
    await record(tx, context, { action: 'user.change_password', entityKind: 'user', entityId: id })
  })
}
