import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { addJob } from '#kernel/events.ts'
import { writeMail } from '#kernel/mail.ts'
import type { Context } from '#kernel/mount.ts'
import { hashPassword, newToken, tokenHash } from '#kernel/passwords.ts'
import { record } from '../audit/public.ts'
import { passwordLetter } from './letters.ts'
import { requireStrongPassword } from './password-rules.ts'
import { endSessions } from './sessions.ts'

/** The job that answers `requestReset`. */
export const resetTask = 'identity:write-reset'

const lifetime = 60 * 60_000
/** Letters to one user within an hour: a stranger who types his address again and again shall not flood him. */
const most = 3

/** Leaves the work to a job, so that the answer comes alike and as fast whether the address is known or not. */
export async function requestReset(db: Db, email: string): Promise<void> {
  await addJob(db, resetTask, { email })
}

/** Writes a letter with a link for an hour, if the address is somebody's who may sign in. */
export function resetWriter(db: Db, publicUrl: string, now: () => Date): (payload: unknown) => Promise<void> {
  return (payload) => writeReset(db, (payload as { email: string }).email, publicUrl, now())
}

async function writeReset(db: Db, email: string, publicUrl: string, now: Date): Promise<void> {
  const token = newToken()
  await transaction(db, async (tx) => {
    const user = await tx
      .selectFrom('identity.users')
      .select(['id', 'email', 'language'])
      .where(sql`lower(email)`, '=', email.toLowerCase())
      .where('state', '=', 'active')
      .forUpdate()
      .executeTakeFirst()
    if (!user) return
    const { sent } = await tx
      .selectFrom('identity.password_resets')
      .select((eb) => eb.fn.countAll<string>().as('sent'))
      .where('user_id', '=', user.id)
      .where('created_at', '>', new Date(now.getTime() - lifetime))
      .executeTakeFirstOrThrow()
    if (Number(sent) >= most) return
    await tx
      .insertInto('identity.password_resets')
      .values({
        token_hash: tokenHash(token),
        user_id: user.id,
        created_at: now,
        expires_at: new Date(now.getTime() + lifetime),
      })
      .execute()
    const mail = passwordLetter(user.email, user.language, `${publicUrl}/password-resets/${token}`)
    await writeMail(tx, mail, `password:${tokenHash(token)}`, now)
  })
}

/** The reset behind a link; says why it does not work any more. With `lock` nobody else can use it meanwhile. */
export async function openReset(
  db: Db | Tx,
  token: string,
  now: Date,
  lock = false,
): Promise<{ user_id: string; expires_at: Date }> {
  const reset = await db
    .selectFrom('identity.password_resets')
    .select(['user_id', 'used_at', 'expires_at'])
    .where('token_hash', '=', tokenHash(token))
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!reset) throw new AppError('not_found')
  if (reset.used_at) throw new AppError('link_used')
  if (reset.expires_at <= now) throw new AppError('link_expired')
  return reset
}

/** Sets a new password by a link; the link is spent and every session ends. */
export async function completeReset(context: Context, token: string, password: string): Promise<void> {
  const { db, now } = context
  requireStrongPassword(password)
  const passwordHash = await hashPassword(password)
  await transaction(db, async (tx) => {
    const reset = await openReset(tx, token, now, true)
    await tx
      .updateTable('identity.password_resets')
      .set({ used_at: now })
      .where('token_hash', '=', tokenHash(token))
      .execute()
    await tx
      .updateTable('identity.users')
      .set({ password_hash: passwordHash, failed_attempts: 0, locked_until: null })
      .where('id', '=', reset.user_id)
      .execute()
    await endSessions(tx, reset.user_id, null)
    await record(tx, context, {
      action: 'user.reset_password',
      entityKind: 'user',
      entityId: reset.user_id,
    })
  })
}
