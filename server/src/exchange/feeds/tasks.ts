import { rename, rm } from 'node:fs/promises'
import { feedMapping } from '@portal/api/feeds.ts'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { Unreadable } from '#kernel/sheets/sheet.ts'
import type { App } from '#kernel/app.ts'
import type { Task } from '#kernel/worker.ts'
import {
  keepFilesDays,
  lockConnection,
  markProgress,
  markRunning,
  markWaiting,
} from '#src/exchange/erp/public.ts'
import { applyImport } from './apply-import.ts'
import { compareStaged } from './compare-staged.ts'
import { fileOf, folderOf, queueTask, readTask, rowsOf } from './create-import.ts'
import { fetchDue, fetchSource, type FetchRules } from './fetch-feed.ts'
import { readPriceFile, type ReadSheet } from './files/read-price-file.ts'
import { failImport, importOf, tellProgress, type ImportRow } from './import-state.ts'
import { recogniseStaged } from './recognise-staged.ts'
import { recallColumns } from './remember-columns.ts'
import { sourceOf, type Source } from './source.ts'
import { stageRows } from './stage-rows.ts'
import { feedTargets } from './targets.ts'

export const checkTask = 'feeds:check'
export const writeTask = 'feeds:write'
export const fetchTask = 'feeds:fetch'

export type FeedParts = Pick<App, 'db' | 'clock' | 'log'> & {
  dataDir: string
  /** how addresses are reached; tests allow their own server */
  fetchRules?: FetchRules
}

/** Reading, checking and writing of price files, and the timetable of feeds. */
export function feedTasks(parts: FeedParts): Record<string, Task> {
  return {
    [readTask]: importTask(parts, 'reading', read),
    [checkTask]: importTask(parts, 'checking', check),
    [writeTask]: importTask(parts, 'importing', write),
    [fetchTask]: async (payload) => fetchSource(parts, (payload as { importId: string }).importId),
    'feeds:sweep': async () => {
      await fetchDue(parts)
      await forgetOld(parts)
    },
  }
}

export const feedCron = ['*/5 * * * * feeds:sweep']

type Work = (parts: FeedParts, found: ImportRow, source: Source) => Promise<void>

/** Works only on an import that is in this state, so that a job which runs twice does nothing the second time. */
function importTask(parts: FeedParts, state: ImportRow['state'], work: Work): Task {
  return async (payload) => {
    const found = await importOf(parts.db, (payload as { importId: string }).importId)
    if (found?.state !== state) return
    const source = await sourceOf(parts.db, found.source_id)
    if (!source) return
    try {
      await work(parts, found, source)
    } catch (error) {
      if (error instanceof Unreadable)
        return failImport(parts.db, found, error.code, error.params, parts.clock.now())
      // the job is tried again; until then a person sees why it has not ended
      await tellTrouble(parts, found, error)
      throw error
    }
  }
}

async function tellTrouble({ db }: FeedParts, { id }: ImportRow, error: unknown): Promise<void> {
  await db
    .updateTable('feeds.imports')
    .set({ error_code: 'internal', error_params: JSON.stringify({ detail: String(error).slice(0, 300) }) })
    .where('id', '=', id)
    .execute()
}

async function read(parts: FeedParts, found: ImportRow, source: Source): Promise<void> {
  const { db, dataDir } = parts
  await markRunning(db, found.job_id, parts.clock.now())
  await tellProgress(db, found.id, 5)
  // seen only when it is whole, and each attempt writes its own
  const rows = rowsOf(dataDir, found.id)
  const half = `${rows}.${newId()}`
  const sheets = await readPriceFile(fileOf(dataDir, found.id), half, source.settings)
  await rename(half, rows)
  const { mapping, remembered, complete } = await recallColumns(db, source.id, sheets)
  // the columns of a feed are known beforehand
  const known = complete || (sheets.length === 1 && sheets[0]!.headerKey === 'yml_catalog')
  await transaction(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('feeds.imports')
      .set({
        state: known ? 'checking' : 'mapping',
        progress: known ? 40 : 100,
        sheets: JSON.stringify(sheets.map((sheet, index) => ({ ...sheet, remembered: remembered[index] }))),
        mapping: JSON.stringify(mapping),
        error_code: null,
        error_params: null,
      })
      .where('id', '=', found.id)
      .where('state', '=', 'reading')
      .executeTakeFirst()
    if (known && numUpdatedRows > 0n) await queueTask(tx, checkTask, found.id, source.id)
    if (!known) await markWaiting(tx, found.job_id)
    await tellBrowsers(tx, { topic: 'exchange', id: found.id, operator: true })
  })
}

async function check(parts: FeedParts, found: ImportRow, source: Source): Promise<void> {
  const { db } = parts
  await checkRows(parts, found, source)
  const after = await importOf(db, found.id)
  // whose columns are known goes in by itself, unless it has something to ask
  if (after?.state !== 'ready' || !source.settings.auto) return
  await transaction(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('feeds.imports')
      .set({ state: 'importing', progress: 0 })
      .where('id', '=', found.id)
      .where('state', '=', 'ready')
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await queueTask(tx, writeTask, found.id, source.id)
  })
}

/** One transaction at a time: a job that was given to a second worker by mistake finds nothing left to do. */
async function checkRows({ db, dataDir }: FeedParts, found: ImportRow, source: Source): Promise<void> {
  const mapping = feedMapping.parse(found.mapping)
  // by a connection of its own: the check's transaction shows nothing until its end
  const progress = (percent: number) => tellProgress(db, found.id, percent)
  await transaction(db, async (tx) => {
    await lockConnection(tx, source.id)
    if ((await importOf(tx, found.id))?.state !== found.state) return
    const targets = await stageRows(
      tx,
      found.id,
      { rowsPath: rowsOf(dataDir, found.id), sheets: found.sheets as ReadSheet[], mapping, source },
      (share) => progress(40 + 40 * share),
    )
    await recogniseStaged(tx, found.id, source)
    await progress(90)
    const { outcomes, asks, missingCount } = await compareStaged(tx, found.id, source, targets)
    await tx
      .updateTable('feeds.imports')
      .set({
        state: asks.length > 0 ? 'asks' : 'ready',
        progress: 100,
        targets: JSON.stringify(targets),
        outcomes: JSON.stringify(outcomes),
        asks: JSON.stringify(asks),
        missing_count: missingCount,
        error_code: null,
        error_params: null,
      })
      .where('id', '=', found.id)
      .execute()
    await markWaiting(tx, found.job_id)
    await tellBrowsers(tx, { topic: 'exchange', id: found.id, operator: true })
  })
}

async function write({ db, clock }: FeedParts, found: ImportRow, source: Source): Promise<void> {
  await markRunning(db, found.job_id, clock.now())
  const progress = async (percent: number) => {
    await tellProgress(db, found.id, percent)
    await markProgress(db, found.job_id, Math.min(99, Math.floor(percent)), {})
  }
  await applyImport(
    db,
    found,
    { source, targets: feedTargets.parse(found.targets) },
    () => clock.now(),
    progress,
  )
}

/** Files, their rows and what was staged of them are forgotten as the files of every exchange are. */
async function forgetOld({ db, dataDir, clock }: FeedParts): Promise<void> {
  const now = clock.now().getTime()
  const before = new Date(now - keepFilesDays * 86_400_000)
  const old = await db
    .selectFrom('feeds.imports')
    .select('id')
    .where('created_at', '<', before)
    .where('created_at', '>=', new Date(before.getTime() - 86_400_000))
    .limit(200)
    .execute()
  for (const { id } of old) await rm(folderOf(dataDir, id), { recursive: true, force: true })
  await sql`delete from feeds.staged s using feeds.imports i
    where i.id = s.import_id and i.state in ('done', 'discarded', 'failed')
      and i.finished_at < ${new Date(now - 86_400_000)}`.execute(db)
}
