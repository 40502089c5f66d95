import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { Counts } from './jobs.ts'

/** A source of files that has no login of its own: its jobs stand in the same log. Its id makes the key of its mappings. */
export async function addFeedConnection(
  tx: Tx,
  feed: { name: string; sellerId: string; now: Date },
): Promise<string> {
  const seller = await tx
    .selectFrom('sellers.sellers')
    .select('id')
    .where('id', '=', feed.sellerId)
    .executeTakeFirst()
  if (!seller) throw new AppError('not_found')
  const id = newId()
  await tx
    .insertInto('erp.connections')
    .values({
      id,
      name: feed.name,
      source: `feed:${id}`,
      protocol: 'feed',
      login: null,
      password_hash: null,
      seller_id: feed.sellerId,
      created_at: feed.now,
    })
    .execute()
  return id
}

export async function changeFeedConnection(
  tx: Tx,
  id: string,
  change: { name?: string | undefined; active?: boolean | undefined },
): Promise<void> {
  await sql`update erp.connections set name = coalesce(${change.name ?? null}, name),
    active = coalesce(${change.active ?? null}::boolean, active) where id = ${id}`.execute(tx)
}

export interface NewFeedJob {
  id: string
  connectionId: string
  kind: 'price_file'
  fileName: string
  filePath: string
  size: number
  now: Date
}

/** Writes a file that came into the log; whoever imports it tells how it goes. */
export async function logFeedFile(tx: Tx, job: NewFeedJob): Promise<void> {
  await tx
    .insertInto('erp.jobs')
    .values({
      id: job.id,
      connection_id: job.connectionId,
      direction: 'in',
      kind: job.kind,
      file_name: job.fileName,
      file_path: job.filePath,
      size: String(job.size),
      state: 'received',
      received_at: job.now,
    })
    .execute()
  await tx
    .updateTable('erp.connections')
    .set({ last_seen_at: job.now })
    .where('id', '=', job.connectionId)
    .execute()
  await tellBrowsers(tx, { topic: 'exchange', id: job.id, operator: true })
}

/** A file waits for a person's word: nothing is being loaded meanwhile. */
export async function markWaiting(tx: Tx, jobId: string): Promise<void> {
  await tx
    .updateTable('erp.jobs')
    .set({ state: 'received', progress: 0 })
    .where('id', '=', jobId)
    .where('state', '=', 'running')
    .execute()
}

/** The end of a file that was taken, with its account. */
export async function finishFeedJob(
  tx: Tx,
  job: { id: string; counts: Counts; onlyChanges: boolean; now: Date },
): Promise<void> {
  await tx
    .updateTable('erp.jobs')
    .set({
      state: 'done',
      progress: 100,
      counts: JSON.stringify(job.counts),
      only_changes: job.onlyChanges,
      finished_at: job.now,
    })
    .where('id', '=', job.id)
    .execute()
  await tellBrowsers(tx, { topic: 'exchange', id: job.id, operator: true })
}
