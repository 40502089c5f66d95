import { sql } from 'kysely'
import type { RecordCounts } from '@portal/api/exchange.ts'
import type { Db } from '#kernel/db.ts'
import { transaction } from '#kernel/db.ts'
import { addJob, tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'

export type Counts = Record<string, RecordCounts>

export interface JobState {
  id: string
  state: 'received' | 'running' | 'done' | 'failed'
  progress: number
  error_code: string | null
  error_params: unknown
}

/** A file of a session is imported once: asking again finds the same job. */
export async function jobOfFile(db: Db, sessionId: string, fileName: string): Promise<JobState | undefined> {
  return db
    .selectFrom('erp.jobs')
    .select(['id', 'state', 'progress', 'error_code', 'error_params'])
    .where('session_id', '=', sessionId)
    .where('file_name', '=', fileName)
    .where('direction', '=', 'in')
    .orderBy('received_at', 'desc')
    .executeTakeFirst() as Promise<JobState | undefined>
}

export interface NewJob {
  connectionId: string
  sessionId: string
  kind: string
  fileName: string
  filePath: string
  size: number
  now: Date
}

/** Writes the job and queues it, in one transaction. Jobs of one connection run one after another. */
export async function queueImport(db: Db, job: NewJob): Promise<string> {
  const id = newId()
  await transaction(db, async (tx) => {
    await tx
      .insertInto('erp.jobs')
      .values({
        id,
        connection_id: job.connectionId,
        session_id: job.sessionId,
        direction: 'in',
        kind: job.kind,
        file_name: job.fileName,
        file_path: job.filePath,
        size: String(job.size),
        state: 'received',
        received_at: job.now,
      })
      .execute()
    await addJob(
      tx,
      'exchange:import',
      { jobId: id },
      { queue: `exchange:${job.connectionId}`, maxAttempts: 3 },
    )
    await tellBrowsers(tx, { topic: 'exchange', id, operator: true })
  })
  return id
}

/** Waits until a job has ended or the time is up; 1C asks again at once after "progress", so the answer is held. */
export async function waitForJob(db: Db, jobId: string, milliseconds: number): Promise<JobState> {
  const deadline = performance.now() + milliseconds
  let pause = 50
  for (;;) {
    const job = (await db
      .selectFrom('erp.jobs')
      .select(['id', 'state', 'progress', 'error_code', 'error_params'])
      .where('id', '=', jobId)
      .executeTakeFirstOrThrow()) as JobState
    if (job.state === 'done' || job.state === 'failed' || performance.now() > deadline) return job
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 1.5, 500)
  }
}

export async function markRunning(db: Db, jobId: string, now: Date): Promise<void> {
  await db
    .updateTable('erp.jobs')
    .set({ state: 'running', started_at: now, progress: 0, error_code: null, error_params: null })
    .where('id', '=', jobId)
    .execute()
  await tellBrowsers(db, { topic: 'exchange', id: jobId, operator: true })
}

export async function markProgress(db: Db, jobId: string, percent: number, counts: Counts): Promise<void> {
  await db
    .updateTable('erp.jobs')
    .set({ progress: percent, counts: JSON.stringify(counts) })
    .where('id', '=', jobId)
    .execute()
  await tellBrowsers(db, { topic: 'exchange', id: jobId, operator: true })
}

export async function markFailed(
  db: Db,
  jobId: string,
  code: string,
  params: Record<string, string>,
  now: Date,
) {
  await db
    .updateTable('erp.jobs')
    .set({ state: 'failed', error_code: code, error_params: JSON.stringify(params), finished_at: now })
    .where('id', '=', jobId)
    .execute()
  await tellBrowsers(db, { topic: 'exchange', id: jobId, operator: true })
}

/** Sessions that fell silent with files nobody asked to import ("without waiting for import confirmation"). */
export async function unaskedSessions(db: Db, now: Date, quietMinutes: number) {
  const before = new Date(now.getTime() - quietMinutes * 60_000)
  return db
    .selectFrom('erp.sessions')
    .select(['id', 'connection_id', 'exchange_type'])
    .where('finished_at', 'is', null)
    .where('last_seen_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('erp.jobs')
            .select(sql`1`.as('one'))
            .whereRef('erp.jobs.session_id', '=', 'erp.sessions.id')
            .where('state', 'in', ['received', 'running']),
        ),
      ),
    )
    .limit(100)
    .execute()
}
