import { AppError } from '@portal/api/errors.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { newToken, tokenHash } from '#kernel/passwords.ts'

export const sessionCookie = 'artikul_session'

const days30 = 30 * 24 * 60 * 60

/** Opens a session for a user who has proved himself, and hands its secret to the browser. */
export async function openSession(
  tx: Tx,
  context: Context,
  userId: string,
  secure: boolean,
): Promise<string> {
  const token = newToken()
  const id = newId()
  await tx
    .insertInto('identity.sessions')
    .values({
      id,
      token_hash: tokenHash(token),
      user_id: userId,
      created_at: context.now,
      last_seen_at: context.now,
      expires_at: new Date(context.now.getTime() + days30 * 1000),
      ip: context.ip,
      user_agent: context.userAgent,
    })
    .execute()
  context.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: days30,
  })
  return id
}

/** Ends every session of a user, but one if named: after a block, a new password, a removal. */
export async function endSessions(tx: Tx, userId: string, exceptSessionId: string | null): Promise<void> {
  await tx
    .deleteFrom('identity.sessions')
    .where('user_id', '=', userId)
    .$if(exceptSessionId !== null, (query) => query.where('id', '<>', exceptSessionId))
    .execute()
}

export async function endOwnSession(db: Db, userId: string, sessionId: string): Promise<void> {
  const ended = await db
    .deleteFrom('identity.sessions')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new AppError('not_found')
}

export async function ownSessions(db: Db, userId: string, now: Date) {
  return db
    .selectFrom('identity.sessions')
    .select(['id', 'created_at', 'last_seen_at', 'ip', 'user_agent'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()
}

/** The terms key that every tab of the browser works under; null = none chosen yet. */
export async function setSessionContext(
  tx: Tx,
  sessionId: string,
  key: { contractId: string | null; deliveryPointId: string | null },
): Promise<void> {
  await tx
    .updateTable('identity.sessions')
    .set({ contract_id: key.contractId, delivery_point_id: key.deliveryPointId })
    .where('id', '=', sessionId)
    .execute()
}

/** For whom the session acts, in what way and until when; null = for its own user again. */
export async function setSessionActing(
  tx: Tx,
  sessionId: string,
  acting: { companyId: string; mode: 'preview' | 'act'; until: Date } | null,
): Promise<void> {
  await tx
    .updateTable('identity.sessions')
    .set({
      acting_company_id: acting?.companyId ?? null,
      acting_mode: acting?.mode ?? null,
      acting_until: acting?.until ?? null,
    })
    .where('id', '=', sessionId)
    .execute()
}

export async function markSessionSeen(db: Db, sessionId: string, now: Date): Promise<void> {
  await db.updateTable('identity.sessions').set({ last_seen_at: now }).where('id', '=', sessionId).execute()
}
