import { sql } from 'kysely'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { finishFeedJob, ImportReport, lockConnection } from '#src/exchange/erp/public.ts'
import { setProductsActive } from '#src/goods/catalog/public.ts'
import { importPrices } from '#src/terms/pricing/public.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { importGoods } from './apply-goods.ts'
import { applyPrices, applyStocks } from './apply-figures.ts'
import { prepareTargets, type ReadyTargets } from './apply-targets.ts'
import type { ImportRow } from './import-state.ts'
import { reportRows } from './report-rows.ts'
import type { Source } from './source.ts'
import type { FeedTargets } from './targets.ts'

export interface Applying {
  tx: Tx
  importId: string
  source: Source
  report: ImportReport
  now: Date
  progress(percent: number): Promise<void>
}

/**
 * Writes a checked file: all of it in one transaction, or nothing. What it names is set, what it does not name stays,
 * unless a full file was asked to withdraw it.
 */
export async function applyImport(
  db: Db,
  found: ImportRow,
  { source, targets }: { source: Source; targets: FeedTargets },
  now: () => Date,
  progress: (percent: number) => Promise<void>,
): Promise<void> {
  await transaction(db, async (tx) => {
    await lockConnection(tx, source.id)
    // not locked: how it goes is written to that row by another connection
    const state = await tx
      .selectFrom('feeds.imports')
      .select('state')
      .where('id', '=', found.id)
      .executeTakeFirst()
    if (state?.state !== 'importing') return
    const report = new ImportReport(found.job_id)
    const applying: Applying = { tx, importId: found.id, source, report, now: now(), progress }
    await countRows(applying)
    const ready = await prepareTargets(applying, targets)
    await importGoods(applying)
    await progress(40)
    await rememberProducts(applying)
    await applyPrices(applying, ready)
    await applyStocks(applying, ready)
    await withdrawMissing(applying, ready)
    await reportRows(applying)
    const finished = now()
    await finishFeedJob(tx, {
      id: found.job_id,
      counts: report.counts,
      onlyChanges: source.settings.mode === 'delta',
      now: finished,
    })
    await tx
      .updateTable('feeds.imports')
      .set({ state: 'done', progress: 100, finished_at: finished })
      .where('id', '=', found.id)
      .execute()
    await tellBrowsers(tx, { topic: 'exchange', id: found.id, operator: true })
  })
}

/** Rows in = rows reported (law 7). */
async function countRows({ tx, importId, report }: Applying): Promise<void> {
  const { rows } = await sql<{ outcome: string; count: number }>`
    select outcome, count(*)::int as count from feeds.staged where import_id = ${importId} group by outcome`.execute(
    tx,
  )
  const named = { create: 'created', change: 'changed', same: 'same' } as const
  for (const { outcome, count } of rows) {
    if (outcome === 'group' || outcome === 'note') {
      report.read(outcome, count)
      report.done(outcome, 'same', count)
      continue
    }
    report.read('row', count)
    if (outcome === 'create' || outcome === 'change' || outcome === 'same')
      report.done('row', named[outcome], count)
  }
}

async function rememberProducts({ tx, importId, source }: Applying): Promise<void> {
  await sql`insert into feeds.known_products (source_id, product_id, created, last_import_id)
    select ${source.id}, product_id, outcome = 'create', ${importId} from feeds.staged
    where import_id = ${importId} and outcome in ('create', 'change', 'same') and product_id is not null
    order by product_id
    on conflict (source_id, product_id) do update set last_import_id = excluded.last_import_id`.execute(tx)
}

/** Goods of this source that a full file does not name go off sale; goods of others lose this source's prices. */
async function withdrawMissing(
  { tx, importId, source, report, now }: Applying,
  ready: ReadyTargets,
): Promise<void> {
  if (source.settings.mode !== 'full' || source.settings.missing !== 'withdraw') return
  const { rows } = await sql<{ product_id: string; created: boolean; active: boolean }>`
    select k.product_id, k.created, p.active from feeds.known_products k join catalog.products p on p.id = k.product_id
    where k.source_id = ${source.id} and k.last_import_id <> ${importId}`.execute(tx)
  const own = rows.filter(({ created, active }) => created && active).map((row) => row.product_id)
  await setProductsActive(tx, own, false, now)
  const priced = rows.filter(({ created }) => !created).map((row) => row.product_id)
  let taken = 0
  for (const { id } of ready.lists)
    for (let from = 0; from < priced.length; from += 5_000) {
      const done = await importPrices(
        tx,
        priced.slice(from, from + 5_000).map((productId) => ({
          priceListId: id,
          productId,
          packagingId: baseUnit,
          minQuantity: '0',
          amount: null,
          perQuantity: '1',
        })),
      )
      taken += done.changed
    }
  await sql`delete from feeds.known_products where source_id = ${source.id} and not created and last_import_id <> ${importId}`.execute(
    tx,
  )
  if (own.length > 0) {
    report.read('withdrawn', own.length)
    report.done('withdrawn', 'changed', own.length)
  }
  if (taken > 0) {
    report.read('price_taken', taken)
    report.done('price_taken', 'changed', taken)
  }
}
