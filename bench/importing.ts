import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { demoConnection } from '../server/src/demo/load/load-connection.ts'
import { demoPassword } from '../server/src/demo/people/users.ts'
import { OneCClient } from '../server/src/exchange/erp/one-c-client.ts'
import type { Portal } from '../e2e/portal.ts'
import { childrenOf, residentMb } from './processes.ts'

/** What an import brings: a row of each of these is a row of the figures. */
const tables = [
  'catalog.products',
  'catalog.product_attributes',
  'pricing.prices',
  'inventory.stock',
] as const

export interface ImportFigures {
  products: number
  rows: number
  seconds: number
  /** the same rows by COPY into tables without indexes */
  copySeconds: number
  /** highest resident memory while importing, MB: of the process that answers, and of the one that works jobs */
  serverMb: number
  jobsMb: number
}

/** 1C sends an export of 35,000 products to a portal over its own protocol. */
export async function measureImport(portal: Portal, databaseUrl: string): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'artikul-bench-'))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const script = fileURLToPath(new URL('commerceml-file.ts', import.meta.url))
    await promisify(execFile)(process.execPath, [script, '--out', folder])
    const before = await counts(client)
    let serverMb = 0
    let jobsMb = 0
    const watch = setInterval(() => {
      serverMb = Math.max(serverMb, residentMb(portal.pid))
      jobsMb = Math.max(jobsMb, ...childrenOf(portal.pid).map((pid) => residentMb(pid)))
    }, 200)
    const started = performance.now()
    const oneC = new OneCClient({
      url: `${portal.url}/exchange/1c`,
      user: demoConnection.login,
      password: demoPassword,
    })
    await oneC.sendCatalogue(folder)
    const seconds = (performance.now() - started) / 1000
    clearInterval(watch)
    const after = await counts(client)
    const added = tables.map((table) => after[table] - before[table])
    return {
      products: added[0]!,
      rows: added.reduce((sum, count) => sum + count),
      seconds,
      copySeconds: await timeCopy(client, added),
      serverMb,
      jobsMb,
    }
  } finally {
    await client.end()
    await rm(folder, { recursive: true, force: true })
  }
}

async function counts(client: pg.Client): Promise<Record<(typeof tables)[number], number>> {
  const counted: [string, number][] = []
  for (const table of tables) {
    const { rows } = await client.query<{ count: number }>(`select count(*)::int from ${table}`)
    counted.push([table, rows[0]!.count])
  }
  return Object.fromEntries(counted) as Record<(typeof tables)[number], number>
}

/** As many rows of each table as were imported, from memory into a bare copy of the table. Seconds. */
async function timeCopy(client: pg.Client, added: readonly number[]): Promise<number> {
  let seconds = 0
  for (const [index, table] of tables.entries()) {
    const columns = await plainColumns(client, table)
    const rows = await buffer(
      client.query(copyTo(`copy (select ${columns} from ${table} limit ${added[index]}) to stdout`)),
    )
    await client.query(`create temp table bare as select ${columns} from ${table} limit 0`)
    const started = performance.now()
    await pipeline(Readable.from([rows]), client.query(copyFrom(`copy bare from stdin`)))
    seconds += (performance.now() - started) / 1000
    await client.query('drop table bare')
  }
  return seconds
}

async function plainColumns(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  return rows.map((row) => `"${row.name}"`).join(', ')
}
