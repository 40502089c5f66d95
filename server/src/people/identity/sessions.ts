import { AppError } from '@portal/api/errors.ts'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { newToken, tokenHash } from '#kernel/passwords.ts'
import { record } from '../audit/public.ts'

export const sessionCookie = 'artikul_session'

const day = 24 * 60 * 60
/** A session ends this many seconds after its last use. */
const lifetime = 30 * day
/** The longest that browsers keep a cookie; when the session itself ends, the server decides. */
const cookieLifetime = 400 * day

const expiryFrom = (now: Date) => new Date(now.getTime() + lifetime * 1000)

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
      expires_at: expiryFrom(context.now),
      ip: context.ip,
      user_agent: context.userAgent,
    })
    .execute()
  await record(tx, context, {
    action: 'session.open',
    entityKind: 'session',
    entityId: id,
    details: { userId, ip: context.ip },
  })
  context.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: cookieLifetime,
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

/** Ends a session of the caller's own; somebody else's is not found. */
export async function endOwnSession(context: Context, sessionId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const ended = await tx
      .deleteFrom('identity.sessions')
      .where('id', '=', sessionId)
      .where('user_id', '=', signedIn(context).id)
      .returning('id')
      .executeTakeFirst()
    if (!ended) throw new AppError('not_found')
    await record(tx, context, { action: 'session.end', entityKind: 'session', entityId: sessionId })
  })
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

/** The session was used: it lives on from here. */
export async function markSessionSeen(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .updateTable('identity.sessions')
    .set({ last_seen_at: now, expires_at: expiryFrom(now) })
    .where('id', '=', sessionId)
    .execute()
}
