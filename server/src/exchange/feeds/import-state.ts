import type { ImportState } from '@portal/api/feeds.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { markFailed } from '#src/exchange/erp/public.ts'

export interface ImportRow {
  id: string
  source_id: string
  job_id: string
  state: ImportState
  sheets: unknown
  mapping: unknown
  targets: unknown
  confirmed_by: string | null
}

export async function importOf(db: Db | Tx, importId: string): Promise<ImportRow | undefined> {
  return (await db
    .selectFrom('feeds.imports')
    .select(['id', 'source_id', 'job_id', 'state', 'sheets', 'mapping', 'targets', 'confirmed_by'])
    .where('id', '=', importId)
    .executeTakeFirst()) as ImportRow | undefined
}

/** By a connection of its own: a long transaction shows nothing until its end. */
export async function tellProgress(db: Db, importId: string, percent: number): Promise<void> {
  await db
    .updateTable('feeds.imports')
    .set({ progress: Math.max(0, Math.min(99, Math.floor(percent))) })
    .where('id', '=', importId)
    .execute()
  await tellBrowsers(db, { topic: 'exchange', id: importId, operator: true })
}

/** The file is at fault: its import ends, here and in the log. */
export async function failImport(
  db: Db,
  { id, job_id: jobId }: Pick<ImportRow, 'id' | 'job_id'>,
  code: string,
  params: Record<string, string>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('feeds.imports')
    .set({ state: 'failed', error_code: code, error_params: JSON.stringify(params), finished_at: now })
    .where('id', '=', id)
    .where('state', 'not in', ['done', 'discarded'])
    .execute()
  await markFailed(db, jobId, code, params, now)
  await tellBrowsers(db, { topic: 'exchange', id, operator: true })
}
