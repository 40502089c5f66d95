import { systemClock } from '#kernel/clock.ts'
import type { Config } from '#kernel/config.ts'
import { openDatabase } from '#kernel/db.ts'
import { openFiles } from '#kernel/files.ts'
import { makeLog } from '#kernel/log.ts'
import { startWorker } from '#kernel/worker.ts'
import { jobsOf } from './modules.ts'

/** Jobs at a time in one process, and the connections that they and the queue itself need. */
const concurrency = 2
const connections = 6

/** Works jobs over a migrated database: imports, letters, reactions, the timetable. Any number of processes may. */
export async function startJobs(config: Config, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const log = makeLog(config.LOG_LEVEL)
  const { db, pool, close } = openDatabase(databaseUrl, {
    max: connections,
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection of the jobs died'),
  })
  const jobs = jobsOf({ config, db, clock: systemClock, files: await openFiles(config), log })
  const worker = await startWorker({ url: databaseUrl, pool, db, jobs, log, concurrency })
  return {
    stop: async () => {
      await worker.stop()
      await close()
    },
  }
}
