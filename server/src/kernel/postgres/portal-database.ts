import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { Refusal } from '../refusal.ts'
import { EmbeddedPostgres } from './embedded.ts'

/** Where the portal's tables are: DATABASE_URL, or the bundled PostgreSQL started under DATA_DIR/postgres. */
export interface PortalDatabase {
  url: string
  /** undefined = somebody else runs it */
  embedded: EmbeddedPostgres | undefined
}

/** Finds or starts the database of this configuration; its tables may still be missing. Throws a Refusal. */
export async function portalDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>,
  listener: { say(line: string): void; onLost(error: unknown): void },
): Promise<PortalDatabase> {
  if (config.DATABASE_URL) {
    await refuseUnreachable(config.DATABASE_URL)
    return { url: config.DATABASE_URL, embedded: undefined }
  }
  const embedded = await EmbeddedPostgres.start({
    home: join(config.DATA_DIR, 'postgres'),
    purpose: 'serve',
    ...listener,
  })
  await makeDatabase(embedded.url('postgres'), 'artikul')
  return { url: embedded.url('artikul'), embedded }
}

async function refuseUnreachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
  } catch (cause) {
    const reasons = cause instanceof AggregateError ? cause.errors : [cause]
    const words = reasons.map((reason) => (reason instanceof Error ? reason.message : String(reason)))
    throw new Refusal(`The database of DATABASE_URL cannot be used: ${words.join('; ')}.`, { cause })
  }
}

async function makeDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await admin.query(`create database ${name}`)
  } finally {
    await admin.end()
  }
}
