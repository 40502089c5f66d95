import type { UploadColumns } from '@portal/api/uploads.ts'
import { readQuantity } from '#src/offer/showcase/public.ts'
import type { Sheet } from '#kernel/sheets/sheet.ts'

/** Words of headers, the surest first; compared without spaces, points and case. */
const headers = {
  article: [
    /^артикул/,
    /артикул/,
    /^(sku|article|partn(o|umber)|vendorcode|itemn(o|umber)|itemcode)/,
    /^(код|кодтовара|кодноменклатуры|номенклатурныйномер|каталожныйномер|номердетали|кодпоставщика|штрих-?код|штрихкод|barcode|ean)/,
    /^(арт|art|item|code|№покаталогу)$/,
  ],
  quantity: [
    /^(кол-?во|количество|qty|quantity)/,
    /(кол-?во|количество|qty|quantity)/,
    /^(заказ|кзаказу|вашзаказ|потребность|order|count|кол)$/,
  ],
  unit: [/^(ед(изм|измер|иница)?|единицаизмерения|unit|uom|measure)/],
  name: [/^(наименование|название|номенклатура|товар|name|product|description)/],
} as const

/** Heads of numbers that are no quantity to order, however whole they are. */
const otherNumbers =
  /(цена|цене|цены|прайс|price|стоимост|cost|сумма|amount|total|опт|розниц|ррц|мрц|rrp|msrp|ндс|vat|скидк|discount|остат|наличи|склад|stock|свободно|вес|масса|weight|нетто|брутто|объ[её]м|volume|кратн|упаков|вупак|фасовк|шт\/|pack|гарант|штрих|код|год)|^(руб|rub|₽|\$|€|usd|eur|№|n|номер|нпп|№п\/п|п\/п)$/

const plain = (cell: string) =>
  cell
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s.:*]/g, '')
const rank = (kind: keyof typeof headers, cell: string) =>
  headers[kind].findIndex((word) => word.test(plain(cell)))

const mostHeaderRows = 40
const sampled = 60
/** of the texts of a column that holds articles, as many the catalogue knows */
const leastShare = 0.2

/** What share of these texts are known articles; the catalogue answers. */
export type KnownShare = (texts: readonly string[]) => Promise<number>

/**
 * Guesses where articles, quantities and units stand: by the words of a header, and where several columns or none have them,
 * by which column's texts the catalogue knows. A list without any articles is read by its names: what they may mean is
 * offered. null: a person has to say.
 */
export async function guessColumns(
  sheets: readonly Sheet[],
  knownShare: KnownShare,
): Promise<UploadColumns | null> {
  for (const sheet of sheets) {
    const found = await byHeader(sheet, knownShare)
    if (found) return found
  }
  let best: { columns: UploadColumns; share: number } | null = null
  for (const sheet of sheets.slice(0, 10)) {
    const found = await byContent(sheet, knownShare)
    if (found && (!best || found.share > best.share)) best = found
  }
  if (best && best.share >= leastShare) return best.columns
  return best ? null : byNames(sheets)
}

async function byHeader(sheet: Sheet, knownShare: KnownShare): Promise<UploadColumns | null> {
  const row = sheet.rows
    .slice(0, mostHeaderRows)
    .findIndex(
      (cells) => cells.some((cell) => rank('article', cell) >= 0) && cells.filter(Boolean).length > 1,
    )
  if (row < 0) return null
  const cells = sheet.rows[row]!
  const candidates = cells.flatMap((cell, column) => (rank('article', cell) >= 0 ? [column] : []))
  const body = sheet.rows.slice(row + 1)
  const article = candidates.length === 1 ? candidates[0]! : await surest(candidates, cells, body, knownShare)
  // a header of two rows: the quantity's word may stand a row below
  const below = sheet.rows[row + 1] ?? []
  const quantity = named('quantity', cells, article) ?? named('quantity', below, article)
  return {
    sheet: sheet.name,
    headerRow: row + 1,
    article,
    quantity: quantity ?? likelyQuantity(body, article, cells),
    unit: named('unit', cells, article) ?? named('unit', below, article),
  }
}

function byNames(sheets: readonly Sheet[]): UploadColumns | null {
  for (const { name, rows } of sheets)
    for (const [row, cells] of rows.slice(0, mostHeaderRows).entries()) {
      const article = cells.findIndex((cell) => rank('name', cell) >= 0)
      const quantity = named('quantity', cells, article)
      if (article < 0 || quantity === null) continue
      return { sheet: name, headerRow: row + 1, article, quantity, unit: named('unit', cells, article) }
    }
  return null
}

async function surest(
  candidates: readonly number[],
  header: readonly string[],
  body: readonly string[][],
  knownShare: KnownShare,
): Promise<number> {
  let best = { column: candidates[0]!, share: -1, rank: Infinity }
  for (const column of candidates) {
    const share = await knownShare(sampleOf(body, column))
    const order = rank('article', header[column]!)
    if (share > best.share + 0.05 || (share > best.share - 0.05 && order < best.rank))
      best = { column, share, rank: order }
  }
  return best.column
}

async function byContent(
  sheet: Sheet,
  knownShare: KnownShare,
): Promise<{ columns: UploadColumns; share: number } | null> {
  const width = Math.min(40, Math.max(0, ...sheet.rows.slice(0, sampled).map((row) => row.length)))
  let best = { column: -1, share: 0 }
  for (let column = 0; column < width; column += 1) {
    const sample = sampleOf(sheet.rows, column)
    if (sample.length === 0) continue
    const share = await knownShare(sample)
    if (share > best.share) best = { column, share }
  }
  if (best.column < 0) return null
  const quantity = likelyQuantity(sheet.rows, best.column)
  const columns = { sheet: sheet.name, headerRow: 0, article: best.column, quantity, unit: null }
  return { columns, share: best.share }
}

function named(kind: 'quantity' | 'unit', cells: readonly string[], article: number): number | null {
  const found = cells
    .map((cell, column) => ({ column, order: column === article ? -1 : rank(kind, cell) }))
    .filter(({ order }) => order >= 0)
    .toSorted((a, b) => a.order - b.order || a.column - b.column)
  return found[0]?.column ?? null
}

/** The column of whole, rather small numbers that stands nearest after the articles, unless its head names something else. */
function likelyQuantity(
  body: readonly string[][],
  article: number,
  header: readonly string[] = [],
): number | null {
  const width = Math.min(40, Math.max(0, ...body.slice(0, sampled).map((row) => row.length)))
  for (let column = article + 1; column < width; column += 1) {
    if (otherNumbers.test(plain(header[column] ?? ''))) continue
    const sample = sampleOf(body, column)
    const whole = sample.filter((text) => {
      const read = readQuantity(text)
      return 'quantity' in read && read.quantity.isInteger() && read.quantity.lt(100_000)
    })
    if (sample.length > 0 && whole.length >= sample.length * 0.8) return column
  }
  return null
}

function sampleOf(rows: readonly string[][], column: number): string[] {
  const texts: string[] = []
  for (const row of rows) {
    const text = row[column]?.trim()
    if (text) texts.push(text)
    if (texts.length >= sampled) break
  }
  return texts
}

/** Lists with the same header are the same kind of list. */
export function headerKey(sheets: readonly Sheet[], columns: UploadColumns): string {
  const sheet = sheets.find((candidate) => candidate.name === columns.sheet)
  const cells = sheet?.rows[Math.max(0, columns.headerRow - 1)] ?? []
  return columns.headerRow === 0 ? '' : keyOfRow(cells)
}

export function keyOfRow(cells: readonly string[]): string {
  return cells.map(plain).join('|').replace(/\|+$/, '').slice(0, 1000)
}
