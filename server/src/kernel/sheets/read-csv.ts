import { parse } from 'csv-parse/sync'
import { limits as usual, type SheetLimits } from './limits.ts'
import { type Sheet, Unreadable } from './sheet.ts'

/** Reads text in columns: the separator is the one that cuts most lines alike. Quotes that are only inches stay. */
export function readCsv(text: string, limits: SheetLimits = usual): Sheet {
  const named = /^sep=(.)\r?\n/i.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const delimiter = named?.[1] ?? separatorOf(body)
  let rows: string[][]
  try {
    rows = parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
      to: limits.rows + 1,
    })
  } catch {
    // an open quote somewhere: then quotes mean nothing in this file
    rows = body
      .split(/\r\n|\n|\r/)
      .slice(0, limits.rows + 1)
      .map((line) => line.split(delimiter))
  }
  while (rows.at(-1)?.every((cell) => cell.trim() === '')) rows.pop()
  if (rows.length > limits.rows) throw new Unreadable('too_many_rows', { limit: String(limits.rows) })
  return {
    name: '',
    rowCount: rows.length,
    rows: rows.map((row) => row.slice(0, limits.columns).map((cell) => cell.trim())),
    formulas: [],
  }
}

const separators = ['\t', ';', ',', '|'] as const

/** Tab, semicolon, comma: the first one that cuts the most of the first lines into the same number of cells, at least two. */
export function separatorOf(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, 40).filter((line) => line.trim() !== '')
  let best: { separator: string; score: number } = { separator: ';', score: 0 }
  for (const separator of separators) {
    const counts = lines.map((line) => cut(line, separator))
    const usual = mode(counts.filter((count) => count > 1))
    const score = usual === null ? 0 : counts.filter((count) => count === usual).length
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

/** Cells of a line; separators within quotes do not count. */
function cut(line: string, separator: string): number {
  let cells = 1
  let quoted = false
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (letter === separator && !quoted) cells += 1
  }
  return cells
}

function mode(values: readonly number[]): number | null {
  const counts = [...Map.groupBy(values, (value) => value)].toSorted((a, b) => b[1].length - a[1].length)
  return counts[0]?.[0] ?? null
}
