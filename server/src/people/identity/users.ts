import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'

export interface KnownUser {
  id: string
  email: string
  name: string
  language: Language
}

/** The user with this address in any case, or undefined. */
export function findUserByEmail(db: Db | Tx, email: string): Promise<KnownUser | undefined> {
  return db
    .selectFrom('identity.users')
    .select(['id', 'email', 'name', 'language'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
}

/** Adds a user; undefined when the address was taken in the same moment. */
export async function createUser(
  tx: Tx,
  user: {
    email: string
    name: string
    phone: string | null
    passwordHash: string
    language: Language
    now: Date
  },
): Promise<string | undefined> {
  const created = await tx
    .insertInto('identity.users')
    .values({
      id: newId(),
      email: user.email,
      name: user.name,
      phone: user.phone,
      password_hash: user.passwordHash,
      language: user.language,
      last_sign_in_at: user.now,
      created_at: user.now,
    })
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returning('id')
    .executeTakeFirst()
  return created?.id
}
