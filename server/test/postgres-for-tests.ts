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
  const checksum = migrations.map((migration) => migration.checksum).join()
  const template = templateName('schema', checksum)
  await asAdmin(adminUrl, dropLeftovers)
  await makeTemplate(adminUrl, template, 'template0', async (url) => void (await migrate(url, migrations)))
  return { adminUrl, template }
}

/** The template's name says what it was made from: `artikul_template_schema_1f3a…`. */
export function templateName(kind: string, madeFrom: string): string {
  return `artikul_template_${kind}_${createHash('sha256').update(madeFrom).digest('hex').slice(0, 12)}`
}

/** Makes a template unless it stands already; processes that want it at once wait for the first. */
export async function makeTemplate(
  adminUrl: string,
  template: string,
  from: string,
  fill: (url: string) => Promise<void>,
): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [template])
    const made = await admin.query('select from pg_database where datname = $1 and datistemplate', [template])
    if (made.rowCount === 0) {
      // one that is no template yet was left by a run that died while filling it
      await admin.query(`drop database if exists ${template} with (force)`)
      const locale = from === 'template0' ? `encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'` : ''
      await admin.query(`create database ${template} template ${from} ${locale}`)
      await fill(databaseUrl(adminUrl, template))
      await admin.query(`alter database ${template} is_template true allow_connections false`)
    }
    await admin.query(`comment on database ${template} is 'used at ${Date.now()}'`)
  })
}

/** Databases of runs that were killed, and templates of migrations that nobody has run for a day. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  await admin.query('select pg_advisory_lock(4170116)')
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

/** Forgets a template, so that the next `makeTemplate` makes it anew. */
export async function dropTemplate(adminUrl: string, template: string): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) return
    await admin.query(`alter database ${template} is_template false`)
    await admin.query(`drop database ${template}`)
  })
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
