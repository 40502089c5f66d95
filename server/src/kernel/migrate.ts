import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import pg from 'pg'
import { Refusal } from './refusal.ts'
import { prepareJobs } from './worker.ts'

const shippedMigrations = fileURLToPath(new URL('../../migrations', import.meta.url))

export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** The migrations of a folder in the order of their names; line endings do not count for the checksum. */
export function readMigrations(folder = shippedMigrations): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the database to the newest schema, graphile-worker's included, and returns the names of what was applied.
 * Forward only, each file in a transaction of its own; several processes may call it at once. Throws a Refusal when
 * the server is too old, when an applied file was changed, or when a file fails (nothing of that file remains).
 */
export async function migrate(url: string, migrations = readMigrations()): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'artikul migrate' })
  // a connection that dies shows itself at its next query; without these the process would end
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock(4170115)')
      await checkServer(client)
      const pending = await pendingMigrations(client, migrations)
      for (const migration of pending) await apply(client, migration)
      await prepareJobs(pool)
      return pending.map(({ name }) => name)
    } finally {
      // with its session the lock goes
      client.release(true)
    }
  } finally {
    await pool.end()
  }
}

async function checkServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       current_setting('server_encoding') as encoding`,
  )
  const { version, number, encoding } = rows[0]
  if (number < 150_000) throw new Refusal(`PostgreSQL 15 or newer is needed; this one is ${version}.`)
  if (encoding !== 'UTF8')
    throw new Refusal(`The database's encoding must be UTF8; this one's is ${encoding}.`)
}

async function pendingMigrations(client: pg.PoolClient, migrations: Migration[]): Promise<Migration[]> {
  await client.query(`create table if not exists public.migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.migrations order by name',
  )
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of rows) {
    const shipped = known.get(name)
    if (!shipped)
      throw new Refusal(
        `The database has the migration ${name}, which this Artikul does not know: a newer version wrote it. Start that version.`,
      )
    if (shipped.checksum !== checksum)
      throw new Refusal(
        `The migration ${name} was changed after it had been applied. Put it back as it was and write a new migration.`,
      )
    known.delete(name)
  }
  return [...known.values()]
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into public.migrations (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    if (!(error instanceof pg.DatabaseError)) throw error
    const line = error.position ? sql.slice(0, Number(error.position)).split('\n').length : 1
    throw new Refusal(`The migration ${name} failed at line ${line}: ${error.message}`, { cause: error })
  }
}
