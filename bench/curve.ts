import { startPortal } from '../e2e/portal.ts'
import { profiles, type ProfileName } from '../server/src/demo/profile.ts'
import { fillCart, findBuyers } from './buyers.ts'
import { openProfile } from './databases.ts'
import { load } from './load.ts'
import { throwAway } from './ordering.ts'
import { postmasterOf, processorSeconds } from './processes.ts'
import { table } from './results.ts'
import { scenarios, type Desk } from './scenarios.ts'

/** What a request costs at one connection. */
interface Cost {
  /** of the server's processes and PostgreSQL's together, milliseconds of processor time */
  processor: number
  p50: number
}

/** The cost of a request at each size: processor time, which other work on the machine hardly changes, and the median. */
export async function measureCurve(
  names: readonly ProfileName[],
  env: Record<string, string>,
  seconds: number,
): Promise<string> {
  const costs: Cost[][] = []
  for (const name of names) costs.push(await costsAt(name, env, seconds))
  const cell = ({ processor, p50 }: Cost) => `${processor.toFixed(1)} (${p50.toFixed(1)})`
  const rows = scenarios.map(({ name }, index) => [name, ...costs.map((each) => cell(each[index]!))])
  const heads = names.map((name) => `${name}: ${profiles[name].products.toLocaleString('en')} products`)
  return `Processor milliseconds of a request (server and PostgreSQL together), and its median at one connection.\n\n${table(['request', ...heads], rows)}`
}

async function costsAt(name: ProfileName, env: Record<string, string>, seconds: number): Promise<Cost[]> {
  const database = await openProfile(name)
  const portal = await startPortal({ databaseUrl: database.url, env })
  try {
    const postmaster = await postmasterOf(database.url)
    const goods = name === 'S' ? 500 : 2000
    const desks: Desk[] = []
    for (const buyer of await findBuyers(portal.url, database.url, { buyers: 2, goods }))
      desks.push({
        buyer,
        cart: await fillCart(buyer, 500),
        bigCart: await fillCart(buyer, goods, 'big cart'),
      })
    const spent = () => processorSeconds(portal.pid) + processorSeconds(postmaster)
    const costs: Cost[] = []
    for (const scenario of scenarios) {
      const people = desks.map((desk) => ({ cookie: desk.buyer.cookie, asks: scenario.asksOf(desk) }))
      // what is kept from request to request stands as on any day
      await load(portal.url, people, { connections: 1, seconds: 2 })
      const before = spent()
      const { perSecond, p50 } = await load(portal.url, people, { connections: 1, seconds })
      costs.push({ processor: ((spent() - before) * 1000) / (perSecond * seconds), p50 })
    }
    for (const { buyer, cart, bigCart } of desks) {
      await throwAway(buyer, cart)
      await throwAway(buyer, bigCart)
    }
    return costs
  } finally {
    await portal.stop()
    await database.end()
  }
}
