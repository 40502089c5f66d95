import { globSync, readFileSync } from 'node:fs'

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
    const [, parent] = /\) \S (\d+)/.exec(readStat(file)) ?? []
    return Number(parent) === pid ? [Number(file.split('/')[2])] : []
  })
}

/** Empty when the process has just ended. */
function readStat(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
