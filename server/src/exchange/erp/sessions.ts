import { sql } from 'kysely'
import type { App } from '#kernel/app.ts'
import { transaction, type Db } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { newToken, passwordMatches, tokenHash } from '#kernel/passwords.ts'
import { settingsOf, type ConnectionSettings } from './connection-settings.ts'
import { ReceivedFiles } from './received-files.ts'

export const exchangeCookie = 'artikul_1c'

export interface Connection {
  id: string
  name: string
  source: string
  sellerId: string
  settings: ConnectionSettings
}

export interface ExchangeSession {
  id: string
  login: string
  connection: Connection
}

/** The connection behind a login and password, or null. Takes the same time for an unknown login. */
export async function connectionOf(db: Db, login: string, password: string): Promise<Connection | null> {
  const row = await db
    .selectFrom('erp.connections')
    .select(['id', 'name', 'source', 'seller_id', 'settings', 'password_hash'])
    .where('login', '=', login)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!(await passwordMatches(row?.password_hash, password)) || !row) return null
  return {
    id: row.id,
    name: row.name,
    source: row.source,
    sellerId: row.seller_id,
    settings: settingsOf(row.settings),
  }
}

/** Opens a session (mode=checkauth); the token is what 1C sends back as a cookie. */
export async function openSession(db: Db, connection: Connection, type: string, now: Date): Promise<string> {
  const token = newToken()
  await db
    .insertInto('erp.sessions')
    .values({
      id: newId(),
      connection_id: connection.id,
      token_hash: tokenHash(token),
      exchange_type: type,
      started_at: now,
      last_seen_at: now,
    })
    .execute()
  await db.updateTable('erp.connections').set({ last_seen_at: now }).where('id', '=', connection.id).execute()
  return token
}

/** A wrong password for a login that exists: its connection shows it, because 1C says the same about any refusal. */
export async function noteRefusedSignIn(db: Db, login: string, now: Date): Promise<void> {
  await db.updateTable('erp.connections').set({ last_refused_at: now }).where('login', '=', login).execute()
}

/**
 * mode=init in a session that has brought files already: a new session takes over its cookie, so that files of one
 * name do not meet, and an import that still runs keeps its file.
 */
export async function newRound(
  app: Pick<App, 'db' | 'clock' | 'config'>,
  session: ExchangeSession,
): Promise<void> {
  if (!(await new ReceivedFiles(app.config.DATA_DIR, session.id).isUsed())) return
  const now = app.clock.now()
  await transaction(app.db, async (tx) => {
    const old = await tx
      .selectFrom('erp.sessions')
      .selectAll()
      .where('id', '=', session.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    // a second init at the same time finds it handed over
    if (old.token_hash.startsWith('-')) return
    await tx
      .updateTable('erp.sessions')
      .set({ token_hash: `-${session.id}` })
      .where('id', '=', session.id)
      .execute()
    await tx
      .insertInto('erp.sessions')
      .values({ ...old, id: newId(), started_at: now, last_seen_at: now, finished_at: null })
      .execute()
  })
}

/** The session of a cookie; it lives an hour after it was last heard of. */
export async function sessionOfToken(db: Db, token: string, now: Date): Promise<ExchangeSession | null> {
  return touch(db, sql`s.token_hash = ${tokenHash(token)}`, now)
}

/** Clients that send only Basic authorization go on in the last session of their connection. */
export async function lastSessionOf(
  db: Db,
  connection: Connection,
  now: Date,
): Promise<ExchangeSession | null> {
  return touch(
    db,
    sql`s.id = (select id from erp.sessions where connection_id = ${connection.id} order by started_at desc limit 1)`,
    now,
  )
}

/** A session without a request: what it left is imported by the portal itself. */
export async function sessionById(db: Db, id: string): Promise<ExchangeSession | null> {
  const { rows } = await sql<SessionRow>`
    select s.id, s.connection_id, c.login, c.name, c.source, c.seller_id, c.settings
    from erp.sessions s join erp.connections c on c.id = s.connection_id where s.id = ${id}`.execute(db)
  return rows[0] ? sessionOfRow(rows[0]) : null
}

async function touch(db: Db, which: ReturnType<typeof sql>, now: Date): Promise<ExchangeSession | null> {
  const oldest = new Date(now.getTime() - 60 * 60 * 1000)
  const { rows } = await sql<SessionRow>`
    update erp.sessions s set last_seen_at = ${now}
    from erp.connections c
    where ${which} and c.id = s.connection_id and c.active and s.last_seen_at > ${oldest}
    returning s.id, s.connection_id, c.login, c.name, c.source, c.seller_id, c.settings`.execute(db)
  return rows[0] ? sessionOfRow(rows[0]) : null
}

interface SessionRow {
  id: string
  connection_id: string
  login: string
  name: string
  source: string
  seller_id: string
  settings: unknown
}

function sessionOfRow(row: SessionRow): ExchangeSession {
  return {
    id: row.id,
    login: row.login,
    connection: {
      id: row.connection_id,
      name: row.name,
      source: row.source,
      sellerId: row.seller_id,
      settings: settingsOf(row.settings),
    },
  }
}
