import type { FeedSettings, MappedColumn, SheetMapping } from '@portal/api/feeds.ts'
import { findHeader, keyOfTitles, roleOfTitle, type FoundHeader, type SheetHead } from './find-header.ts'
import { vatIn } from './header-words.ts'
import { currencyIn } from './read-price.ts'

/** Of each of these one column is enough; the first one is taken. */
const single = new Set([
  'article',
  'manufacturerCode',
  'barcode',
  'externalId',
  'name',
  'brand',
  'unit',
  'pack',
  'country',
  'category',
  'categoryPath',
  'currency',
  'attributes',
  'pictures',
])

export interface GuessedSheet {
  mapping: Omit<SheetMapping, 'sheet'>
  titles: string[]
  headerKey: string
}

/** Guesses what the columns of a sheet are by the words above them and by the notes above the header. */
export function guessSheet(
  head: SheetHead,
  settings: Pick<FeedSettings, 'currency' | 'includesVat'>,
  hidden = false,
): GuessedSheet {
  const header = findHeader(head)
  const columns = guessColumns(head, header, settings)
  return {
    mapping: {
      use: !hidden && columns.some(({ role }) => role === 'price' || role === 'stock'),
      headerRow: header.headerRow,
      headerRows: header.headerRows,
      columns,
    },
    titles: header.titles.map((words) => words.join(' · ')),
    headerKey: keyOfTitles(header.titles),
  }
}

export function guessColumns(
  head: SheetHead,
  header: FoundHeader,
  settings: Pick<FeedSettings, 'currency' | 'includesVat'>,
): MappedColumn[] {
  const notes = head.rows
    .slice(0, Math.max(0, header.headerRow - 1))
    .flat()
    .join('\n')
  const usual = {
    currency: currencyIn(notes) ?? settings.currency,
    includesVat: vatIn(notes) ?? settings.includesVat,
  }
  const roles = header.titles.map(roleOfTitle)
  const body = head.rows.slice(header.headerRow - 1 + header.headerRows)
  const columns = header.titles.flatMap((words, column): MappedColumn[] => {
    const role = roles[column]
    if (!role || (single.has(role) && column !== fullest(role, roles, body))) return []
    const title = words.join(' · ')
    return [
      {
        column,
        role,
        title: (role === 'price' ? priceTitle(words) : title).slice(0, 200),
        priceListId: null,
        currency: role === 'price' ? (currencyIn(title) ?? usual.currency) : null,
        includesVat: role === 'price' ? (vatIn(title) ?? usual.includesVat) : null,
        warehouseId: null,
      },
    ]
  })
  return distinctTitles(withAttributes(columns, header, head))
}

/** A title is merged over several columns, and what it names stands in one of them: in the first that is well filled. */
function fullest(
  role: string,
  roles: readonly (string | null)[],
  body: readonly (readonly string[])[],
): number {
  const filled = roles.map((one, column) =>
    one === role ? body.filter((row) => (row[column] ?? '') !== '').length : -1,
  )
  const most = Math.max(...filled)
  return filled.findIndex((count) => count >= 0 && count * 2 >= most)
}

/** `Цена, рубли · Мелкий опт` is called `Мелкий опт`. */
function priceTitle(words: readonly string[]): string {
  return words.at(-1)!
}

/** Two price columns of one name are told apart by their currencies, or else by their numbers. */
function distinctTitles(columns: readonly MappedColumn[]): MappedColumn[] {
  const of = (column: MappedColumn) => `${column.role} ${column.title.toLowerCase()}`
  const counts = Map.groupBy(columns, of)
  const seen = new Map<string, number>()
  return columns.map((column) => {
    const same = counts.get(of(column))!
    if (same.length === 1 || (column.role !== 'price' && column.role !== 'stock')) return column
    const byCurrency = new Set(same.map((one) => one.currency)).size === same.length
    const number = (seen.get(of(column)) ?? 0) + 1
    seen.set(of(column), number)
    if (byCurrency) return column
    return number === 1 ? column : { ...column, title: `${column.title} ${number}` }
  })
}

/** A column with a title and short texts that nothing else explains is a characteristic: `Размер`, `Цвет`. */
function withAttributes(columns: MappedColumn[], header: FoundHeader, head: SheetHead): MappedColumn[] {
  const body = head.rows.slice(header.headerRow - 1 + header.headerRows)
  const known = new Set(columns.map(({ column }) => column))
  const more = header.titles.flatMap((words, column): MappedColumn[] => {
    const title = words.join(' · ')
    if (known.has(column) || !/^\p{L}[\p{L} ,./()-]{1,39}$/u.test(title) || roleOfTitle(words)) return []
    if (
      !/^(размер|диаметр|длина|ширина|высота|цвет|материал|объ[её]м|мощность|тип|модель|серия|сорт|size|colou?r|material|length|width|height|type|model)/i.test(
        title,
      )
    )
      return []
    const texts = body.map((row) => row[column] ?? '').filter((text) => text !== '')
    if (texts.length === 0) return []
    return [
      {
        column,
        role: 'attribute',
        title,
        priceListId: null,
        currency: null,
        includesVat: null,
        warehouseId: null,
      },
    ]
  })
  return [...columns, ...more].toSorted((a, b) => a.column - b.column)
}
