// npm run jobs: works jobs and nothing else. npm start runs one of these beside its server.
import { constants, setPriority } from 'node:os'
import { loadConfig } from '../server/src/kernel/config.ts'
import { startJobs } from '../server/src/worker.ts'

const config = loadConfig(process.env)
if (!config.DATABASE_URL) throw new Error('Say in DATABASE_URL which portal’s jobs these are.')
// an import must not hold up the people who look at pages meanwhile
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const jobs = await startJobs(config, config.DATABASE_URL)
let stopping = false

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await jobs.stop()
  process.exit(0)
}

process.on('SIGTERM', () => void stop())
if (process.send) {
  // a child of npm start: a Ctrl-C reaches both, and the parent says when to stop, also by dying
  process.on('SIGINT', () => undefined)
  process.on('disconnect', () => void stop())
  process.send('ready')
} else process.on('SIGINT', () => void stop())
