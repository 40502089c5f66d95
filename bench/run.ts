// npm run bench -- --profile M: a portal of its own over a demo company of this size, measured; writes bench/RESULTS.md.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { getCatalogue } from '@portal/api/offer.ts'
import { startPortal, type Portal } from '../e2e/portal.ts'
import { loadDemoInto } from '../scripts/load-demo-into.ts'
import { profiles, type ProfileName } from '../server/src/demo/profile.ts'
import { loadConfig } from '../server/src/kernel/config.ts'
import { migrate } from '../server/src/kernel/migrate.ts'
import { portalDatabase } from '../server/src/kernel/postgres/portal-database.ts'
import pg from 'pg'
import { fillCart, findBuyers, type Buyer } from './buyers.ts'
import { measureImport } from './importing.ts'
import { load, type Figures } from './load.ts'
import { residentMb } from './memory.ts'
import { throwAway, timeOrders } from './ordering.ts'
import { scenarios } from './scenarios.ts'
import { importTable, ordersTable, scenarioTable, writeResults, type ScenarioResult } from './results.ts'

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'M' },
    seconds: { type: 'string', default: '8' },
    connections: { type: 'string', default: '1,4,10' },
    only: { type: 'string', default: '' },
    /** false = only on the terminal */
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const profile = values.profile as ProfileName
if (!(profile in profiles)) throw new Error(`There is no profile ${profile}.`)
const seconds = Number(values.seconds)
const connections = values.connections.split(',').map(Number)

const dataDir = fileURLToPath(new URL(`../data/bench-${profile}`, import.meta.url))
mkdirSync(dataDir, { recursive: true })
const config = loadConfig({ ...process.env, DATABASE_URL: undefined, DATA_DIR: dataDir })
const { url: databaseUrl, embedded } = await portalDatabase(config, {
  say: (line) => console.log(line),
  onLost: (error) => {
    throw error
  },
})
let portal: Portal | undefined
try {
  await migrate(databaseUrl)
  console.log(`Demo company ${profile}: ${(await loadDemoInto(databaseUrl, config, profile)).outcome}`)
  portal = await startPortal({ databaseUrl, env: { DEMO: '0', LOG_LEVEL: 'warn' } })
  const requests = await measure(portal)
  await portal.stop()
  const text = values.only ? requests : `${requests}\n\n${await measureImportIntoCopy()}`
  console.log(text)
  if (values.write && !values.only) writeResults(profile, seconds, text)
} finally {
  await portal?.stop()
  await embedded?.stop()
}

async function measure({ url, pid }: Portal): Promise<string> {
  const buyers = await findBuyers(url, databaseUrl, { buyers: Math.max(...connections), goods: 500 })
  const chosen = scenarios.filter(({ name }) => name.includes(values.only))
  const floors = await measureFloors(buyers[0]!)
  const carts = await Promise.all(buyers.map((buyer) => fillCart(buyer, 500)))
  const results: ScenarioResult[] = [...floors]
  for (const { name, asksOf } of chosen) {
    const askers = buyers.map((buyer, index) => ({
      cookie: buyer.cookie,
      asks: asksOf(buyer, carts[index]!),
    }))
    results.push({ name, figures: await at(url, askers) })
    console.log(scenarioTable(results.slice(-1), connections, floors[1]!))
  }
  await Promise.all(buyers.map((buyer, index) => throwAway(buyer, carts[index]!)))
  const orders = [
    { lineCount: 100, ...(await timeOrders(buyers[0]!, 100, 20)) },
    { lineCount: 500, ...(await timeOrders(buyers[1]!, 500, 20)) },
  ]
  const memory = `The server's process held ${residentMb(pid)} MB at the end (at most ${residentMb(pid, 'VmHWM')} MB).`
  return [scenarioTable(results, connections, floors[1]!), ordersTable(orders), memory].join('\n\n')
}

/** Into a copy of the database, so that the next run finds the company as it was. */
async function measureImportIntoCopy(): Promise<string> {
  const { pathname } = new URL(databaseUrl)
  const admin = new pg.Client({ connectionString: adminUrl('postgres') })
  await admin.connect()
  await admin.query(`create database bench_import template ${pathname.slice(1)}`)
  try {
    portal = await startPortal({
      databaseUrl: adminUrl('bench_import'),
      env: { DEMO: '0', LOG_LEVEL: 'warn' },
    })
    const figures = await measureImport(portal, adminUrl('bench_import'))
    await portal.stop()
    return importTable(figures)
  } finally {
    await admin.query('drop database if exists bench_import with (force)')
    await admin.end()
  }
}

function adminUrl(database: string): string {
  const url = new URL(databaseUrl)
  url.pathname = `/${database}`
  return url.href
}

/** The two floors: the same process model with nothing to do, and with one prepared query. */
async function measureFloors(buyer: Buyer): Promise<ScenarioResult[]> {
  const page = await buyer.call(getCatalogue, { query: { page: '2' } } as never)
  const bytes = String(JSON.stringify(page).length)
  const floor = fork(fileURLToPath(new URL('floors.ts', import.meta.url)), [databaseUrl, bytes])
  try {
    const [url] = (await once(floor, 'message')) as [string]
    const ask = (path: string) => at(url, [{ asks: [{ path }] }])
    return [
      {
        name: `floor: Fastify, constant JSON of ${Math.round(Number(bytes) / 1024)} kB`,
        figures: await ask('/constant'),
      },
      { name: 'floor: Fastify, one prepared SQL of 50 rows with a price', figures: await ask('/one-sql') },
    ]
  } finally {
    floor.kill()
  }
}

async function at(url: string, askers: Parameters<typeof load>[1]): Promise<Figures[]> {
  const figures: Figures[] = []
  for (const count of connections) figures.push(await load(url, askers, { connections: count, seconds }))
  return figures
}
