/** One calm line for each phase of a start: what, how it ended, how long it took. */
export async function phase<T>(
  title: string,
  work: (say: (line: string) => void) => Promise<T>,
  outcome: (result: T) => string,
): Promise<T> {
  const started = performance.now()
  const live = process.stdout.isTTY
  const notes: string[] = []
  if (live) process.stdout.write(`  ${title.padEnd(12)} …`)
  const say = (line: string) => {
    notes.push(line)
    if (live) process.stdout.write(`\r\u001b[K`)
    process.stdout.write(`  ${''.padEnd(12)} ${line}\n`)
    if (live) process.stdout.write(`  ${title.padEnd(12)} …`)
  }
  try {
    const result = await work(say)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    if (live) process.stdout.write(`\r\u001b[K`)
    process.stdout.write(`  ${title.padEnd(12)} ${outcome(result)} (${seconds} s)\n`)
    return result
  } catch (error) {
    if (live) process.stdout.write(`\r\u001b[K`)
    throw error
  }
}
