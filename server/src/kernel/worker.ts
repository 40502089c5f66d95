import { run, runMigrations, type Runner, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Db } from './db.ts'
import { transaction } from './db.ts'
import { addJob, type Reaction } from './events.ts'
import type { Log } from './log.ts'

export type Task = (payload: unknown) => Promise<void>

/** Creates or updates graphile-worker's own schema; done with the migrations, before anything adds a job. */
export async function prepareJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool })
}

/** A scheduled task: a crontab line in UTC such as `* * * * * exchange.sweep`. */
export interface Jobs {
  tasks: Record<string, Task>
  reactions: readonly Reaction[]
  cron: readonly string[]
}

/** Starts working jobs in this process; any number of processes may. */
export function startWorker(options: {
  pool: pg.Pool
  db: Db
  jobs: Jobs
  log: Log
  concurrency: number
}): Promise<Runner> {
  const { pool, db, jobs, log } = options
  const taskList: TaskList = {
    event: async (payload) => spread(db, jobs.reactions, payload as EventJob),
    reaction: async (payload) => react(db, jobs.reactions, payload as ReactionJob),
  }
  for (const [name, task] of Object.entries(jobs.tasks)) taskList[name] = async (payload) => task(payload)
  return run({
    pgPool: pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    crontab: jobs.cron.join('\n'),
    taskList,
    logger: undefined,
    events: undefined,
  }).then((runner) => {
    runner.events.on('job:error', ({ job, error }) =>
      log.warn(
        { err: error, task: job.task_identifier, attempt: job.attempts },
        'a job failed and will be tried again',
      ),
    )
    return runner
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
