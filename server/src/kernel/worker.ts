import { EventEmitter } from 'node:events'
import { Logger, run, runMigrations, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Db } from './db.ts'
import { transaction } from './db.ts'
import { releaseDeadWorkers, WorkerLife } from './dead-workers.ts'
import { addJob, type Reaction } from './events.ts'
import type { Log } from './log.ts'

export type Task = (payload: unknown) => Promise<void>

/** Creates or updates graphile-worker's own schema; done with the migrations, before anything adds a job. */
export async function prepareJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool })
}

/** A scheduled task: a crontab line in UTC such as `* * * * * exchange:sweep`. */
export interface Jobs {
  tasks: Record<string, Task>
  reactions: readonly Reaction[]
  cron: readonly string[]
}

export interface Worker {
  stop(): Promise<void>
}

/** Starts working jobs in this process; any number of processes may. */
export async function startWorker(options: {
  url: string
  pool: pg.Pool
  db: Db
  jobs: Jobs
  log: Log
  concurrency: number
}): Promise<Worker> {
  const { pool, db, jobs, log } = options
  const taskList: TaskList = {
    event: async (payload) => spread(db, jobs.reactions, payload as EventJob),
    reaction: async (payload) => react(db, jobs.reactions, payload as ReactionJob),
    'worker:release-dead': async () => void (await releaseDeadWorkers(db)),
  }
  for (const [name, task] of Object.entries(jobs.tasks)) taskList[name] = async (payload) => task(payload)
  const life = await WorkerLife.begin(options.url, log)
  await releaseDeadWorkers(db)
  const events = new EventEmitter() as WorkerEvents
  events.on('pool:create', ({ workerPool }) => void life.hold(workerPool.id))
  events.on('job:error', ({ job, error }) => {
    const about = { err: error, task: job.task_identifier, job: job.id, attempt: job.attempts }
    if (job.attempts < job.max_attempts) log.warn(about, 'a job failed and will be tried again')
    else log.error(about, 'a job failed for the last time: it waits for the operator at /office/jobs')
  })
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    crontab: ['* * * * * worker:release-dead', ...jobs.cron].join('\n'),
    taskList,
    events,
    logger: quietLogger(log),
  })
  return {
    stop: async () => {
      await runner.stop()
      await life.end()
    },
  }
}

/** graphile-worker's own words; a failed attempt is told by `job:error` above, which knows whether it was the last. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' && !message.startsWith('Failed task')) log.error({ from: 'worker' }, message)
    else if (level === 'warning') log.warn({ from: 'worker' }, message)
    else log.debug({ from: 'worker' }, message)
  })
}

interface EventJob {
  id: string
  name: string
  payload: unknown
}

interface ReactionJob extends EventJob {
  reaction: string
}

/** One job per reaction, so that each is retried on its own. */
async function spread(db: Db, reactions: readonly Reaction[], event: EventJob): Promise<void> {
  for (const { name } of reactions.filter((reaction) => reaction.event === event.name))
    await addJob(db, 'reaction', { ...event, reaction: name }, { key: `${event.id}:${name}` })
}

/** Runs a reaction once: "handled" is written in its own transaction. */
async function react(db: Db, reactions: readonly Reaction[], job: ReactionJob): Promise<void> {
  const found = reactions.find((reaction) => reaction.name === job.reaction)
  if (!found) throw new Error(`no reaction is named ${job.reaction}`)
  await transaction(db, async (tx) => {
    const first = await tx
      .insertInto('kernel.handled_events')
      .values({ event_id: job.id, handler: job.reaction })
      .onConflict((conflict) => conflict.doNothing())
      .returning('event_id')
      .executeTakeFirst()
    if (first) await found.run(tx, job.payload, job.id)
  })
}
