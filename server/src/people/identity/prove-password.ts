import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { passwordMatches } from '#kernel/passwords.ts'

const attemptsAllowed = 8
const lockMinutes = 15

export interface ProvenUser {
  id: string
  state: 'active' | 'blocked'
}

/**
 * Proves a user by e-mail and password. After 8 failures in a row the account is locked for 15 minutes, known or not
 * to the caller; a wrong password and an unknown address answer alike and take the same time.
 */
export async function provePassword(db: Db, email: string, password: string, now: Date): Promise<ProvenUser> {
  const user = await db
    .selectFrom('identity.users')
    .select(['id', 'state', 'password_hash', 'locked_until'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
  const matches = await passwordMatches(user?.password_hash, password)
  if (user?.locked_until && user.locked_until > now)
    throw new AppError('locked_out', {
      minutes: Math.ceil((user.locked_until.getTime() - now.getTime()) / 60_000),
    })
  if (!user) throw new AppError('wrong_credentials')
  if (!matches) {
    await countFailure(db, user.id, now)
    throw new AppError('wrong_credentials')
  }
  await db
    .updateTable('identity.users')
    .set({ failed_attempts: 0, locked_until: null, last_sign_in_at: now })
    .where('id', '=', user.id)
    .execute()
  return { id: user.id, state: user.state }
}

async function countFailure(db: Db, userId: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + lockMinutes * 60_000)
  await sql`update identity.users set
    locked_until = case when failed_attempts + 1 >= ${attemptsAllowed} then ${until}::timestamptz else locked_until end,
    failed_attempts = case when failed_attempts + 1 >= ${attemptsAllowed} then 0 else failed_attempts + 1 end
    where id = ${userId}`.execute(db)
}
