import { sql } from 'kysely'
import { afterEach, expect, it, vi } from 'vitest'
import { testDatabase } from '#test/template-database.ts'
import { addJob, event, publish, reaction, type Reaction } from './events.ts'
import { failedJobsBelow, tryJobOnceMore } from './failed-jobs.ts'
import { newId } from './ids.ts'
import { transaction } from './db.ts'
import { releaseDeadWorkers } from './dead-workers.ts'
import { makeLog } from './log.ts'
import { startWorker, type Task, type Worker } from './worker.ts'

const { db, pool, url } = await testDatabase()
const log = makeLog('silent')
const happened = event<{ what: string }>('test.happened')
let worker: Worker | undefined

afterEach(async () => {
  await worker?.stop()
  await sql`delete from graphile_worker._private_jobs`.execute(db)
})

async function work(reactions: Reaction[], tasks: Record<string, Task> = {}): Promise<void> {
  worker = await startWorker({ url, pool, db, log, concurrency: 2, jobs: { reactions, tasks, cron: [] } })
}

const jobsLeft = async () =>
  (await sql<{ left: number }>`select count(*)::int as left from graphile_worker._private_jobs`.execute(db))
    .rows[0]!.left

const handled = async (handler: string) =>
  (await db.selectFrom('kernel.handled_events').where('handler', '=', handler).select('event_id').execute())
    .length

it('a reaction counts once, however often its event and its job are delivered', async () => {
  const heard = vi.fn(async () => undefined)
  const job = { id: newId(), name: happened.name, payload: { what: 'once' } }
  for (let time = 0; time < 3; time += 1) {
    await addJob(db, 'event', job)
    await addJob(db, 'reaction', { ...job, reaction: 'test.hear' })
  }
  await work([reaction(happened, 'test.hear', heard)])
  await expect.poll(jobsLeft, { timeout: 10_000 }).toBe(0)
  expect(heard).toHaveBeenCalledExactlyOnceWith(expect.anything(), { what: 'once' }, job.id)
  expect(await handled('test.hear')).toBe(1)
})

it('a reaction that fails is not taken for handled, and does not hold up another one of the same event', async () => {
  await transaction(db, (tx) => publish(tx, happened, { what: 'twice' }))
  await work([
    reaction(happened, 'test.fail', async () => {
      throw new Error('not today')
    }),
    reaction(happened, 'test.succeed', async () => undefined),
  ])
  await expect.poll(() => handled('test.succeed'), { timeout: 10_000 }).toBe(1)
  await expect
    .poll(async () => (await lastErrors())[0], { timeout: 10_000 })
    .toMatchObject({ last_error: expect.stringContaining('not today'), attempts: 1, max_attempts: 8 })
  expect(await handled('test.fail')).toBe(0)
})

it('the log says when a job will be tried again, and when it will not', async () => {
  const said: string[] = []
  for (const level of ['warn', 'error'] as const)
    vi.spyOn(log, level).mockImplementation((...words: unknown[]) => void said.push(`${level}: ${words[1]}`))
  const fail = async () => {
    throw new Error('never')
  }
  await addJob(db, 'test:fail', {}, { maxAttempts: 1 })
  await work([], { 'test:fail': fail })
  await expect
    .poll(() => said, { timeout: 10_000 })
    .toEqual(['error: a job failed for the last time: it waits for the operator at /office/jobs'])
  await addJob(db, 'test:fail', {}, { maxAttempts: 20 })
  await expect.poll(() => said[1], { timeout: 10_000 }).toBe('warn: a job failed and will be tried again')
  vi.restoreAllMocks()
})

it('a failed job that the operator tries again is done at once', async () => {
  let mended = false
  await addJob(db, 'test:mend', {}, { maxAttempts: 1 })
  await work([], {
    'test:mend': async () => {
      if (!mended) throw new Error('broken')
    },
  })
  const failed = () => failedJobsBelow(db, null, 10)
  await expect.poll(async () => (await failed())[0]?.last_error, { timeout: 10_000 }).toContain('broken')
  const [job] = await failed()
  await transaction(db, (tx) => tryJobOnceMore(tx, job!.id))
  await expect
    .poll(async () => (await failed())[0]?.failed_at.getTime(), { timeout: 10_000 })
    .toBeGreaterThan(job!.failed_at.getTime())
  mended = true
  await transaction(db, (tx) => tryJobOnceMore(tx, job!.id))
  await expect.poll(jobsLeft, { timeout: 10_000 }).toBe(0)
})

it('a job at work is not let go, however long it takes; that of a process that is no more is', async () => {
  let runs = 0
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  await addJob(db, 'test:long', {})
  await work([], {
    'test:long': async () => {
      runs++
      await ended
    },
  })
  await expect.poll(() => runs, { timeout: 10_000 }).toBe(1)
  expect(await releaseDeadWorkers(db)).toBe(0)
  await addJob(db, 'test:of-the-dead', {})
  await sql`update graphile_worker._private_jobs set locked_by = 'pool-of-the-dead', locked_at = now()
    where task_id = (select id from graphile_worker._private_tasks where identifier = 'test:of-the-dead')`.execute(
    db,
  )
  expect(await releaseDeadWorkers(db)).toBe(1)
  end()
  await worker!.stop()
  worker = undefined
  expect(runs).toBe(1)
})

async function lastErrors() {
  const { rows } = await sql<{ last_error: string; attempts: number; max_attempts: number }>`
    select last_error, attempts, max_attempts from graphile_worker._private_jobs
    where last_error is not null`.execute(db)
  return rows
}
