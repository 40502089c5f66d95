import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { program } from './binaries.ts'
import type { Place } from './place.ts'
import { codeOf, Refusal } from '../refusal.ts'

/** The superuser of an embedded cluster, and the name of the portal's database. */
export const owner = 'artikul'

/** PostgreSQL's programs must not hear of PGPORT and the like that are meant for another server. */
export function quietEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LC_'),
  )
  return { ...Object.fromEntries(kept), LANG: 'C', LC_ALL: 'C' }
}

/** Makes the cluster when there is none, checks its version, and returns its password. */
export function prepareCluster(place: Place, options: { durable: boolean }): string {
  const version = clusterVersion(place.cluster) ?? initialise(place, options.durable)
  if (version !== place.major)
    throw new Refusal(
      `${place.cluster} was made by PostgreSQL ${version}, this Artikul brings PostgreSQL ${place.major}. ` +
        `Dump the data with pg_dump of version ${version}, start with an empty DATA_DIR and load the dump, ` +
        `or run a PostgreSQL ${version} yourself and set DATABASE_URL.`,
    )
  return readFileSync(passwordFile(place.cluster), 'utf8')
}

/** Inside the cluster, which only its owner may enter: they come into being and move together. */
const passwordFile = (cluster: string) => join(cluster, 'artikul.password')

function clusterVersion(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (codeOf(error) !== 'EACCES') throw error
    const uid = statSync(cluster).uid
    throw new Refusal(
      `${cluster} belongs to another user (uid ${uid}). Start Artikul as the user who started it first ` +
        '(root, if it was started with sudo), or set DATA_DIR to another folder.',
      { cause: error },
    )
  }
}

/** initdb into a folder beside, renamed when whole: a start killed in the middle leaves no half cluster. */
function initialise(place: Place, durable: boolean): string {
  const { account, cluster } = place
  const parent = dirname(cluster)
  sweep(parent)
  const work = mkdtempSync(join(parent, 'new-'))
  const half = join(work, 'cluster')
  const password = join(work, 'password')
  mkdirSync(half, { mode: 0o700 })
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (account) for (const path of [work, half, password]) chownSync(path, account.uid, account.gid)
  try {
    initdb(place, half, password, durable)
    renameSync(password, passwordFile(half))
    renameSync(half, cluster)
  } catch (error) {
    // another process made the cluster meanwhile: use that one
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return place.major
}

function initdb(place: Place, folder: string, passwordFile: string, durable: boolean): void {
  const { account, binaries, cluster } = place
  const run = spawnSync(
    program(binaries, 'initdb'),
    [
      `--pgdata=${folder}`,
      `--username=${owner}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: '/', env: quietEnvironment(), encoding: 'utf8' },
  )
  if (run.status === 0) return
  const why = run.error?.message ?? `${run.stdout}${run.stderr}`.trim().split('\n').slice(-6).join('\n')
  throw new Refusal(`PostgreSQL could not prepare its data in ${cluster}:\n${why}`)
}

/** What a start killed during initdb left behind. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent).filter((name) => name.startsWith('new-'))) {
    const path = join(parent, name)
    if (statSync(path).mtimeMs < Date.now() - 600_000) rmSync(path, { recursive: true, force: true })
  }
}

/** The postmaster that works on this cluster, also one that an earlier, killed server left behind. */
export function runningPostmaster(
  cluster: string,
): { pid: number; port: number; sockets: string | undefined } | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Math.abs(Number(lines[0]))
  const port = Number(lines[3])
  const sockets = lines[4] || undefined
  return pid > 0 && port > 0 && worksIn(pid, cluster) ? { pid, port, sockets } : undefined
}

/**
 * Where a postmaster keeps its Unix socket, through which a question costs half of what it costs through TCP: the cluster,
 * which nobody else may enter. Undefined where Node.js knows no such sockets or the path is too long for one.
 */
export function socketFolder(cluster: string): string | undefined {
  const longest = 103 - '/.s.PGSQL.65535'.length
  return process.platform !== 'win32' && Buffer.byteLength(cluster) <= longest ? cluster : undefined
}

/** A pid in a file proves nothing: after a reboot it may be anybody's. A postmaster's working folder is its cluster. */
function worksIn(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (existsSync('/proc/self/cwd')) {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    } catch (error) {
      if (codeOf(error) === 'EACCES' || codeOf(error) === 'ENOENT') return false
      throw error
    }
  }
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return command.stdout?.includes(cluster) ?? false
}

/** False also for a process of a user who could not have started our cluster. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Opens the log for appending; one that has grown past 10 MB is set aside first. */
export function openLog(path: string): { fd: number; close(): void; tail(): string } {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(path, `${path}.old`)
  const fd = openSync(path, 'a')
  const start = statSync(path).size
  const tail = () => readFileSync(path).subarray(start).toString().trim().split('\n').slice(-12).join('\n')
  return { fd, close: () => closeSync(fd), tail }
}
