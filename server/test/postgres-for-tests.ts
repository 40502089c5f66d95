import { createHash, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate, readMigrations } from '#kernel/migrate.ts'
import { EmbeddedPostgres } from '#kernel/postgres/embedded.ts'

/** What a test needs in order to make its own database. */
export interface TestPostgres {
  /** may create databases */
  adminUrl: string
  /** migrated, never written to */
  template: string
}

const home = fileURLToPath(new URL('../../node_modules/.cache/artikul-test-postgres', import.meta.url))

/** A PostgreSQL for this run: TEST_DATABASE_URL, or an embedded one that later and parallel runs share. */
export async function startPostgresForTests(): Promise<TestPostgres & { stop(): Promise<void> }> {
  const external = process.env['TEST_DATABASE_URL']
  if (external) return { ...(await withTemplate(external)), stop: async () => undefined }
  const embedded = await EmbeddedPostgres.start({
    home,
    purpose: 'test',
    say: (line) => process.stderr.write(`test database: ${line}\n`),
    onLost: (error) => {
      throw error
    },
  })
  return { ...(await withTemplate(embedded.url('postgres'))), stop: () => embedded.stop() }
}

/** A migrated database of one's own; `drop` also ends connections that were left open. */
export async function cloneTemplate(from: TestPostgres): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `artikul_test_${Date.now()}_${randomBytes(4).toString('hex')}`
  const statement = (text: string) => asAdmin(from.adminUrl, (admin) => admin.query(text))
  await statement(`create database ${name} template ${from.template}`)
  return {
    url: databaseUrl(from.adminUrl, name),
    drop: async () => void (await statement(`drop database ${name} with (force)`)),
  }
}

/** One template per content of the migrations; it is made once and stands until the migrations change. */
async function withTemplate(adminUrl: string): Promise<TestPostgres> {
  const migrations = readMigrations()
  const hash = createHash('sha256')
  for (const { checksum } of migrations) hash.update(checksum)
  const template = `artikul_template_${hash.digest('hex').slice(0, 12)}`
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(4170116)')
    await dropLeftovers(admin)
    const made = await admin.query('select from pg_database where datname = $1 and datistemplate', [template])
    if (made.rowCount === 0) {
      // one that is no template yet was left by a run that died while migrating it
      await admin.query(`drop database if exists ${template}`)
      await admin.query(
        `create database ${template} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
      )
      await migrate(databaseUrl(adminUrl, template), migrations)
      await admin.query(`alter database ${template} is_template true allow_connections false`)
    }
    await admin.query(`comment on database ${template} is 'used at ${Date.now()}'`)
  })
  return { adminUrl, template }
}

/** Databases of runs that were killed, and templates of migrations that nobody has run for a day. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; template: boolean }>(
    `select datname as name, datistemplate as template from pg_database d
     where (datname ~ '^artikul_test_[0-9]+_' and split_part(datname, '_', 3)::bigint < $1
         or datname ~ '^artikul_template_' and substring(shobj_description(oid, 'pg_database') from '[0-9]+')::bigint < $2)
       and not exists (select from pg_stat_activity a where a.datname = d.datname)`,
    [Date.now() - 3_600_000, Date.now() - 86_400_000],
  )
  for (const { name, template } of rows) {
    if (template) await admin.query(`alter database ${name} is_template false`)
    await admin.query(`drop database if exists ${name}`)
  }
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** The same server, another database. */
function databaseUrl(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
