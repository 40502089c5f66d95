import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { Refusal } from '../refusal.ts'

/** The account that PostgreSQL runs as when we are root (it refuses to run as root). */
export interface Account {
  uid: number
  gid: number
}

/** Undefined = PostgreSQL runs as ourselves. A cluster that exists is run as its owner. */
export function postgresAccount(cluster: string, say: (line: string) => void): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return accountNamed('postgres') ?? newAccount('postgres', say)
}

function accountNamed(name: string): Account | undefined {
  try {
    return { uid: Number(execId('-u', name)), gid: Number(execId('-g', name)) }
  } catch {
    // `id` fails for a name that it does not know
    return undefined
  }
}

function execId(flag: string, name: string): string {
  return execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

function newAccount(name: string, say: (line: string) => void): Account {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', name], { stdio: 'pipe' })
  } catch (cause) {
    throw new Refusal(
      `PostgreSQL refuses to run as root, and the account "${name}" could not be made. ` +
        'Start Artikul as an ordinary user, or set DATABASE_URL to a PostgreSQL that you run yourself.',
      { cause },
    )
  }
  const made = accountNamed(name)
  if (!made) throw new Refusal(`The account "${name}" was made but cannot be looked up.`)
  say(`made the system account "${name}", because PostgreSQL refuses to run as root`)
  return made
}
