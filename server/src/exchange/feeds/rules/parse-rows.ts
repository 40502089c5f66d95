import type { FeedSettings, MappedColumn, SheetMapping } from '@portal/api/feeds.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import { GroupPath } from './group-path.ts'
import { roleOf } from './header-words.ts'
import { isDamagedCode, nameKey, readBarcode, readPack, readStock } from './read-cells.ts'
import { readPrice, type Grouping } from './read-price.ts'

/** One row of a file as it was kept. */
export interface FileRow {
  /** counted from 1, as a spreadsheet shows it */
  row: number
  indent: number
  cells: readonly string[]
}

export interface Remark {
  code: string
  params: Record<string, string>
}

/** What the row says of its product; null = it says nothing. */
export interface RowData {
  externalId: string | null
  article: string | null
  manufacturerCode: string | null
  barcode: string | null
  name: string | null
  brand: string | null
  unit: string | null
  pack: string | null
  country: string | null
  description: string | null
  /** names of categories from the top, as the file nests them */
  path: string[]
  attributes: { name: string; value: string }[]
  pictures: string[]
}

export interface ParsedRow {
  row: number
  kind: 'row' | 'group' | 'note' | 'refused'
  /** how the source knows the product again */
  key: string | null
  /** how a product of somebody else is found */
  lookup: string | null
  data: RowData
  /** '' = on request, null = not named */
  prices: (string | null)[]
  stocks: (string | null)[]
  remarks: Remark[]
}

/** Where the figures of a sheet go: places in the arrays of prices and stocks that all sheets of a file share. */
export interface Places {
  price(column: MappedColumn): number
  stock(column: MappedColumn): number
  prices: number
  stocks: number
}

const empty: RowData = {
  externalId: null,
  article: null,
  manufacturerCode: null,
  barcode: null,
  name: null,
  brand: null,
  unit: null,
  pack: null,
  country: null,
  description: null,
  path: [],
  attributes: [],
  pictures: [],
}

const longestName = 500
const longestGroup = 160

/** Reads the rows of one sheet in their order, remembering the groups that it has passed. */
export class RowParser {
  readonly #groups = new GroupPath()
  readonly #mapping: SheetMapping
  readonly #settings: FeedSettings
  readonly #places: Places
  readonly #grouping: Grouping
  readonly #title: string

  constructor(
    mapping: SheetMapping,
    settings: FeedSettings,
    places: Places,
    sheet: { title: string; grouping: Grouping },
  ) {
    this.#mapping = mapping
    this.#settings = settings
    this.#places = places
    this.#grouping = sheet.grouping
    this.#title = sheet.title
  }

  /** null = an empty row, or one of the header. */
  parse(row: FileRow): ParsedRow | null {
    const { headerRow, headerRows, columns } = this.#mapping
    if (row.cells.every((cell) => cell.trim() === '')) return null
    const parsed: ParsedRow = {
      row: row.row,
      kind: 'row',
      key: null,
      lookup: null,
      data: { ...empty, path: [], attributes: [], pictures: [] },
      prices: Array<string | null>(this.#places.prices).fill(null),
      stocks: Array<string | null>(this.#places.stocks).fill(null),
      remarks: [],
    }
    if (headerRow > 0 && row.row < headerRow) return noteOf(parsed, row.cells)
    if (headerRow > 0 && row.row < headerRow + headerRows) return null
    const cell = (column: number) => (row.cells[column] ?? '').trim()
    const of = (role: MappedColumn['role']) => columns.filter((one) => one.role === role)
    const text = (role: MappedColumn['role']) => {
      const column = of(role)[0]
      return column ? cell(column.column) || null : null
    }
    const priced = of('price').some((one) => cell(one.column) !== '')
    const counted = of('stock').some((one) => cell(one.column) !== '')
    const heading = !priced && !counted ? this.#isHeading(row, text) : this.#repeatsHeader(of('price'), cell)
    if (heading) return this.#heading(row, parsed, text)
    this.#groups.product()
    this.#describe(parsed, text, of, cell)
    this.#price(parsed, of('price'), cell, text('currency'))
    this.#count(parsed, of('stock'), cell)
    this.#recognise(parsed)
    return parsed
  }

  /** Nothing but a name, perhaps with a code before it: neither price, stock nor unit. */
  #isHeading(row: FileRow, text: (role: MappedColumn['role']) => string | null): boolean {
    if (text('unit') ?? text('brand') ?? text('barcode') ?? text('externalId')) return false
    const name = text('name')
    if (row.indent > 0) return true
    if (text('article') !== null && name !== null) return false
    return name === null || row.cells.filter((cell) => cell.trim() !== '').length <= 2
  }

  /** A name with the header's words where the prices should stand: `Трансформаторы | Стоимость | #VALUE!`. */
  #repeatsHeader(columns: readonly MappedColumn[], cell: (column: number) => string): boolean {
    const texts = columns.map((one) => cell(one.column)).filter((one) => one !== '')
    return texts.some((one) => roleOf(one) === 'price') && texts.every((one) => !/\d/.test(one))
  }

  #heading(row: FileRow, parsed: ParsedRow, text: (role: MappedColumn['role']) => string | null): ParsedRow {
    const own = row.cells.filter((cell) => cell.trim() !== '')
    const name = text('name') ?? (own.length === 1 ? own[0]!.trim() : null)
    // a remark at the foot is not the name of a group
    if (!name || name.length > longestGroup || name.startsWith('*') || !/\p{L}/u.test(name))
      return noteOf(parsed, name ? [name] : own)
    this.#groups.heading(name.replaceAll(/\s+/g, ' ').trim(), row.indent, text('article'))
    return { ...parsed, kind: 'group', data: { ...parsed.data, name, path: this.#groups.path() } }
  }

  #describe(
    parsed: ParsedRow,
    text: (role: MappedColumn['role']) => string | null,
    of: (role: MappedColumn['role']) => MappedColumn[],
    cell: (column: number) => string,
  ): void {
    const { data, remarks } = parsed
    const code = (role: 'article' | 'manufacturerCode' | 'externalId') => {
      const value = text(role)
      if (value !== null && isDamagedCode(value)) {
        remarks.push({ code: 'code_damaged', params: { value } })
        return null
      }
      return value === null ? null : value.slice(0, 200)
    }
    data.article = code('article')
    data.manufacturerCode = code('manufacturerCode')
    data.externalId = code('externalId')
    const barcode = text('barcode')
    data.barcode = barcode === null ? null : readBarcode(barcode)
    if (barcode !== null && data.barcode === null)
      remarks.push({ code: 'barcode_unreadable', params: { value: barcode.slice(0, 60) } })
    const name = text('name')?.replaceAll(/\s+/g, ' ') ?? null
    data.name = name === null ? null : name.slice(0, longestName)
    if (name !== null && name.length > longestName)
      remarks.push({ code: 'name_cut', params: { limit: String(longestName) } })
    data.brand = text('brand')?.slice(0, 200) ?? null
    data.unit = text('unit')?.replace(/\.$/, '').slice(0, 40) ?? null
    const pack = text('pack')
    data.pack = pack === null ? null : readPack(pack)
    data.country = text('country')?.slice(0, 100) ?? null
    data.description =
      of('description')
        .map((one) => cell(one.column))
        .filter((one) => one !== '')
        .join('\n')
        .slice(0, 10_000) || null
    data.attributes = of('attribute').flatMap((one) => {
      const value = cell(one.column).slice(0, 500)
      return value === '' ? [] : [{ name: one.title, value }]
    })
    for (const one of of('attributes')) data.attributes.push(...pairsOf(cell(one.column)))
    data.pictures = of('pictures').flatMap((one) => textsOf(cell(one.column)))
    data.path = this.#pathOf(text('category'), text('categoryPath'))
  }

  #pathOf(category: string | null, path: string | null): string[] {
    const sheet = this.#settings.sheetCategories && this.#title ? [this.#title] : []
    if (path !== null) return [...sheet, ...textsOf(path)]
    if (category !== null)
      return [
        ...sheet,
        ...category
          .split(/\s*(?:\/|\\|>|»|→)\s*/)
          .filter(Boolean)
          .slice(0, 8),
      ]
    return this.#settings.groupCategories ? [...sheet, ...this.#groups.path()] : sheet
  }

  #price(
    parsed: ParsedRow,
    columns: readonly MappedColumn[],
    cell: (column: number) => string,
    rowCurrency: string | null,
  ): void {
    let good = 0
    let bad = 0
    for (const column of columns) {
      const text = cell(column.column)
      const read = readPrice(text, this.#grouping)
      const place = this.#places.price(column)
      const about = { column: column.title, value: text.slice(0, 60) }
      if (read.kind === 'absent') continue
      if (read.kind === 'bad') {
        bad += 1
        parsed.remarks.push({ code: read.code, params: about })
        continue
      }
      const currency =
        rowCurrency === 'RUR' ? 'RUB' : (rowCurrency ?? (read.kind === 'price' ? read.currency : null))
      if (currency !== null && column.currency !== null && currency !== column.currency) {
        bad += 1
        parsed.remarks.push({
          code: 'currency_differs',
          params: { ...about, price: currency, list: column.currency },
        })
        continue
      }
      good += 1
      if (read.kind === 'request') {
        parsed.prices[place] = ''
        parsed.remarks.push({ code: read.zero ? 'price_nought' : 'price_on_request', params: about })
        continue
      }
      parsed.prices[place] = read.amount
      if (read.rounded)
        parsed.remarks.push({ code: 'price_rounded', params: { ...about, amount: read.amount } })
    }
    if (bad > 0 && good === 0) parsed.kind = 'refused'
    else if (columns.length > 0 && good === 0) parsed.remarks.push({ code: 'price_missing', params: {} })
  }

  #count(parsed: ParsedRow, columns: readonly MappedColumn[], cell: (column: number) => string): void {
    for (const column of columns) {
      const text = cell(column.column)
      const read = readStock(text)
      const about = { column: column.title, value: text.slice(0, 60) }
      if (read.kind === 'quantity') {
        parsed.stocks[this.#places.stock(column)] = read.quantity
        if (read.atLeast)
          parsed.remarks.push({ code: 'stock_at_least', params: { ...about, quantity: read.quantity } })
      } else if (read.kind === 'word') parsed.remarks.push({ code: 'stock_word', params: about })
      else if (read.kind === 'bad') parsed.remarks.push({ code: 'stock_unreadable', params: about })
    }
  }

  /** The key by which the source knows the product again, and the one by which somebody else's is found. */
  #recognise(parsed: ParsedRow): void {
    const { data } = parsed
    const keys = {
      article: () => data.article && articleKey(data.article),
      manufacturerCode: () => data.manufacturerCode && articleKey(data.manufacturerCode),
      barcode: () => data.barcode,
      name: () => data.name && nameKey(data.name),
    }
    const wanted = matchOf(this.#settings.matchBy, this.#mapping.columns)
    const lookup = wanted === null ? null : keys[wanted]() || null
    parsed.lookup = lookup === null ? null : `${wanted}:${lookup}`
    parsed.key =
      (data.externalId ? `id:${data.externalId}` : parsed.lookup)?.toLowerCase().slice(0, 600) ?? null
    if (parsed.key === null && parsed.kind !== 'refused') {
      parsed.kind = 'refused'
      parsed.remarks.push({ code: 'key_missing', params: { key: wanted ?? '' } })
    }
  }
}

function noteOf(parsed: ParsedRow, cells: readonly string[]): ParsedRow {
  const text = cells.map((cell) => cell.trim()).filter(Boolean)
  return { ...parsed, kind: 'note', data: { ...parsed.data, name: text.join(' ').slice(0, longestName) } }
}

/** The column that products are recognised by, where the settings leave it to the file. */
export function matchOf(
  matchBy: FeedSettings['matchBy'],
  columns: readonly MappedColumn[],
): 'article' | 'manufacturerCode' | 'barcode' | 'name' | null {
  if (matchBy !== 'auto') return matchBy
  const order = ['article', 'manufacturerCode', 'barcode', 'name'] as const
  return order.find((role) => columns.some((column) => column.role === role)) ?? null
}

/** A list inside a cell, as our own reader of feeds writes it; any other text is one value. */
function textsOf(cell: string): string[] {
  if (cell === '') return []
  return listIn(cell)?.filter((one): one is string => typeof one === 'string') ?? [cell]
}

function pairsOf(cell: string): { name: string; value: string }[] {
  return (listIn(cell) ?? []).flatMap((pair) => {
    const [name, value] = Array.isArray(pair) ? (pair as unknown[]) : []
    return typeof name === 'string' && typeof value === 'string' ? [{ name, value }] : []
  })
}

function listIn(cell: string): unknown[] | null {
  if (!cell.startsWith('[')) return null
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) ? list : null
  } catch {
    // somebody's own text in square brackets
    return null
  }
}
