import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import { program } from './binaries.ts'
import { isAlive, openLog, quietEnvironment, runningPostmaster, socketFolder } from './cluster.ts'
import type { Place } from './place.ts'
import { codeOf, Refusal } from '../refusal.ts'
import { postgresFlags, type Purpose } from './settings.ts'

/** A PostgreSQL at work, and our connection to it. */
export interface Session {
  pid: number
  port: number
  guard: pg.Client
}

/** It did not start; `transient` = trying again may help. */
export interface FailedLaunch {
  transient: boolean
  refusal: Refusal
}

type Connect = (port: number) => Promise<pg.Client>
type Say = (line: string) => void

/** Starts a postmaster in a session of its own, so that Ctrl-C of our terminal does not reach it. */
export async function launch(
  place: Place,
  purpose: Purpose,
  port: number,
  connect: Connect,
  say: Say,
): Promise<Session | FailedLaunch> {
  dropStalePidFile(place, say)
  const log = openLog(place.log)
  const child = spawn(
    program(place.binaries, 'postgres'),
    ['-D', place.cluster, ...postgresFlags(purpose, port, socketFolder(place.cluster))],
    {
      ...place.account,
      cwd: '/',
      env: quietEnvironment(),
      detached: true,
      windowsHide: true,
      // a file and not a pipe: it must be able to write when we are gone
      stdio: ['ignore', log.fd, log.fd],
    },
  )
  log.close()
  child.unref()
  let failure: Error | undefined
  child.on('error', (error) => (failure = error))
  const alive = () => failure === undefined && child.exitCode === null && child.signalCode === null
  const guard = await whenReady(() => connect(port), alive, say)
  if (guard && child.pid) return { pid: child.pid, port, guard }
  const words = failure?.message ?? log.tail()
  return {
    // somebody took the port meanwhile; processes of a killed postmaster are not all gone; another start was faster
    transient: /could not bind|pre-existing shared memory|lock file "postmaster.pid" already/.test(words),
    refusal: new Refusal(`PostgreSQL did not start. The whole log is ${place.log}, its end:\n${words}`),
  }
}

/** Connects as soon as the postmaster accepts it, however long it recovers; undefined when it is no longer alive. */
export async function whenReady(
  connect: () => Promise<pg.Client>,
  alive: () => boolean,
  say: Say,
): Promise<pg.Client | undefined> {
  let patience = Date.now() + 5_000
  while (alive()) {
    try {
      return await connect()
    } catch (error) {
      // not listening yet; starting up; shutting down
      if (!['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(codeOf(error) ?? '')) throw error
    }
    if (Date.now() > patience) {
      say('PostgreSQL is still recovering; nothing is lost, please wait')
      patience += 15_000
    }
    await sleep(25)
  }
  return undefined
}

/** Ends the postmaster of this place, ours or one left by a killed server; returns when it is gone. */
export async function stopPostmaster(place: Place): Promise<void> {
  const args = ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '120']
  const options = { ...place.account, cwd: '/', env: quietEnvironment() }
  try {
    await promisify(execFile)(program(place.binaries, 'pg_ctl'), args, options)
  } catch (error) {
    // it may have ended by itself before pg_ctl looked
    if (runningPostmaster(place.cluster)) throw error
  }
}

/**
 * A pid file of a dead postmaster is left to PostgreSQL, which first makes sure that none of its processes still work.
 * It would refuse one whose pid belongs to a stranger by now; that one goes here, and so does the lock of its socket.
 */
function dropStalePidFile(place: Place, say: Say): void {
  const file = join(place.cluster, 'postmaster.pid')
  if (!existsSync(file) || runningPostmaster(place.cluster)) return
  say('PostgreSQL had not been stopped in order last time; it recovers now')
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  if (!isAlive(Math.abs(pid!))) return
  rmSync(file, { force: true })
  rmSync(join(place.cluster, `.s.PGSQL.${port}.lock`), { force: true })
}
