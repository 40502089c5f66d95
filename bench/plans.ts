// npm run bench:plans -- --profile L: keeps in bench/plans/ how PostgreSQL works the ten hottest queries of the bench.
// They are what the portal really sends, explained by PostgreSQL itself (auto_explain) while it answers; not copies.
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startPortal } from '../e2e/portal.ts'
import { profiles, type ProfileName } from '../server/src/demo/profile.ts'
import { fillCart, findBuyers } from './buyers.ts'
import { openProfile } from './databases.ts'
import type { Ask } from './load.ts'
import { throwAway } from './ordering.ts'
import { hottest, readExplained, type Explained } from './explained.ts'
import { scenarios, type Desk } from './scenarios.ts'

const { values } = parseArgs({ options: { profile: { type: 'string', default: 'L' } } })
const profile = values.profile as ProfileName
if (!(profile in profiles)) throw new Error(`There is no profile ${profile}.`)
const kept = 10
const rounds = 20

const database = await openProfile(profile)
try {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_parameter_max_length': '200',
  }
  const url = new URL(database.url)
  url.searchParams.set(
    'options',
    Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  )
  const portal = await startPortal({ databaseUrl: url.href, env: { DEMO: '0', LOG_LEVEL: 'warn' } })
  try {
    const [buyer] = await findBuyers(portal.url, database.url, { buyers: 1, goods: 2000 })
    const desk = { buyer: buyer!, cart: await fillCart(buyer!, 500), bigCart: await fillCart(buyer!, 2000) }
    const log = join(database.dataDir, 'postgres/postgres.log')
    const explained: Explained[] = []
    for (const scenario of scenarios) {
      await askAll(portal.url, desk, scenario.asksOf(desk))
      const from = statSync(log).size
      await askAll(portal.url, desk, scenario.asksOf(desk))
      explained.push(...readExplained(textFrom(log, from), scenario.name))
    }
    await throwAway(desk.buyer, desk.cart)
    await throwAway(desk.buyer, desk.bigCart)
    keep(explained)
  } finally {
    await portal.stop()
  }
} finally {
  await database.end()
}

async function askAll(url: string, { buyer }: Desk, asks: readonly Ask[]): Promise<void> {
  for (const { method = 'GET', path, body } of asks.slice(0, rounds)) {
    const response = await fetch(url + path, {
      method,
      headers: { cookie: buyer.cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`)
    await response.arrayBuffer()
  }
}

function textFrom(file: string, from: number): string {
  const bytes = Buffer.alloc(statSync(file).size - from)
  const fd = openSync(file, 'r')
  readSync(fd, bytes, 0, bytes.length, from)
  closeSync(fd)
  return bytes.toString()
}

function keep(explained: readonly Explained[]): void {
  const folder = fileURLToPath(new URL('plans', import.meta.url))
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  for (const [index, { name, text }] of hottest(explained, kept).entries())
    writeFileSync(join(folder, `${String(index + 1).padStart(2, '0')}-${name}.txt`), text)
  console.log(`The plans of the ${kept} hottest queries lie in bench/plans.`)
}
