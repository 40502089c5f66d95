/** What stands in one row of the sheet, as it was typed, pasted or scanned. */
export interface SheetRow {
  key: string
  article: string
  quantity: string
  unit: string
  comment: string
  /** chosen by hand: stands over what the article and the unit's word mean */
  productId?: string
  packagingId?: string
}

export type Field = 'article' | 'quantity' | 'unit' | 'comment'

/** As many rows as the server recognises at once; a longer list is uploaded as a file. */
export const mostRows = 1000

const blankAtEnd = 8
const least = 15

export const isBlank = (row: SheetRow) => row.article.trim() === ''

export const blankRow = (key: string): SheetRow => ({
  key,
  article: '',
  quantity: '',
  unit: '',
  comment: '',
})

/** The sheet never ends: some blank rows always follow the last one that is filled. */
export function endless(rows: readonly SheetRow[], newKey: () => string): SheetRow[] {
  const filled = rows.findLastIndex((row) => !isBlank(row) || row.quantity !== '') + 1
  const wanted = Math.min(mostRows, Math.max(least, filled + blankAtEnd))
  const kept = rows.slice(0, Math.max(wanted, filled))
  return [...kept, ...Array.from({ length: wanted - kept.length }, () => blankRow(newKey()))]
}

/** Another article is another product: what was chosen for the old one goes. */
export function changed(row: SheetRow, patch: Partial<SheetRow>): SheetRow {
  const { productId: _product, packagingId: _packaging, ...bare } = row
  if (patch.article !== undefined && patch.article !== row.article) return { ...bare, ...patch }
  return { ...row, ...patch }
}

/** Cells of a pasted text: by tabs as from a spreadsheet, by semicolons, or by a comma where every line ends in `, number`. */
export function cellsOf(text: string): string[][] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/[ \u00a0]+$/, ''))
    .filter((line) => line.trim() !== '')
  const cut = cutterOf(lines)
  const rows = lines.map((line) => cut(line).map(unquoted))
  return rows[0] && isHeader(rows[0]) ? rows.slice(1) : rows
}

/** Is it a list rather than a word that belongs into one cell? */
export function isList(text: string): boolean {
  return /[\r\n\t]/.test(text.trim()) || /^[^;]+;\s*[\d\s.,]+(;|$)/.test(text.trim())
}

function cutterOf(lines: readonly string[]): (line: string) => string[] {
  if (lines.some((line) => line.includes('\t'))) return (line) => line.split('\t')
  if (lines.some((line) => line.includes(';'))) return (line) => line.split(';')
  const pair = /^([^,]+),\s*(\d[\d\s]*(?:[.,]\d+)?)$/
  if (lines.length > 0 && lines.every((line) => pair.test(line))) return (line) => pair.exec(line)!.slice(1)
  return (line) => [line]
}

function unquoted(cell: string): string {
  const text = cell.trim()
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text
}

function isHeader([first = '', second = '']: readonly string[]): boolean {
  return (
    /^(артикул|арт\.?|код|sku|article|part ?(no|number)|item)( товара)?$/i.test(first) && !/\d/.test(second)
  )
}

const order: readonly Field[] = ['article', 'quantity', 'unit', 'comment']

/**
 * Lays pasted cells into the sheet from a row and column on, over what stands there only as far as the cells go; a list of
 * articles pasted over filled rows comes after them instead. `left`: lines beyond the most that the sheet takes.
 */
export function pasted(
  rows: readonly SheetRow[],
  cells: readonly string[][],
  at: { index: number; field: Field },
  newKey: () => string,
): { rows: SheetRow[]; left: number; last: number } {
  const next = [...rows]
  const from = at.field === 'article' && cells.length > 1 ? freeFrom(rows, at.index, cells.length) : at.index
  const start = order.indexOf(at.field)
  const room = Math.max(0, mostRows - from)
  for (const [offset, line] of cells.slice(0, room).entries()) {
    const row = next[from + offset] ?? blankRow(newKey())
    const patch = Object.fromEntries(
      order.slice(start).flatMap((field, column) => {
        const text = line[column]
        return text === undefined ? [] : [[field, text.slice(0, field === 'comment' ? 500 : limitOf(field))]]
      }),
    ) as Partial<SheetRow>
    next[from + offset] = changed(row, patch)
  }
  for (let index = 0; index < next.length; index += 1) next[index] ??= blankRow(newKey())
  return {
    rows: endless(next, newKey),
    left: Math.max(0, cells.length - room),
    last: from + Math.min(cells.length, room) - 1,
  }
}

const limitOf = (field: Field) => (field === 'article' ? 200 : 60)

/** Where so many rows are free in one piece: here, or after the last filled one. */
function freeFrom(rows: readonly SheetRow[], index: number, count: number): number {
  const taken = rows.slice(index, index + count).some((row) => !isBlank(row))
  return taken ? rows.findLastIndex((row) => !isBlank(row)) + 1 : index
}

/** A scanner types the next barcode into the field that has the focus: nobody orders ten million of anything. */
export const isBarcode = (text: string) => /^\d{8,14}$/.test(text.trim())
