import type { Merge } from '#kernel/sheets/sheet.ts'
import { plainHeader, roleOf } from './header-words.ts'

/** A sheet as far as it was kept to find its header. */
export interface SheetHead {
  rows: readonly (readonly string[])[]
  merges: readonly Merge[]
}

export interface FoundHeader {
  /** counted from 1; 0 = there is none */
  headerRow: number
  headerRows: number
  /** the words over each column, from its topmost to its lowest row */
  titles: string[][]
}

const searched = 40
const mostRows = 6

/**
 * Finds the rows that name the columns: the first that names a product and a price, together with up to five rows
 * below, because words stand over two or three rows and are merged over several columns.
 */
export function findHeader(head: SheetHead): FoundHeader {
  return searchHeader(head, 2) ?? searchHeader(head, 1) ?? { headerRow: 0, headerRows: 0, titles: [] }
}

/** A row with several words of headers is a surer beginning than one with a single word. */
function searchHeader(head: SheetHead, fewest: number): FoundHeader | null {
  for (let row = 0; row < Math.min(searched, head.rows.length); row += 1) {
    if (wordsIn(head.rows[row]!) < fewest) continue
    const count = rowsOfHeader(head, row)
    const titles = titlesOf(head, row, count)
    const roles = new Set(titles.map((words) => roleOfTitle(words)))
    const named = roles.has('name') || roles.has('article') || roles.has('barcode') || roles.has('externalId')
    const valued = roles.has('price') || roles.has('stock')
    if (named && valued && titles.filter((words) => words.length > 0).length > 1)
      return { headerRow: row + 1, headerRows: count, titles }
  }
  return null
}

/** The role of a column: its lowest word that means something decides. */
export function roleOfTitle(title: readonly string[]) {
  for (const word of title.toReversed()) {
    const role = roleOf(word)
    if (role) return role
  }
  return null
}

/** Headers of the same words are the same kind of sheet. */
export function keyOfTitles(titles: readonly (readonly string[])[]): string {
  return titles
    .map((words) => words.map(plainHeader).join('/'))
    .join('|')
    .replace(/\|+$/, '')
    .slice(0, 2000)
}

const wordsIn = (cells: readonly string[]) => cells.filter((cell) => roleOf(cell) !== null).length
const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length

/** A row belongs to the header while most of its cells are words of headers, or a cell of the header reaches down to it. */
function rowsOfHeader(head: SheetHead, first: number): number {
  let last = first
  for (let row = first + 1; row < Math.min(first + mostRows, head.rows.length); row += 1) {
    const cells = head.rows[row] ?? []
    const reached = head.merges.some(
      (merge) =>
        merge.row >= first && merge.row <= last && merge.toRow >= row && merge.toRow < first + mostRows,
    )
    const named = filled(cells) > 0 && wordsIn(cells) * 2 >= filled(cells)
    if (!named && !(reached && filled(cells) === 0)) break
    last = row
  }
  return last - first + 1
}

function titlesOf(head: SheetHead, first: number, count: number): string[][] {
  const width = Math.max(0, ...head.rows.slice(first, first + count).map((row) => row.length))
  const cell = (row: number, column: number) => head.rows[row]?.[column]?.trim() ?? ''
  const lines = Array.from({ length: count }, (_, index) => {
    const row = first + index
    const line = Array.from({ length: width }, (_, column) => cell(row, column))
    for (const merge of head.merges)
      if (merge.row === row && merge.toColumn > merge.column && line[merge.column])
        for (let column = merge.column + 1; column <= Math.min(merge.toColumn, width - 1); column += 1)
          line[column] ||= line[merge.column]!
    return line
  })
  // without merged cells "Цена" still stands over "Розница | Опт": the words below carry it to the right
  for (const [index, line] of lines.entries())
    for (let column = 1; column < width && index + 1 < count; column += 1)
      if (!line[column] && cell(first + index + 1, column) && roleOf(line[column - 1]!) === 'price')
        if (roleOf(cell(first + index + 1, column)) === 'price') line[column] = line[column - 1]!
  return Array.from({ length: width }, (_, column) => {
    const words = lines.map((line) => line[column]!).filter((word) => word !== '')
    return words
      .filter((word, index) => words.indexOf(word) === index)
      .map((word) => word.replaceAll(/\s+/g, ' '))
  })
}
