import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type Cell, isHeading, type Table, type TableRow, xml } from './cell.ts'
import * as parts from './xlsx-parts.ts'

/** Excel's own limit, less what stands above the rows. */
export const mostXlsxRows = 1_048_000

/**
 * Writes a workbook of one sheet as its rows come: the memory that it takes does not grow with them. Source: ECMA-376,
 * part 1, SpreadsheetML; texts are inline strings, so that nothing is a formula and no table of strings is kept.
 */
export async function writeXlsx(target: string, table: Table): Promise<void> {
  const zip = new ZipFile()
  const failed = new Promise<never>((_, reject) => zip.on('error', reject))
  const add = (path: string, text: string) =>
    zip.addBuffer(Buffer.from(text), path, { mtime: table.madeAt, compress: true })
  const headRow = table.statement.length + 2 + (table.logo ? 1 : 0)
  add('[Content_Types].xml', parts.contentTypes(table.logo !== null))
  add('_rels/.rels', parts.packageRelations)
  add('docProps/core.xml', parts.coreProperties(table.title, table.madeAt))
  add('xl/workbook.xml', parts.workbook(table.sheet, headRow))
  add('xl/_rels/workbook.xml.rels', parts.workbookRelations)
  add('xl/styles.xml', parts.styles)
  if (table.logo) {
    add('xl/worksheets/_rels/sheet1.xml.rels', parts.sheetRelations)
    add('xl/drawings/drawing1.xml', parts.drawing(table.logo))
    add('xl/drawings/_rels/drawing1.xml.rels', parts.drawingRelations)
    zip.addBuffer(table.logo.png, 'xl/media/image1.png', { mtime: table.madeAt, compress: false })
  }
  zip.addReadStream(Readable.from(sheet(table, headRow)), 'xl/worksheets/sheet1.xml', {
    mtime: table.madeAt,
    compress: true,
  })
  zip.end()
  await Promise.race([pipeline(zip.outputStream, createWriteStream(target)), failed])
}

async function* sheet(table: Table, headRow: number): AsyncGenerator<string> {
  const last = parts.columnName(table.columns.length - 1)
  yield parts.sheetStart(table.columns, headRow)
  yield head(table, headRow)
  let row = headRow
  let headings = false
  for await (const portion of table.rows) {
    let text = ''
    for (const one of portion) {
      row += 1
      headings ||= isHeading(one)
      text += rowOf(one, row)
    }
    yield text
  }
  yield parts.sheetEnd({
    // what stands under headings cannot be sorted without them
    filter: headings || row === headRow ? null : `A${headRow}:${last}${row}`,
    drawing: table.logo !== null,
  })
}

function head({ title, statement, columns, logo }: Table, headRow: number): string {
  const { style } = parts
  const picture = logo ? `<row r="1" ht="${Math.ceil(logo.height * 0.75) + 6}" customHeight="1"/>` : ''
  const first = logo ? 2 : 1
  const lines = [title, ...statement].map((line, place) => {
    const kind = place === 0 ? style.title : style.statement
    return `<row r="${first + place}"${place === 0 ? ' ht="24" customHeight="1"' : ''}>${textCell(line, kind)}</row>`
  })
  const titles = columns.map((column) => textCell(column.title, column.figure ? style.headEnd : style.head))
  return `${picture}${lines.join('')}<row r="${headRow}" ht="30" customHeight="1">${titles.join('')}</row>`
}

function rowOf(row: TableRow, number: number): string {
  if (isHeading(row))
    return `<row r="${number}" s="${parts.style.heading}" customFormat="1">${textCell(row.heading, parts.style.heading)}</row>`
  let cells = ''
  for (const cell of row) cells += cellOf(cell)
  return `<row r="${number}">${cells}</row>`
}

function cellOf(cell: Cell): string {
  if (cell === null) return '<c/>'
  if ('text' in cell) return textCell(cell.text, parts.style.text)
  const kind = cell.places === null ? parts.style.plain : parts.moneyStyle(cell.places)
  return `<c s="${kind}"><v>${cell.figure}</v></c>`
}

/** Longer texts Excel calls damage. */
const longest = 32_000

function textCell(text: string, kind: number): string {
  // Excel reads _x0041_ as a character by its code
  const literal = text.slice(0, longest).replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  return `<c s="${kind}" t="inlineStr"><is><t xml:space="preserve">${xml(literal)}</t></is></c>`
}
