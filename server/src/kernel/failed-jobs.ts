import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

export interface FailedJob {
  id: string
  task: string
  /** the name inside an event or a reaction */
  subject: string | null
  attempts: number
  last_error: string | null
  created_at: Date
  failed_at: Date
}

/** No attempt is left and none is running. A job without an error died with its process. */
const failed = sql`not j.is_available and j.locked_at is null`

const columns = sql`j.id, t.identifier as task, coalesce(j.payload ->> 'reaction', j.payload ->> 'name') as subject,
  j.attempts, left(j.last_error, 2000) as last_error, j.created_at, j.updated_at as failed_at`

const jobs = sql`graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`

/** Failed jobs below an id, the newest first. */
export async function failedJobsBelow(db: Db, below: string | null, limit: number): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    select ${columns} from ${jobs} where ${failed} ${below === null ? sql`` : sql`and j.id < ${below}::numeric`}
    order by j.id desc limit ${limit}`.execute(db)
  return rows
}

export async function countFailedJobs(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from graphile_worker._private_jobs j where ${failed}`.execute(db)
  return rows[0]!.count
}

/** Locks a job, which the worker then does not take; null where there is none. */
export async function lockJob(tx: Tx, id: string): Promise<(FailedJob & { failed: boolean }) | null> {
  const { rows } = await sql<FailedJob & { failed: boolean }>`
    select ${columns}, ${failed} as failed from ${jobs} where j.id = ${id}::bigint for update of j`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** One more attempt, now: if the cause is still there, the job is back among the failed ones at once. */
export async function tryJobOnceMore(tx: Tx, id: string): Promise<void> {
  await sql`select graphile_worker.reschedule_jobs(array[j.id], run_at => now(), attempts => j.max_attempts - 1)
    from graphile_worker._private_jobs j where j.id = ${id}::bigint`.execute(tx)
}

export async function deleteJob(tx: Tx, id: string): Promise<void> {
  await sql`select graphile_worker.complete_jobs(array[${id}::bigint])`.execute(tx)
}
