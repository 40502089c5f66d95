import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FeedMapping, ImportState } from '@portal/api/feeds.ts'
import { sql } from 'kysely'
import { guest } from '#kernel/caller.ts'
import type { Db, openDatabase } from '#kernel/db.ts'
import { makeLog } from '#kernel/log.ts'
import { createImport, readTask } from '#src/exchange/feeds/create-import.ts'
import { importDetails } from '#src/exchange/feeds/queries.ts'
import { setMapping } from '#src/exchange/feeds/set-mapping.ts'
import { startImport } from '#src/exchange/feeds/settle-import.ts'
import { checkTask, feedTasks, writeTask } from '#src/exchange/feeds/tasks.ts'
import type { Doer } from '#src/people/audit/public.ts'
import { addDays } from '../calendar.ts'
import type { DateText } from '../demo-data.ts'
import { supplierPriceFile, type Edition } from './price-file.ts'
import { supplierGoods } from './supplier-goods.ts'

interface Into {
  database: Pick<ReturnType<typeof openDatabase>, 'db'>
  dataDir: string
  today: DateText
}

/**
 * Gives the demo company's supplier two price lists, by the same way as a manager's go: one is written, with columns that
 * he has chosen, and the next one, whose columns are remembered, waits for his word. Once, after loadDemo: its transaction
 * has no place for files. The goods that are for sale stay what they are, and what they cost stays too until he says so.
 */
export async function importSupplierFiles({ database, dataDir, today }: Into): Promise<void> {
  const { db } = database
  const goods = await supplierGoods(db)
  const { sourceId, costListId, userId } = await placesOf(db)
  let now = new Date(`${today}T00:00:00Z`)
  const doing = () => ({ ...doerOf(userId, now), db })
  const tasks = feedTasks({ db, dataDir, log: makeLog('warn'), clock: { now: () => now } })
  const folder = await mkdtemp(path.join(tmpdir(), 'artikul-supplier-'))
  // no worker runs yet: each step is worked here
  const work = async (importId: string, task: string, state: ImportState) => {
    await tasks[task]!({ importId })
    const found = await importDetails(db, importId)
    if (found.state !== state)
      throw new Error(`the supplier's file ${found.fileName} is ${found.state} instead of ${state}`)
    return found
  }
  const send = async (edition: Edition) => {
    const [year, month, day] = edition.from.split('-')
    const bytes = supplierPriceFile(goods, edition)
    const file = { name: `Прайс Сигнал ${day}.${month}.${year}.xlsx`, path: path.join(folder, edition.from) }
    await writeFile(file.path, bytes)
    return createImport(doing(), dataDir, sourceId, { ...file, size: bytes.length })
  }
  try {
    const former = await send({ from: addDays(today, -28), dearer: {}, gone: [] })
    const read = await work(former, readTask, 'mapping')
    await setMapping(doing(), former, chosen(read.mapping!, costListId))
    await work(former, checkTask, 'ready')
    await startImport(doing(), former, false)
    await work(former, writeTask, 'done')
    now = new Date(`${today}T00:20:00Z`)
    const next = await send({
      from: today,
      dearer: { 'Автоматические выключатели': 3.5, УЗО: 1.8 },
      gone: [9, 40],
    })
    await work(next, readTask, 'checking')
    await work(next, checkTask, 'ready')
    await forgetJobs(db, Object.keys(tasks))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As a manager would have it: the dealer's price is what goods cost, the recommended one is a list of its own; no more. */
function chosen({ sheets }: FeedMapping, costListId: string): FeedMapping {
  const taken = new Set(['article', 'name', 'unit', 'pack', 'price'])
  return {
    sheets: sheets.map((sheet) => ({
      ...sheet,
      columns: sheet.columns.flatMap((column) => {
        if (!taken.has(column.role) || /100 000/.test(column.title)) return []
        return /дилер/i.test(column.title) ? [{ ...column, priceListId: costListId }] : [column]
      }),
    })),
  }
}

async function placesOf(db: Db): Promise<{ sourceId: string; costListId: string; userId: string }> {
  const source = await db.selectFrom('feeds.sources').select('id').executeTakeFirstOrThrow()
  const list = await db
    .selectFrom('pricing.price_lists')
    .select('id')
    .where('kind', '=', 'cost')
    .executeTakeFirstOrThrow()
  const manager = await db
    .selectFrom('identity.users')
    .select('id')
    .where('email', '=', 'manager@demo.artikul.local')
    .executeTakeFirstOrThrow()
  return { sourceId: source.id, costListId: list.id, userId: manager.id }
}

/** What was queued beside it has been done. */
async function forgetJobs(db: Db, tasks: readonly string[]): Promise<void> {
  await sql`select from graphile_worker.complete_jobs(
    array(select id from graphile_worker.jobs where task_identifier = any(${tasks}::text[])))`.execute(db)
}

/** The demo company's manager at his work. */
function doerOf(id: string, now: Date): Doer {
  const user = { id, email: '', name: '', phone: null, language: 'ru', timeZone: 'Europe/Moscow' } as const
  return { caller: { ...guest, user }, now, requestId: 'demo' }
}
