import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { serverAllocator, serverMemory } from '../scripts/server-memory.mjs'
import { freePort } from '../server/src/kernel/postgres/ports.ts'

/** A whole portal in a process of its own, as `npm start` runs it. */
export interface Portal {
  url: string
  pid: number
  /** what it has printed so far */
  output(): string
  /** Ends it; resolves when the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Ends it with kill -9 and leaves its data folder, which `continueIn` takes: a power cut. */
  crash(): Promise<string>
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Starts a portal on a free port over this database, with a copy of a data folder. Resolves when it is ready. */
export async function startPortal(options: {
  databaseUrl: string
  /** copied, so that what the portal keeps does not reach the original; undefined = empty */
  dataDir?: string | undefined
  /** the folder that a crashed portal left; used as it is */
  continueIn?: string | undefined
  env?: Record<string, string>
}): Promise<Portal> {
  const dataDir = options.continueIn ?? mkdtempSync(join(tmpdir(), 'artikul-e2e-'))
  if (options.dataDir) cpSync(options.dataDir, dataDir, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [...serverMemory, join(root, 'scripts/serve.ts')], {
    cwd: root,
    env: {
      ...serverAllocator,
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: options.databaseUrl,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const alive = () => child.exitCode === null && child.signalCode === null
  const end = async (signal: NodeJS.Signals) => {
    if (alive()) child.kill(signal)
    await gone
  }
  const portal: Portal = {
    url,
    pid: child.pid!,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      await end(signal)
      rmSync(dataDir, { recursive: true, force: true })
    },
    crash: async () => {
      await end('SIGKILL')
      return dataDir
    },
  }
  const deadline = Date.now() + 120_000
  while (!(await isReady(url))) {
    if (!alive()) throw new Error(`The portal ended before it was ready:\n${output}`)
    if (Date.now() > deadline) {
      await portal.stop('SIGKILL')
      throw new Error(`The portal was not ready after two minutes:\n${output}`)
    }
    await sleep(50)
  }
  return portal
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    // nobody listens yet
    return false
  }
}
