import { globSync, readFileSync } from 'node:fs'
import pg from 'pg'

/** Resident memory of a process in MB, now or (VmHWM) at its highest; Linux only, NaN elsewhere. */
export function residentMb(pid: number, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  if (process.platform !== 'linux') return NaN
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024)
}

/** Processes that this one has started and that still run; Linux only. */
export function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return []
  return globSync('/proc/[0-9]*/stat').flatMap((file) => {
    const fields = statOf(Number(file.split('/')[2]))
    return Number(fields[1]) === pid ? [Number(file.split('/')[2])] : []
  })
}

/** The process that started the one which answers this database. */
export async function postmasterOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const parent = Number(statOf(rows[0]!.pid)[1])
  await client.end()
  return parent
}

/** Processor time of a process and all that it has started, in seconds; Linux only, NaN elsewhere. */
export function processorSeconds(pid: number): number {
  if (process.platform !== 'linux') return NaN
  const own = statOf(pid)
  // user, system, and both of the children that have ended; in hundredths of a second
  const ticks = own.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return ticks / 100 + childrenOf(pid).reduce((sum, child) => sum + processorSeconds(child), 0)
}

/** The fields after the name of the program: state, parent and so on; none when the process has just ended. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}
