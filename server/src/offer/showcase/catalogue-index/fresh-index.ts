import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { CatalogueIndex } from './catalogue-index.ts'
import { loadDictionary } from './dictionary.ts'
import { allRecords, countActive, numbersInOrder, recordsOf, sorts } from './product-records.ts'
import { loadStock, reloadStock, StockMarks } from './stock-marks.ts'

/** The index and what stands beside it, as of one moment. */
export interface Catalogue {
  index: CatalogueIndex
  stock: StockMarks
}

/** So many changed products a request waits for; after more of them it is answered from what is known already. */
const waitedFor = 300
/** So many changed products are read one by one; for more of them the index is built anew. */
const mostChanged = 20_000
/** A dictionary of so many entries is read again while a request waits. */
const smallDictionary = 5_000
/** The logs of changes are kept for a day (goods/catalog/trim-changes.ts); an older index cannot catch up. */
const oldestMs = 12 * 3600_000

interface Changes {
  snapshot: string
  products: string[]
  stock: string[]
  dictionary: boolean
}

/**
 * Keeps a process's index as fresh as the database: every use looks into the logs of changes first. A few changes are
 * taken in at once, so that whoever has changed something finds it; many are taken in behind the back of the requests.
 */
export class FreshIndex {
  private readonly db: Db
  private catalogue: Catalogue | null = null
  private snapshot = ''
  private checkedAt = 0
  private work: Promise<void> | null = null
  private inBackground = false
  private restUntil = 0

  constructor(db: Db) {
    this.db = db
  }

  async read(): Promise<Catalogue> {
    if (this.catalogue === null) await this.alone(() => this.build())
    else if (!this.inBackground) await this.refresh()
    return this.catalogue!
  }

  private async refresh(): Promise<void> {
    if (performance.now() - this.checkedAt > oldestMs) return this.alone(() => this.build())
    const changes = await this.changesSince(this.snapshot, waitedFor + 1)
    this.checkedAt = performance.now()
    const count = changes.products.length + changes.stock.length
    if (count === 0 && !changes.dictionary) return
    const { index } = this.catalogue!
    const waits =
      count <= waitedFor &&
      (!changes.dictionary || index.dictionary.values.size <= smallDictionary) &&
      index.hasRoomFor(changes.products.length)
    if (waits) return this.alone(() => this.takeIn())
    if (this.inBackground || performance.now() < this.restUntil) return
    this.inBackground = true
    const since = performance.now()
    this.alone(() => this.takeIn())
      // the next request builds anew, and fails with what is wrong if it still is
      .catch(() => (this.catalogue = null))
      .finally(() => {
        this.inBackground = false
        // while an import goes on, the requests of this process come first
        this.restUntil = performance.now() + 2 * (performance.now() - since)
      })
  }

  /** One after another: two that take in changes would mix up the documents. */
  private async alone(work: () => Promise<void>): Promise<void> {
    const mine = (this.work ?? Promise.resolve()).then(work)
    // whoever comes next waits for this to end, and does not fail with it
    this.work = mine.catch(() => {})
    return mine
  }

  private async takeIn(): Promise<void> {
    // what waited in line before may have taken some in already
    const changes = await this.changesSince(this.snapshot)
    const { index, stock } = this.catalogue!
    if (changes.products.length > mostChanged || !index.hasRoomFor(changes.products.length))
      return this.build()
    if (changes.dictionary) index.dictionary = await loadDictionary(this.db)
    for (const ids of pieces(changes.products)) {
      const records = await recordsOf(this.db, ids)
      const before = new Map(ids.map((id) => [id, index.remove(id)]))
      const added = records.map((record) => {
        const doc = index.add(record)
        stock.copy(before.get(record.id), doc)
        return doc
      })
      index.reorder(added)
    }
    for (const ids of pieces([...new Set([...changes.stock, ...changes.products])]))
      await reloadStock(this.db, index, stock, ids)
    index.changed()
    this.snapshot = changes.snapshot
  }

  private async build(): Promise<void> {
    const { snapshot } = await this.changesSince(null)
    const [count, dictionary] = await Promise.all([countActive(this.db), loadDictionary(this.db)])
    const index = new CatalogueIndex(count + Math.max(2000, Math.ceil(count / 5)), dictionary)
    /** by the number of the product: what PostgreSQL tells in few bytes */
    const docs = new Map<number, number>()
    for await (const records of allRecords(this.db)) {
      if (!index.hasRoomFor(records.length)) return this.build()
      for (const record of records) docs.set(record.number, index.add(record))
      await new Promise(setImmediate)
    }
    for (const sort of sorts) {
      const numbers = await numbersInOrder(this.db, sort)
      index.setOrder(
        sort,
        Uint32Array.from(numbers.map((number) => docs.get(number)).filter((doc) => doc !== undefined)),
      )
    }
    index.words.sort()
    const stock = new StockMarks(index.capacity)
    await loadStock(this.db, docs, stock)
    this.catalogue = { index, stock }
    this.snapshot = snapshot
    this.checkedAt = performance.now()
  }

  /** What was committed since a snapshot was taken, `most` of each kind; null asks only for the present snapshot. */
  private async changesSince(snapshot: string | null, most: number | null = null): Promise<Changes> {
    const since = sql`xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)`
    const { rows } =
      snapshot === null
        ? await sql<Changes>`select pg_current_snapshot()::text as snapshot, '{}'::text[] as products, '{}'::text[] as stock,
            false as dictionary`.execute(this.db)
        : await sql<Changes>`select pg_current_snapshot()::text as snapshot,
            array(select distinct product_id::text from catalog.changes where ${since} and product_id is not null
              limit ${most ?? mostChanged + 1}) as products,
            array(select distinct product_id::text from inventory.changes where ${since}
              limit ${most}) as stock,
            exists (select from catalog.changes where ${since} and product_id is null) as dictionary`.execute(
            this.db,
          )
    return rows[0]!
  }
}

/** Small enough not to hold up the requests of the process. */
function* pieces(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += 100) yield ids.slice(from, from + 100)
}

const kept = new WeakMap<Db, FreshIndex>()

/** The catalogue's index of this process, as fresh as the database. */
export function freshCatalogue(db: Db): Promise<Catalogue> {
  const before = kept.get(db) ?? new FreshIndex(db)
  kept.set(db, before)
  return before.read()
}

/** Builds the index before the first request needs it. */
export async function warmUpShowcase(db: Db): Promise<void> {
  await freshCatalogue(db)
}
