import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Db } from '#kernel/db.ts'
import { writeMail } from '#kernel/mail.ts'
import { hashPassword, newToken, tokenHash } from '#kernel/passwords.ts'
import { passwordLetter } from './letters.ts'
import { requireStrongPassword } from './password-rules.ts'
import { endSessions } from './sessions.ts'

/** Writes a letter with a link for an hour, if the address is somebody's. The caller cannot tell. */
export async function requestReset(db: Db, email: string, publicUrl: string, now: Date): Promise<void> {
  const token = newToken()
  await transaction(db, async (tx) => {
    const user = await tx
      .selectFrom('identity.users')
      .select(['id', 'email', 'language'])
      .where(sql`lower(email)`, '=', email.toLowerCase())
      .where('state', '=', 'active')
      .executeTakeFirst()
    if (!user) return
    await tx
      .insertInto('identity.password_resets')
      .values({
        token_hash: tokenHash(token),
        user_id: user.id,
        created_at: now,
        expires_at: new Date(now.getTime() + 60 * 60_000),
      })
      .execute()
    const mail = passwordLetter(user.email, user.language, `${publicUrl}/password/${token}`)
    await writeMail(tx, mail, `password:${tokenHash(token)}`, now)
  })
}

/** Sets a new password by a link; the link is spent and every session ends. */
export async function completeReset(db: Db, token: string, password: string, now: Date): Promise<void> {
  requireStrongPassword(password)
  const passwordHash = await hashPassword(password)
  await transaction(db, async (tx) => {
    const reset = await tx
      .selectFrom('identity.password_resets')
      .select(['user_id', 'used_at', 'expires_at'])
      .where('token_hash', '=', tokenHash(token))
      .forUpdate()
      .executeTakeFirst()
    if (!reset) throw new AppError('not_found')
    if (reset.used_at) throw new AppError('link_used')
    if (reset.expires_at <= now) throw new AppError('link_expired')
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
  })
}
