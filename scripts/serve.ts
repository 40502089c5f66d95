// npm start, after the installation: the database, its tables, the web client, the server; and the way back.
import { createServer } from 'node:net'
import { loadConfig } from '../server/src/kernel/config.ts'
import { migrate } from '../server/src/kernel/migrate.ts'
import { portalDatabase, type PortalDatabase } from '../server/src/kernel/postgres/portal-database.ts'
import { codeOf, Refusal } from '../server/src/kernel/refusal.ts'
import { startServer, type RunningServer } from '../server/src/main.ts'
import { demoPassword, demoSignIns } from '../server/src/demo/people/users.ts'
import { buildWeb, webBuild } from './build-web.ts'
import { startJobsProcess, type JobsProcess } from './jobs-process.ts'
import { phase } from './phases.ts'
import { onStopSignal } from './stop-signal.ts'

let database: PortalDatabase | undefined
let server: RunningServer | undefined
let jobs: JobsProcess | undefined
let stopping = false

onStopSignal(
  () => void stop(0),
  () => {
    console.log('  Stopping at once; PostgreSQL recovers at the next start.')
    database?.embedded?.kill()
    process.exit(1)
  },
)

try {
  await start()
} catch (error) {
  if (!stopping) {
    console.error(error instanceof Refusal ? `\n${error.message}\n` : error)
    await stop(1)
  }
}

async function start(): Promise<void> {
  const config = loadConfig({ LOG_LEVEL: 'warn', ...process.env })
  await refuseTakenAddress(config)
  console.log('\n  Artikul\n')
  const { url } = (database = await phase(
    'Database',
    (say) => portalDatabase(config, { say, onLost }),
    ({ embedded }) => (embedded ? `PostgreSQL 18, its data in ${embedded.folder}` : 'as DATABASE_URL says'),
  ))
  await phase(
    'Tables',
    () => migrate(url),
    (applied) => (applied.length > 0 ? `${applied.length} migrations applied` : 'up to date'),
  )
  const demo = config.DEMO
    ? await phase(
        'Demo company',
        // what the demo company is made of stays out of the memory of a portal that has none
        async () => (await import('./load-demo-into.ts')).loadDemoInto(url, config, 'S'),
        ({ outcome, counts }) =>
          outcome === 'loaded' ? `${counts.products} products, ${counts.orders} orders` : outcome,
      )
    : undefined
  await phase('Web client', buildWeb, (outcome) => outcome)
  server = await phase(
    'Server',
    () => startServer(config, url, { webBuild }),
    () => 'ready',
  )
  if (config.WORKER)
    jobs = await phase(
      'Jobs',
      () => startJobsProcess(url, (line) => console.error(line)),
      () => 'ready',
    )
  console.log(`\n  ${config.PUBLIC_URL ?? server.address}\n`)
  if (demo && demo.outcome !== 'inhabited') tellSignIns()
  console.log('  Ctrl-C stops it.\n')
}

function tellSignIns(): void {
  console.log(`  Sign in with the password ${demoPassword} as`)
  for (const { email, who } of demoSignIns) console.log(`    ${email.padEnd(30)} ${who}`)
  console.log()
}

/** Said first, and not after a minute of preparing. */
async function refuseTakenAddress({ HOST, PORT }: { HOST: string; PORT: number }): Promise<void> {
  const probe = createServer()
  const code = await new Promise<string | undefined>((resolve) => {
    probe.once('error', (error) => resolve(codeOf(error) ?? error.message))
    probe.listen(PORT, HOST, () => probe.close(() => resolve(undefined)))
  })
  if (!code) return
  const reasons: Record<string, string> = {
    EADDRINUSE: 'is taken by another program',
    EACCES: 'may not be used by this user',
    EADDRNOTAVAIL: 'is not an address of this machine',
  }
  throw new Refusal(`${HOST}:${PORT} ${reasons[code] ?? code}. Choose another, such as PORT=3001 npm start`)
}

function onLost(error: unknown): void {
  console.error(error instanceof Refusal ? error.message : error)
  void stop(1)
}

/** The server first, so that what is being answered is finished; then the jobs, then their database. */
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  if (code === 0) console.log('\n  Stopping …')
  await server?.close()
  await jobs?.stop()
  await database?.embedded?.stop()
  if (code === 0) console.log('  Stopped.')
  process.exit(code)
}
