import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '../database.ts'
import { preparingPool } from './prepared-statements.ts'

/** For reads. A writer takes `Tx`. */
export type Db = Kysely<DB>

/** An open transaction. The compiler refuses a plain `Db` where this is asked. */
export type Tx = Transaction<DB>

// numeric and int8 stay text, dates stay calendar dates; timestamptz becomes a Date
const text = (value: string) => value
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.NUMERIC, text)
types.setTypeParser(pg.types.builtins.INT8, text)
types.setTypeParser(pg.types.builtins.DATE, text)

export interface Database {
  db: Db
  pool: pg.Pool
  url: string
  close(): Promise<void>
}

/** Opens a pool; `onIdleError` hears of connections that die between queries (without it the process would end). */
export function openDatabase(
  url: string,
  options: { max: number; onIdleError: (error: Error) => void },
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    types,
    application_name: 'artikul',
    // a connection's prepared statements end with it
    maxLifetimeSeconds: 3600,
  })
  pool.on('error', options.onIdleError)
  pool.on('connect', (client) => client.on('error', options.onIdleError))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) })
  // Kysely ends the pool only if it has asked something itself
  const close = async () => {
    await db.destroy()
    if (!pool.ending) await pool.end()
  }
  return { db, pool, url, close }
}

/** Deadlocks that a transaction outlives; locks are taken in one order, so this is a net, not a way of working. */
const attempts = 3

/**
 * What must be true together. `work` runs again from its beginning when PostgreSQL ended it to break a deadlock, so it
 * does nothing outside the transaction that must not happen twice.
 */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt === attempts || (error as { code?: unknown }).code !== '40P01') throw error
    }
  }
}
