import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface JobsProcess {
  /** Lets the jobs at work come to their end; resolves when the process is gone. */
  stop(): Promise<void>
}

/** An import must neither hold up pages nor fill the memory that they need: its heap is capped. Megabytes. */
const memory = ['--max-old-space-size=512', '--max-semi-space-size=8']

/**
 * Starts a process that works jobs, and starts it again when it ends by itself: what it was at is tried again from the
 * database. Resolves when it is ready.
 */
export async function startJobsProcess(
  databaseUrl: string,
  log: (line: string) => void,
): Promise<JobsProcess> {
  let stopping = false
  let child = launch(databaseUrl)
  const watch = (watched: ChildProcess) =>
    watched.once('exit', (code, signal) => {
      if (stopping) return
      log(`The process of the jobs ended (${signal ?? code}) and is started again.`)
      void sleep(1000).then(() => {
        if (!stopping) watch((child = launch(databaseUrl)))
      })
    })
  watch(child)
  const ready = once(child, 'message')
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process of the jobs ended with ${code} before it was ready`)
  })
  await Promise.race([ready, ended])
  // when it ends later, it is started again
  ended.catch(() => undefined)
  return {
    stop: async () => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

function launch(databaseUrl: string): ChildProcess {
  return fork(fileURLToPath(new URL('jobs.ts', import.meta.url)), {
    execArgv: memory,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
}
