import { execSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ImportFigures } from './importing.ts'
import type { Figures } from './load.ts'
import type { Durations } from './ordering.ts'

export interface ScenarioResult {
  name: string
  /** by number of connections */
  figures: readonly Figures[]
}

/** A row for each scenario; the last column is its answers per second beside the floor's, at the most connections. */
export function scenarioTable(
  results: readonly ScenarioResult[],
  connections: readonly number[],
  floor: ScenarioResult,
): string {
  const heads = connections.flatMap((count) => [`${count}: answers/s`, 'p50', 'p97.5', 'p99'])
  const best = (result: ScenarioResult) => result.figures.at(-1)!.perSecond
  const rows = results.map((result) => {
    const cells = result.figures.flatMap(({ perSecond, p50, p97, p99 }) => [
      Math.round(perSecond),
      p50,
      p97,
      p99,
    ])
    const wrong = result.figures.reduce((sum, figures) => sum + figures.wrong, 0)
    return [result.name, ...cells, wrong, (best(result) / best(floor)).toFixed(2)]
  })
  return table(['request', ...heads, 'wrong', 'of one-SQL floor'], rows)
}

export function ordersTable(
  orders: readonly { lineCount: number; submit: Durations; whole: Durations }[],
): string {
  return table(
    ['order', 'submit, median ms', 'submit, longest ms', 'empty cart to number, median ms', 'runs'],
    orders.map(({ lineCount, submit, whole }) => [
      `${lineCount} lines`,
      Math.round(submit.median),
      Math.round(submit.longest),
      Math.round(whole.median),
      submit.runs,
    ]),
  )
}

export function importTable(figures: ImportFigures): string {
  const { products, rows, seconds, copySeconds, serverMb, jobsMb } = figures
  const cells = [
    products,
    rows,
    seconds.toFixed(1),
    Math.round(products / seconds),
    Math.round(rows / seconds),
    Math.round(rows / copySeconds),
    serverMb,
    jobsMb,
  ]
  return table(
    [
      'import from 1C: products',
      'rows',
      'seconds',
      'products/s',
      'rows/s',
      'raw COPY, rows/s',
      'server, MB at most',
      'jobs, MB at most',
    ],
    [cells],
  )
}

export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map((_, index) => (index ? '---:' : '---'))), ...rows.map(line)].join('\n')
}

/** Puts these figures in the place of the profile's earlier ones. */
export function writeResults(section: string, seconds: number, text: string): void {
  const file = fileURLToPath(new URL('RESULTS.md', import.meta.url))
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# What the portal does in a second\n'
  const [head, ...sections] = before.split(/^(?=## )/m)
  const title = `## Profile ${section}`
  const commit = execSync('git rev-parse --short HEAD', { encoding: 'utf8' }).trim()
  const machine = `${cpus().length} x ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB`
  const told = `${machine}, Node.js ${process.version}, commit ${commit}, ${seconds} s each. Times are milliseconds of a closed loop in which each connection is a buyer of another contract; server, PostgreSQL and load share the machine.`
  const mine = `${title}\n\n${told}\n\n${text}\n\n`
  const others = sections.filter((one) => !one.startsWith(title))
  writeFileSync(
    file,
    `${[head!.trimEnd(), ...[...others, mine].toSorted().map((one) => one.trimEnd())].join('\n\n')}\n`,
  )
}
