/**
 * Calls `stop` once on Ctrl-C or SIGTERM, and `force` when the person asks again. One Ctrl-C arrives several times,
 * from the terminal and from each npm in between, so what comes within a second counts as the same.
 */
export function onStopSignal(stop: () => void, force: () => void): void {
  let asked: number | undefined
  const heard = () => {
    const now = performance.now()
    if (asked === undefined) {
      asked = now
      stop()
    } else if (now - asked > 1000) force()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard)
  // npm hands a SIGTERM to its shell, which dies of it without a word to us: we notice that our parent is gone
  if (process.env['npm_lifecycle_event']) {
    const parent = process.ppid
    setInterval(() => asked === undefined && process.ppid !== parent && heard(), 500).unref()
  }
}
