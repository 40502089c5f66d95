import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { newToken, passwordMatches, tokenHash } from '#kernel/passwords.ts'
import { settingsOf, type ConnectionSettings } from './connection-settings.ts'

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

async function touch(db: Db, which: ReturnType<typeof sql>, now: Date): Promise<ExchangeSession | null> {
  const oldest = new Date(now.getTime() - 60 * 60 * 1000)
  const { rows } = await sql<{
    id: string
    connection_id: string
    name: string
    source: string
    seller_id: string
    settings: unknown
  }>`
    update erp.sessions s set last_seen_at = ${now}
    from erp.connections c
    where ${which} and c.id = s.connection_id and c.active and s.last_seen_at > ${oldest}
    returning s.id, s.connection_id, c.name, c.source, c.seller_id, c.settings`.execute(db)
  const row = rows[0]
  if (!row) return null
  return {
    id: row.id,
    connection: {
      id: row.connection_id,
      name: row.name,
      source: row.source,
      sellerId: row.seller_id,
      settings: settingsOf(row.settings),
    },
  }
}
