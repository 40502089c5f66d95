import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { postgresAccount, type Account } from './account.ts'
import { bundledBinaries, copyBinaries, majorVersion, type Binaries } from './binaries.ts'
import { codeOf, Refusal } from '../refusal.ts'

/** Where PostgreSQL's programs and data lie, and who runs them. */
export interface Place {
  binaries: Binaries
  /** "18" */
  major: string
  cluster: string
  log: string
  account: Account | undefined
}

/** Root's private folders are closed to the account that PostgreSQL runs as; these are open. */
const openBases = ['/var/lib/artikul', '/var/tmp/artikul']

/**
 * Finds a place that PostgreSQL can reach. Usually `home` itself; under a folder that its account may not enter,
 * the data go to /var/lib/artikul/<id>, and `home/moved-to.txt` remembers it. Throws a Refusal.
 */
export function findPlace(home: string, say: (line: string) => void): Place {
  makeHome(home)
  const moved = movedTo(home)
  if (moved && !existsSync(moved))
    throw new Refusal(
      `The database of ${home} was kept in ${moved}, and that folder is gone. ` +
        `Put it back, or delete ${marker(home)} to begin with an empty database.`,
    )
  let folder = moved ?? home
  const account = postgresAccount(join(folder, 'cluster'), say)
  if (account && !canEnter(folder, account)) {
    folder = newFolder(home, account, say)
    writeFileSync(marker(home), `${folder}\n`)
    say(`the database account may not enter ${home}, so the data are kept in ${folder}`)
  }
  const { binaries, major } = reachableBinaries(account, say)
  return { binaries, major, cluster: join(folder, 'cluster'), log: join(folder, 'postgres.log'), account }
}

const marker = (home: string) => join(home, 'moved-to.txt')

function movedTo(home: string): string | undefined {
  return existsSync(marker(home)) ? readFileSync(marker(home), 'utf8').trim() : undefined
}

function makeHome(home: string): void {
  const probe = join(home, '.writable')
  try {
    mkdirSync(home, { recursive: true })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (cause) {
    throw new Refusal(
      `Cannot write to ${home}${codeOf(cause) === 'ENOSPC' ? ': the disk is full' : ''}. ` +
        'Set DATA_DIR to a folder that this user may write to, or DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    )
  }
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0
}

function newFolder(home: string, account: Account, say: (line: string) => void): string {
  const base = openBase(account)
  for (const name of readdirSync(base)) {
    const label = join(base, name, 'belongs-to.txt')
    const owner = existsSync(label) ? readFileSync(label, 'utf8').trim() : undefined
    if (owner && movedTo(owner) !== join(base, name))
      say(`${join(base, name)} holds an older database of ${owner}; delete it if nobody needs it`)
  }
  const folder = openFolder(join(base, randomBytes(6).toString('hex')))
  writeFileSync(join(folder, 'belongs-to.txt'), `${home}\n`)
  return folder
}

/** The first of the open bases that can be made here and entered by the account. */
function openBase(account: Account): string {
  for (const base of openBases) {
    try {
      if (canEnter(openFolder(base), account)) return base
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(codeOf(error) ?? '')) throw error
    }
  }
  throw new Refusal(
    'Started as root below a folder that is closed to the database account, and neither ' +
      `${openBases.join(' nor ')} can be used instead. Move this folder and DATA_DIR where every user may enter, or set DATABASE_URL.`,
  )
}

/** chmod, because umask may have closed what mkdir made */
function openFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  return folder
}

function reachableBinaries(account: Account | undefined, say: (line: string) => void) {
  const bundled = bundledBinaries()
  const here = majorVersion(bundled, account)
  if (here) return { binaries: bundled, major: here }
  if (!account) throw new Refusal(`This user may not run PostgreSQL from ${bundled.root}.`)
  const binaries = copyBinaries(bundled, openBase(account))
  const major = majorVersion(binaries, account)
  if (!major) throw new Refusal(`The database account cannot run PostgreSQL from ${binaries.root} either.`)
  say(`PostgreSQL's programs are used from ${binaries.root}: its account may not enter ${bundled.root}`)
  return { binaries, major }
}
