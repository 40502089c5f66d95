import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from './db.ts'
import type { Log } from './log.ts'

/**
 * Jobs of a killed process stay locked for four hours in graphile-worker, by the name of its pool of workers. Here each
 * pool holds an advisory lock under that name for as long as its process lives; a job locked by a name that nobody holds
 * is let go at once.
 */
export class WorkerLife {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async begin(url: string, log: Log): Promise<WorkerLife> {
    const client = new pg.Client({ connectionString: url, application_name: 'artikul worker' })
    client.on('error', (error) => log.error({ err: error }, 'the worker lost its sign of life'))
    await client.connect()
    return new WorkerLife(client)
  }

  /** Called for the pool as it is made, before it takes its first job. */
  async hold(poolId: string): Promise<void> {
    await this.#client.query('select pg_advisory_lock(hashtextextended($1, 0))', [poolId])
  }

  end(): Promise<void> {
    return this.#client.end()
  }
}

/** Lets go of the jobs of pools that are no more. Returns how many were found dead. */
export async function releaseDeadWorkers(db: Db): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ worker: string }>`
      select locked_by as worker from (
        select locked_by from graphile_worker._private_jobs where locked_by is not null
        union select locked_by from graphile_worker._private_job_queues where locked_by is not null
      ) locked
      where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))`.execute(tx)
    const dead = rows.map(({ worker }) => worker)
    if (dead.length > 0) await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(tx)
    return dead.length
  })
}
