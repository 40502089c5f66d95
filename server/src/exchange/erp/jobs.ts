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
  return (
    db
      .selectFrom('erp.jobs')
      .select(['id', 'state', 'progress', 'error_code', 'error_params'])
      .where('session_id', '=', sessionId)
      .where('file_name', '=', fileName)
      .where('direction', '=', 'in')
      // a refusal is a line of the log without a file
      .where('file_path', 'is not', null)
      .orderBy('received_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst() as Promise<JobState | undefined>
  )
}

export interface NewJob {
  id: string
  connectionId: string
  sessionId: string
  kind: string
  fileName: string
  filePath: string
  size: number
  now: Date
}

/** Writes the job and queues it, in one transaction. Jobs of one connection run one after another. */
export async function queueImport(db: Db, job: NewJob): Promise<void> {
  const { id } = job
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
}

export interface Refusal {
  connectionId: string
  sessionId: string
  kind: string
  fileName: string
  code: string
  params: Record<string, string>
  now: Date
}

/** A line in the log about what never became an import. The same refusal in one session is told once. */
export async function logRefusal(db: Db, refusal: Refusal): Promise<void> {
  const id = newId()
  await transaction(db, async (tx) => {
    const told = await tx
      .selectFrom('erp.jobs')
      .select('id')
      .where('session_id', '=', refusal.sessionId)
      .where('file_name', '=', refusal.fileName)
      .where('error_code', '=', refusal.code)
      .executeTakeFirst()
    if (told) return
    await tx
      .insertInto('erp.jobs')
      .values({
        id,
        connection_id: refusal.connectionId,
        session_id: refusal.sessionId,
        direction: 'in',
        kind: refusal.kind,
        file_name: refusal.fileName,
        state: 'failed',
        error_code: refusal.code,
        error_params: JSON.stringify(refusal.params),
        received_at: refusal.now,
        finished_at: refusal.now,
      })
      .execute()
    await tellBrowsers(tx, { topic: 'exchange', id, operator: true })
  })
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
    .where('state', '<>', 'done')
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
    .where('state', '<>', 'done')
    .execute()
  await tellBrowsers(db, { topic: 'exchange', id: jobId, operator: true })
}

/** Sessions that fell silent with files nobody asked to import ("without waiting for import confirmation"). */
export async function unaskedSessions(db: Db, now: Date, quietMinutes: number) {
  const before = new Date(now.getTime() - quietMinutes * 60_000)
  const { rows } = await sql<{ id: string; connection_id: string; exchange_type: string }>`
    select s.id, s.connection_id, s.exchange_type from erp.sessions s
    where s.finished_at is null and s.last_seen_at < ${before}
      and not exists (select from erp.jobs j where j.session_id = s.id and j.state in ('received', 'running'))
    order by s.started_at limit 100`.execute(db)
  return rows
}
