import {
  read,
  SSF,
  utils,
  type CellObject,
  type ParsingOptions,
  type WorkBook,
  type WorkSheet,
} from '@e965/xlsx'
import { limits } from './limits.ts'
import { type Sheet, Unreadable } from './sheet.ts'

const reading: ParsingOptions = {
  dense: true,
  cellFormula: true,
  cellHTML: false,
  cellNF: true,
  cellText: true,
  cellDates: false,
  bookVBA: false,
  // one more than may be: so that it is known that there are more
  sheetRows: limits.rows + 1,
}

/** Reads .xlsx, .ods, .xls and what calls itself so (HTML tables, XML of 2003), every cell as the text of its value. */
export function readWorkbook(source: Buffer | string): Sheet[] {
  let workbook: WorkBook
  try {
    workbook =
      typeof source === 'string'
        ? read(source, { ...reading, type: 'string', raw: true })
        : read(source, { ...reading, type: 'buffer' })
  } catch (error) {
    const encrypted = error instanceof Error && /password|encrypt/i.test(error.message)
    throw new Unreadable(encrypted ? 'file_encrypted' : 'file_unreadable')
  }
  const { SheetNames: names } = workbook
  if (names.length > limits.sheets) throw new Unreadable('too_many_sheets', { limit: String(limits.sheets) })
  return names.flatMap((name) => {
    const sheet = workbook.Sheets[name]
    // charts and macros have no cells
    return sheet?.['!ref'] ? [readSheet(name, sheet)] : []
  })
}

function readSheet(name: string, sheet: WorkSheet): Sheet {
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? []
  const rows: string[][] = []
  const formulas: string[] = []
  for (let row = 0; row < Math.min(data.length, limits.rows + 1); row += 1) {
    const cells = (data[row] ?? []).slice(0, limits.columns)
    rows.push(Array.from(cells, textOf))
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
  return { name, rowCount: rows.length, rows, formulas }
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
