import {
  read,
  SSF,
  utils,
  type CellObject,
  type ParsingOptions,
  type WorkBook,
  type WorkSheet,
} from '@e965/xlsx'
import type { SheetLimits } from './limits.ts'
import { type Sheet, Unreadable } from './sheet.ts'

const reading = (limits: SheetLimits): ParsingOptions => ({
  dense: true,
  cellFormula: true,
  cellHTML: false,
  cellNF: true,
  cellText: true,
  cellDates: false,
  bookVBA: false,
  // one more than may be: so that it is known that there are more
  sheetRows: limits.rows + 1,
})

/** Reads .xlsx, .ods, .xls and what calls itself so (HTML tables, XML of 2003), every cell as the text of its value. */
export function readWorkbook(source: Buffer | string, limits: SheetLimits): Sheet[] {
  let workbook: WorkBook
  try {
    workbook =
      typeof source === 'string'
        ? read(source, { ...reading(limits), type: 'string', raw: true })
        : read(source, { ...reading(limits), type: 'buffer' })
  } catch (error) {
    const encrypted = error instanceof Error && /password|encrypt/i.test(error.message)
    throw new Unreadable(encrypted ? 'file_encrypted' : 'file_unreadable')
  }
  const { SheetNames: names } = workbook
  if (names.length > limits.sheets) throw new Unreadable('too_many_sheets', { limit: String(limits.sheets) })
  return names.flatMap((name, index) => {
    const sheet = workbook.Sheets[name]
    // charts and macros have no cells
    if (!sheet?.['!ref']) return []
    const hidden = Boolean(workbook.Workbook?.Sheets?.[index]?.Hidden)
    return [{ ...readSheet(name, sheet, limits), hidden }]
  })
}

function readSheet(name: string, sheet: WorkSheet, limits: SheetLimits): Sheet {
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? []
  const rows: string[][] = []
  const formulas: string[] = []
  const indents: Record<number, number> = {}
  for (let row = 0; row < Math.min(data.length, limits.rows + 1); row += 1) {
    const cells = (data[row] ?? []).slice(0, limits.columns)
    rows.push(Array.from(cells, textOf))
    const indent = indentOf(cells)
    if (indent > 0) indents[row] = indent
    for (const [column, cell] of cells.entries()) if (cell?.f !== undefined) formulas.push(`${row}:${column}`)
  }
  while (rows.at(-1)?.every((cell) => cell === '')) rows.pop()
  const full = utils.decode_range(sheet['!fullref'] ?? sheet['!ref']!)
  if (rows.length > limits.rows)
    throw new Unreadable('too_many_rows', {
      limit: String(limits.rows),
      rows: String(full.e.r + 1),
      sheet: name,
    })
  const merges = (sheet['!merges'] ?? [])
    .slice(0, limits.rows)
    .map(({ s, e }) => ({ row: s.r, column: s.c, toRow: e.r, toColumn: e.c }))
  return { name, rowCount: rows.length, rows, formulas, indents, merges }
}

/** Spaces before the first text of a row. */
function indentOf(cells: readonly (CellObject | undefined)[]): number {
  const first = cells.find((cell) => cell?.t === 's' && typeof cell.v === 'string' && cell.v.trim() !== '')
  const text = typeof first?.v === 'string' ? first.v : ''
  return text.length - text.trimStart().length
}

/**
 * A number as it is, not as it is shown (`1,000.00`), except where a format pads it with zeros (`00123`) or makes it a date.
 * A long number stays whole where the program that wrote it kept it whole.
 */
export function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.t === 'z' || cell.v === undefined || cell.v === null) return ''
  if (cell.t === 'n' && typeof cell.v === 'number') {
    const shown = cell.w?.trim() ?? ''
    const format = typeof cell.z === 'string' ? cell.z : ''
    if (/^0\d+$/.test(shown) || (format && SSF.is_date(format))) return shown
    return numberText(cell.v)
  }
  if (cell.t === 'e') return cell.w ?? '#N/A'
  return String(cell.w ?? cell.v).trim()
}

/** Without an exponent up to 15 digits, which is all that a spreadsheet keeps; without the dust of binary fractions. */
function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  const short = String(Number(value.toPrecision(15)))
  return /e/i.test(short) ? short.toUpperCase() : short
}
