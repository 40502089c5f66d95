import { open, readFile } from 'node:fs/promises'
import type { FeedSettings, SheetMapping } from '@portal/api/feeds.ts'
import { kindOfFile } from '#kernel/sheets/kind-of-file.ts'
import { priceListLimits } from '#kernel/sheets/limits.ts'
import { readInThread } from '#kernel/sheets/read-in-thread.ts'
import { Unreadable, type Merge, type Sheet } from '#kernel/sheets/sheet.ts'
import { streamCsv } from '#kernel/sheets/stream-csv.ts'
import { guessSheet } from '../rules/guess-columns.ts'
import { groupingOf, type Grouping } from '../rules/read-price.ts'
import { sheetHints, titleOfSheet } from '../rules/sheet-hints.ts'
import { readYmlFile } from '../yml/read-yml-file.ts'
import { RowsWriter } from './rows-file.ts'

/** What is kept of a sheet besides its rows. */
export interface ReadSheet {
  name: string
  /** as a category: the whole title where the sheet's name was cut short */
  title: string
  hidden: boolean
  rowCount: number
  firstRows: string[][]
  merges: Merge[]
  titles: string[]
  headerKey: string
  grouping: Grouping
  hints: string[]
  guess: Omit<SheetMapping, 'sheet'>
}

const headRows = 60
const mostCsvRows = 3_000_000
const mostColumns = 256

/** Reads a price file of any kind into a file of its rows; answers its sheets with their guessed columns. Throws Unreadable. */
export async function readPriceFile(
  path: string,
  rowsPath: string,
  settings: FeedSettings,
): Promise<ReadSheet[]> {
  const head = await firstBytes(path)
  const kind = kindOfFile(head)
  if (kind === null) throw new Unreadable('file_kind_unknown')
  const rows = new RowsWriter(rowsPath)
  try {
    if (kind === 'markup' && head.toString('latin1').includes('<yml_catalog'))
      return [await readYmlFile(path, rows, settings)]
    if (kind === 'text') return [await readCsvFile(path, rows, settings)]
    return await readWorkbookFile(path, rows, settings)
  } finally {
    await rows.end()
  }
}

async function readWorkbookFile(
  path: string,
  rows: RowsWriter,
  settings: FeedSettings,
): Promise<ReadSheet[]> {
  const read = await readInThread(await readFile(path), priceListLimits)
  const sheets = read.map((sheet) => ({
    ...sheet,
    name: storableText(sheet.name),
    rows: sheet.rows.map((cells) => cells.map(storableText)),
  }))
  for (const [index, sheet] of sheets.entries())
    for (const [row, cells] of sheet.rows.entries())
      await rows.write({ sheet: index, row: row + 1, indent: sheet.indents?.[row] ?? 0, cells })
  return sheets.map((sheet) => described(sheet, sheets, settings))
}

async function readCsvFile(path: string, rows: RowsWriter, settings: FeedSettings): Promise<ReadSheet> {
  let sheet: Sheet = { name: '', rowCount: 0, rows: [], formulas: [] }
  let grouping: Grouping = null
  let again = false
  for await (const read of streamCsv(path, () => (again = true))) {
    if (again) {
      again = false
      await rows.restart()
      sheet = { name: '', rowCount: 0, rows: [], formulas: [] }
    }
    const cells = read.slice(0, mostColumns).map((cell) => storableText(cell.trim()))
    sheet.rowCount += 1
    if (sheet.rowCount > mostCsvRows) throw new Unreadable('too_many_rows', { limit: String(mostCsvRows) })
    if (sheet.rowCount <= headRows) sheet.rows.push(cells)
    grouping ??= groupingOf(cells)
    const indent = read[0] ? read[0].length - read[0].trimStart().length : 0
    await rows.write({ sheet: 0, row: sheet.rowCount, indent, cells })
  }
  if (sheet.rowCount === 0) throw new Unreadable('file_unreadable')
  return { ...described(sheet, [sheet], settings), rowCount: sheet.rowCount, grouping }
}

function described(sheet: Sheet, all: readonly Sheet[], settings: FeedSettings): ReadSheet {
  const head = {
    rows: sheet.rows.slice(0, headRows),
    merges: (sheet.merges ?? []).filter(({ row }) => row < headRows),
  }
  const { mapping, titles, headerKey } = guessSheet(head, settings, sheet.hidden)
  return {
    name: sheet.name,
    title: titleOfSheet(sheet.name, head.rows, mapping.headerRow),
    hidden: sheet.hidden ?? false,
    rowCount: sheet.rowCount,
    firstRows: head.rows.map((cells) => cells.slice(0, 60).map((cell) => cell.slice(0, 120))),
    merges: head.merges,
    titles,
    headerKey,
    grouping: groupingOf(sheet.rows.flat()),
    hints: sheetHints(sheet, all, mapping.headerRow),
    guess: mapping,
  }
}

/** PostgreSQL keeps neither zero bytes nor halves of letters. */
function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', ' ')
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
