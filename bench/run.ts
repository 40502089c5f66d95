// npm run bench -- --profile L: a portal of its own over a company of this size, measured; writes bench/RESULTS.md.
// --part requests or background measures that half, --part prices every price row of the company imported twice, --only <words> the scenarios whose names hold them; --curve S,M,L,XL the cost of a request at each size.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startPortal, type Portal } from '../e2e/portal.ts'
import { profiles, type ProfileName } from '../server/src/demo/profile.ts'
import { fillCart, findBuyers } from './buyers.ts'
import { measureCurve } from './curve.ts'
import { openProfile, type ProfileDatabase } from './databases.ts'
import { sendDelta, sendEveryPriceTwice } from './exchanging.ts'
import { startFloors, type Floors } from './floor-process.ts'
import { measureImport } from './importing.ts'
import { load, openLoad, type Asker, type Figures } from './load.ts'
import { timeOrders, throwAway } from './ordering.ts'
import { residentMb } from './processes.ts'
import {
  backgroundTable,
  importTable,
  measuredOn,
  ordersTable,
  scenarioTable,
  table,
  writePart,
  type ScenarioResult,
} from './results.ts'
import { browsing, scenarios, type Desk, type Scenario } from './scenarios.ts'
import { timeUpload } from './uploading.ts'

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'M' },
    seconds: { type: 'string', default: '6' },
    connections: { type: 'string', default: '1,4,10' },
    only: { type: 'string', default: '' },
    curve: { type: 'string' },
    /** requests, background: only that half; prices: what takes ten minutes, and is in neither */
    part: { type: 'string', default: 'all' },
    /** false = only on the terminal */
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const seconds = Number(values.seconds)
const connections = values.connections.split(',').map(Number)
const env = { DEMO: '0', LOG_LEVEL: 'warn' }

if (values.curve) {
  const names = values.curve.split(',').map(profileNamed)
  const text = `${await measureCurve(names, env, seconds)}\n\n${measuredOn(seconds)}`
  console.log(text)
  if (values.write) writePart('Curve', text)
} else await measureProfile(profileNamed(values.profile))

async function measureProfile(profile: ProfileName): Promise<void> {
  const database = await openProfile(profile)
  let portal: Portal | undefined
  try {
    portal = await startPortal({ databaseUrl: database.url, env })
    const parts: string[] = []
    const halves = values.part === 'all' ? ['requests', 'background'] : [values.part]
    if (halves.includes('prices')) parts.push(await measureEveryPrice(portal, database))
    if (halves.includes('requests')) parts.push(await measureRequests(portal, database))
    if (!values.only && halves.includes('background')) {
      parts.push(await measureBackground(portal, database, profile))
      await portal.stop()
      if (profile === 'M') parts.push(await measureImportIntoCopy(database))
    }
    const text = [sizeOf(profile), ...parts, measuredOn(seconds)].join('\n\n')
    console.log(text)
    if (values.write && !values.only && values.part === 'all') writePart(`Profile ${profile}`, text)
  } finally {
    await portal?.stop()
    await database.end()
  }
}

/** Every scenario at each number of connections, each beside its floor; then orders. */
async function measureRequests(portal: Portal, database: ProfileDatabase): Promise<string> {
  const desks = await desksOf(portal, database)
  const floors = await startFloors(database.url, desks[0]!)
  const chosen = scenarios.filter(({ name }) => name.includes(values.only))
  const parts: string[] = []
  try {
    const before = residentMb(portal.pid)
    const results: ScenarioResult[] = []
    const beside = new Map<string, Promise<readonly Figures[]>>()
    const floorOf = (name: string) => {
      if (!beside.has(name)) beside.set(name, floorFigures(floors, name))
      return beside.get(name)!
    }
    for (const scenario of chosen) {
      const floor = { name: scenario.floor, figures: await floorOf(scenario.floor) }
      results.push({ ...scenario, figures: await at(portal.url, askers(desks, scenario)), floor })
      console.log(scenarioTable(results.slice(-1), connections))
    }
    parts.push(scenarioTable(results, connections), await floorTable(floors, floorOf))
    parts.push(
      `The server's process held ${before} MB before and ${residentMb(portal.pid)} MB after all that (at most ${residentMb(portal.pid, 'VmHWM')} MB).`,
    )
  } finally {
    floors.end()
    await Promise.all(
      desks.flatMap(({ buyer, cart, bigCart }) => [throwAway(buyer, cart), throwAway(buyer, bigCart)]),
    )
  }
  if (!values.only) {
    const orders = [
      { lineCount: 100, ...(await timeOrders(desks[0]!.buyer, 100, 20)) },
      { lineCount: 500, ...(await timeOrders(desks[1]!.buyer, 500, 20)) },
    ]
    parts.push(ordersTable(orders))
  }
  return parts.join('\n\n')
}

async function desksOf({ url }: Portal, database: ProfileDatabase): Promise<Desk[]> {
  const most = Math.max(...connections)
  const buyers = await findBuyers(url, database.url, { buyers: most, goods: goodsInBigCart(database) })
  const desks: Desk[] = []
  for (const buyer of buyers)
    desks.push({
      buyer,
      cart: await fillCart(buyer, 500),
      bigCart: await fillCart(buyer, goodsInBigCart(database), 'big cart'),
    })
  return desks
}

/** The small company has no 2,000 goods in stock for everybody. */
function goodsInBigCart({ dataDir }: ProfileDatabase): number {
  return dataDir.endsWith('-S') ? 500 : 2000
}

function askers(desks: readonly Desk[], scenario: Pick<Scenario, 'asksOf'>): Asker[] {
  return desks.map((desk) => ({ cookie: desk.buyer.cookie, asks: scenario.asksOf(desk) }))
}

/** A floor that answers wrong is quick, and nothing to stand on. */
async function floorFigures(floors: Floors, name: string): Promise<Figures[]> {
  const figures = await at(floors.url, [{ asks: floors.asks[name]! }])
  if (figures.some(({ wrong }) => wrong > 0)) throw new Error(`the floor ${name} answers wrong`)
  return figures
}

async function floorTable(
  floors: Floors,
  floorOf: (name: string) => Promise<readonly Figures[]>,
): Promise<string> {
  const rows: ScenarioResult[] = []
  for (const name of Object.keys(floors.asks))
    if (name === 'constant' || !values.only)
      rows.push({ name: `floor: ${name}`, aim: null, floor: null, figures: await floorOf(name) })
  return scenarioTable(rows, connections)
}

/** A list uploaded, deltas of 1C, and what pages cost while an import runs. */
async function measureBackground(
  portal: Portal,
  database: ProfileDatabase,
  profile: ProfileName,
): Promise<string> {
  const buyers = await findBuyers(portal.url, database.url, { buyers: 10, goods: 100 })
  const count = Math.min(50_000, Math.floor(profiles[profile].products / 2))
  const upload = await timeUpload(portal.url, database.url, buyers[0]!, 10_000)
  const prices = await sendDelta(portal, database.url, 'prices', count)
  const rests = await sendDelta(portal, database.url, 'rests', count)
  const told = `${upload.found} found; progress told: ${upload.progress.join(', ')} %`
  const works = backgroundTable([
    { name: 'list of articles uploaded and resolved', ...upload, aim: 3, note: told },
    { name: 'changed prices from 1C', ...prices, aim: 15, note: '' },
    { name: 'changed stock from 1C', ...rests, aim: 15, note: '' },
  ])
  const people: Asker[] = buyers.map((buyer) => ({ cookie: buyer.cookie, asks: browsing({ buyer }) }))
  const pace = { perSecond: 20, seconds: 20 }
  const quiet = await openLoad(portal.url, people, pace)
  const pages = { asked: true }
  const importing = (async () => {
    let files = 0
    while (pages.asked) {
      await sendDelta(portal, database.url, files % 2 ? 'rests' : 'prices', count)
      files += 1
    }
    return files
  })()
  const loaded = await openLoad(portal.url, people, pace)
  pages.asked = false
  const files = await importing
  const row = (name: string, { p50, p95, wrong }: Figures) => [name, p50.toFixed(1), p95.toFixed(1), wrong]
  const mixed = table(
    ['20 pages a second (catalogue with facets, search, card)', 'p50, ms', 'p95, ms', 'wrong'],
    [row('nothing else', quiet), row(`while ${files} deltas of ${count} rows were imported`, loaded)],
  )
  return `${works}\n\n${mixed}\n\nUnder the import the p95 is ${(loaded.p95 / quiet.p95).toFixed(1)} times as long (the aim is 2).`
}

async function measureEveryPrice(portal: Portal, database: ProfileDatabase): Promise<string> {
  const { rows, seconds, files } = await sendEveryPriceTwice(portal, database.url)
  const aim = (rows / 10_000_000) * 600
  const note = `${files} files; the aim is 10 minutes for 10,000,000`
  return backgroundTable([{ name: 'every price row, changed and back, from 1C', rows, seconds, aim, note }])
}

/** Into a copy of the database, so that the next run finds the company as it was. */
async function measureImportIntoCopy({ url }: ProfileDatabase): Promise<string> {
  const other = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const admin = new pg.Client({ connectionString: other('postgres') })
  await admin.connect()
  await admin.query(`create database bench_import template ${new URL(url).pathname.slice(1)}`)
  const portal = await startPortal({ databaseUrl: other('bench_import'), env })
  try {
    return importTable(await measureImport(portal, other('bench_import')))
  } finally {
    await portal.stop()
    await admin.query('drop database if exists bench_import with (force)')
    await admin.end()
  }
}

async function at(url: string, people: readonly Asker[]): Promise<Figures[]> {
  const figures: Figures[] = []
  for (const count of connections) figures.push(await load(url, people, { connections: count, seconds }))
  return figures
}

function sizeOf(profile: ProfileName): string {
  const told = Object.entries(profiles[profile]).map(
    ([what, count]) =>
      `${count.toLocaleString('en')} ${what.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
  )
  return `${told.join(', ')}. Times are milliseconds of a closed loop in which each connection is a buyer of another contract; server, PostgreSQL and load share the machine.`
}

function profileNamed(name: string): ProfileName {
  if (name in profiles) return name as ProfileName
  throw new Error(`There is no profile ${name}; choose one of ${Object.keys(profiles).join(', ')}.`)
}
