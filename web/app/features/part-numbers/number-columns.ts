/** Which columns of a list hold the supplier's articles and the company's own numbers; `from`: the first row below the head. */
export interface NumberColumns {
  article: number
  number: number
  from: number
}

const ownHeads =
  /^(ваш|наш|сво[йи]|мой|собственн|внутренн|own|my|our|your|customer|buyer)|(клиента|покупателя|заказчика|учетный|номенклатурный)/
const articleHeads = /артикул|поставщик|^(код|арт|sku|article|supplier|item|part)/

const plain = (cell: string) =>
  cell
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s.:*_-]/g, '')

/** By the words of a head within the first rows; without one the first two columns are taken, for a person to put right. */
export function guessNumberColumns(rows: readonly (readonly string[])[]): NumberColumns {
  for (const [index, row] of rows.slice(0, 20).entries()) {
    const number = row.findIndex((cell) => ownHeads.test(plain(cell)))
    const article = row.findIndex((cell, column) => column !== number && articleHeads.test(plain(cell)))
    if (number >= 0 && article >= 0) return { article, number, from: index + 1 }
  }
  return { article: 0, number: 1, from: 0 }
}

/** The head of a list, to know one of the same kind again. */
export const headOf = (rows: readonly (readonly string[])[], { from }: NumberColumns) =>
  from > 0 ? (rows[from - 1] ?? []).map(plain).join('|') : ''

const place = 'artikul-part-number-columns'

type Remembered = Record<string, NumberColumns>

/** What this browser's person said about a list with the same head. */
export function rememberedColumns(rows: readonly (readonly string[])[]): NumberColumns | undefined {
  const known = remembered()
  for (const [index] of rows.slice(0, 20).entries()) {
    const columns = known[headOf(rows, { article: 0, number: 1, from: index + 1 })]
    if (columns) return { ...columns, from: index + 1 }
  }
  return undefined
}

export function rememberColumns(rows: readonly (readonly string[])[], columns: NumberColumns): void {
  const head = headOf(rows, columns)
  if (head === '') return
  const others = Object.entries(remembered()).filter(([other]) => other !== head)
  localStorage.setItem(place, JSON.stringify(Object.fromEntries([[head, columns], ...others.slice(0, 19)])))
}

function remembered(): Remembered {
  const text = localStorage.getItem(place)
  return text ? (JSON.parse(text) as Remembered) : {}
}

/** Lines as a spreadsheet copies them: columns set apart by tabs, else by semicolons, else by commas. */
export function rowsOfText(text: string): string[][] {
  const lines = text.split(/\r\n|\n|\r/)
  const separator = ['\t', ';', ','].find((each) => lines.some((line) => line.includes(each))) ?? '\t'
  return lines.map((line) => line.split(separator).map((cell) => cell.trim().replaceAll(/^"|"$/g, '')))
}
