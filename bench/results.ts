import { execSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ImportFigures } from './importing.ts'
import type { Figures } from './load.ts'
import type { Durations } from './ordering.ts'

export interface ScenarioResult {
  name: string
  aim: number | null
  /** by number of connections */
  figures: readonly Figures[]
  /** the plain SQL of the same run beside it */
  floor: { name: string; figures: readonly Figures[] } | null
}

const ms = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)))

/** A row for each scenario; the last columns put the middle number of connections beside its floor and its aim. */
export function scenarioTable(results: readonly ScenarioResult[], connections: readonly number[]): string {
  const heads = connections.flatMap((count) => [`${count}: answers/s`, 'p50', 'p95'])
  const middle = connections.indexOf(4) >= 0 ? connections.indexOf(4) : connections.length - 1
  const rows = results.map(({ name, aim, figures, floor }) => {
    const cells = figures.flatMap(({ perSecond, p50, p95 }) => [
      perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond),
      ms(p50),
      ms(p95),
    ])
    const wrong = figures.reduce((sum, each) => sum + each.wrong, 0)
    const beside = floor?.figures[middle]
    const ratio = beside
      ? `${(figures[middle]!.perSecond / beside.perSecond).toFixed(2)} (${floor!.name})`
      : ''
    const reached = aim === null ? '' : `${aim} ${figures[middle]!.p95 <= aim ? 'yes' : 'no'}`
    return [name, ...cells, wrong, ratio, reached]
  })
  return table(['request', ...heads, 'wrong', 'of its floor', 'aim, p95 of 4'], rows)
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

/** Work in the background: what, how many rows, seconds, what was aimed at. */
export function backgroundTable(
  works: readonly { name: string; rows: number; seconds: number; aim: number; note: string }[],
): string {
  return table(
    ['in the background', 'rows', 'seconds', 'rows/s', 'aim, s', ''],
    works.map(({ name, rows, seconds, aim, note }) => [
      name,
      rows,
      seconds.toFixed(1),
      Math.round(rows / seconds),
      `${Math.round(aim)} ${seconds <= aim ? 'yes' : 'no'}`,
      note,
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

/** Where and when a part was measured. */
export function measuredOn(seconds: number): string {
  const commit = execSync('git rev-parse --short HEAD', { encoding: 'utf8' }).trim()
  const machine = `${cpus().length} x ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB`
  const busy = loadavg()[2]!.toFixed(1)
  return `${machine}, Node.js ${process.version}, commit ${commit}, ${seconds} s each, load average ${busy} at the end.`
}

/** Puts a part of the results in the place of its earlier figures; other parts stay, profiles in their order. */
export function writePart(title: string, text: string): void {
  const file = fileURLToPath(new URL('RESULTS.md', import.meta.url))
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# What the portal does in a second\n'
  const [head, ...sections] = before.split(/^(?=## )/m)
  const heading = `## ${title}\n`
  const others = sections.filter((one) => !one.startsWith(heading))
  const all = [...others, `${heading}\n${text}`].toSorted((a, b) => placeOf(a) - placeOf(b))
  writeFileSync(file, `${[head!, ...all].map((one) => one.trimEnd()).join('\n\n')}\n`)
}

const order = ['Profile L', 'Curve', 'Profile XL', 'Profile M', 'Profile S']

function placeOf(section: string): number {
  const found = order.findIndex((title) => section.startsWith(`## ${title}\n`))
  return found < 0 ? order.length : found
}
