import type pg from 'pg'
import type { Files } from '#kernel/files.ts'
import { demoCompany } from './demo-company.ts'
import type { DateText } from './demo-data.ts'
import { DemoIds } from './load/demo-ids.ts'
import { loadFiles } from './load/load-files.ts'
import { loadConnection } from './load/load-connection.ts'
import { loadFeedSource } from './load/load-feed-source.ts'
import { loadGoods } from './load/load-goods.ts'
import { loadOrders } from './load/load-orders.ts'
import { loadPeople } from './load/load-people.ts'
import { loadSearchWords } from './load/load-search-words.ts'
import { loadSubscriptions } from './load/load-subscriptions.ts'
import { loadPriceFiles } from './load/load-price-files.ts'
import { loadShipments } from './load/load-shipments.ts'
import { loadPrepayments } from './load/load-prepayments.ts'
import { loadPriceTerms } from './load/load-price-terms.ts'
import { loadTerms } from './load/load-terms.ts'
import { loadWaits } from './load/load-waits.ts'
import { whileUnindexed } from './load/while-unindexed.ts'
import { profiles } from './profile.ts'
import type { ProfileName } from './profile.ts'

export interface DemoLoad {
  /** There already: nothing was changed. Inhabited: the portal has goods or companies of its own and keeps them. */
  outcome: 'loaded' | 'there already' | 'inhabited'
  profile: string | null
  counts: { products: number; prices: number; orders: number; lines: number; files: number }
}

const MARK = 'demo.company'
const nothing = { products: 0, prices: 0, orders: 0, lines: 0, files: 0 }

/** Loads the demo company into an empty portal, all or nothing; a portal that is not empty stays as it is. */
export async function loadDemo(options: {
  pool: pg.Pool
  files: Files
  today: DateText
  profile: ProfileName
}): Promise<DemoLoad> {
  const client = await options.pool.connect()
  try {
    await client.query('begin')
    // two servers may start at once
    await client.query(`select pg_advisory_xact_lock(hashtext('${MARK}'))`)
    const there = await client.query<{ profile: string }>(
      `select value->>'profile' as profile from settings.settings where key = $1`,
      [MARK],
    )
    if (there.rows[0] || (await isInhabited(client))) {
      await client.query('rollback')
      return there.rows[0]
        ? { outcome: 'there already', profile: there.rows[0].profile, counts: nothing }
        : { outcome: 'inhabited', profile: null, counts: nothing }
    }
    const counts = await loadEverything(client, options)
    await client.query(`insert into settings.settings (key, value, updated_at) values ($1, $2, now())`, [
      MARK,
      JSON.stringify({ profile: options.profile, today: options.today }),
    ])
    await client.query('commit')
    // the planner must not meet these tables believing that they are empty
    await client.query('analyze')
    return { outcome: 'loaded', profile: options.profile, counts }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function isInhabited(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ inhabited: boolean }>(
    `select exists (select from catalog.products) or exists (select from organizations.companies) as inhabited`,
  )
  return rows[0]!.inhabited
}

/** Tables whose rows a profile multiplies. */
const bulky = [
  'catalog.products',
  'catalog.product_attributes',
  'catalog.product_categories',
  'catalog.packagings',
  'catalog.barcodes',
  'catalog.pictures',
  'catalog.product_documents',
  'catalog.analogs',
  'catalog.mappings',
  'pricing.prices',
  'inventory.stock',
  'orders.orders',
  'orders.lines',
  'orders.events',
] as const

async function loadEverything(
  client: pg.ClientBase,
  { files, today, profile }: { files: Files; today: DateText; profile: ProfileName },
): Promise<DemoLoad['counts']> {
  const demo = demoCompany(today, profiles[profile])
  const ids = new DemoIds(today)
  const now = `${today}T00:00:00Z`
  return whileUnindexed(client, bulky, async () => {
    await loadPeople(client, demo, ids, now)
    const { finish } = await loadFiles(client, demo, files, ids, now)
    const products = await loadGoods(client, demo, ids, now)
    const prices = await loadTerms(client, demo, ids, now)
    await loadSearchWords(client, demo, ids, now)
    await loadPriceTerms(client, ids, today, now)
    await loadSubscriptions(client, demo, ids, now)
    await loadPriceFiles(client, ids, now)
    const connection = await loadConnection(client, demo, ids, now)
    await loadFeedSource(client, ids, now)
    const { orders, lines } = await loadOrders(client, demo, ids, connection, now)
    await loadWaits(client, today, ids)
    await loadPrepayments(client, ids)
    await loadShipments(client, ids, now)
    return { products, prices, orders, lines, files: await finish() }
  })
}
