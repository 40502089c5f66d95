import type { PriceFileColumn } from '@portal/api/price-file-settings.ts'
import type { Language } from '@portal/api/primitives.ts'
import { type Decimal, exponentOf, wirePrice } from '#kernel/money.ts'
import type { Cell, ColumnHead } from '#kernel/sheets/cell.ts'
import type { FileRow } from './rows.ts'
import { columnTitles, type FileVat, isOfPrices, vatWords, wordsOf } from './words.ts'

/** What the cells of a file depend on besides its rows. */
export interface FileConditions {
  language: Language
  currency: string
  vat: FileVat
  /** `https://portal.example` */
  publicUrl: string
}

interface ColumnKind {
  width: number
  figure?: true
  /** its title tells the currency and what is said of VAT */
  money?: true
  cell(row: FileRow, conditions: FileConditions): Cell
}

const text = (value: string | null | undefined): Cell => (value ? { text: value } : null)
const figure = (value: Decimal | string | null): Cell =>
  value === null ? null : { figure: typeof value === 'string' ? value : value.toFixed(), places: null }
const money = (value: Decimal | null, { currency }: FileConditions): Cell => {
  if (value === null) return null
  const places = Math.max(exponentOf(currency), value.decimalPlaces())
  return { figure: value.toFixed(places), places }
}

const kinds: Record<PriceFileColumn, ColumnKind> = {
  article: { width: 16, cell: ({ offered }) => text(offered.article) },
  part_number: { width: 16, cell: ({ offered }) => text(offered.item.partNumber) },
  name: { width: 60, cell: ({ offered }) => text(offered.name) },
  brand: { width: 16, cell: ({ offered }) => text(offered.item.brand) },
  category: { width: 28, cell: ({ category }) => text(category?.name) },
  manufacturer_code: { width: 18, cell: ({ facts }) => text(facts?.manufacturerCode) },
  barcode: { width: 16, cell: ({ facts }) => text(facts?.barcodes.join(', ')) },
  unit: { width: 7, cell: ({ offered }) => text(offered.item.units[0]?.name) },
  packagings: {
    width: 20,
    cell: ({ offered }, { language }) =>
      text(
        offered.item.units
          .slice(1)
          .map((unit) => `${unit.name} × ${digits(unit.factor, language)}`)
          .join(', '),
      ),
  },
  min_quantity: { width: 12, figure: true, cell: ({ offered }) => figure(offered.minQuantity) },
  step: { width: 11, figure: true, cell: ({ offered }) => figure(offered.step) },
  price: {
    width: 13,
    figure: true,
    money: true,
    cell: (row, conditions) =>
      money(row.price, conditions) ?? { text: wordsOf[conditions.language].onRequest },
  },
  next_tier: {
    width: 20,
    money: true,
    cell: ({ nextTier }, { language, currency }) =>
      nextTier && {
        text: wordsOf[language].from(
          digits(nextTier.minQuantity.toFixed(), language),
          digits(wirePrice(nextTier.price, currency).amount, language),
        ),
      },
  },
  purchase_price: {
    width: 13,
    figure: true,
    money: true,
    cell: (row, conditions) => money(row.purchasePrice, conditions),
  },
  base_price: {
    width: 13,
    figure: true,
    money: true,
    cell: (row, conditions) => money(row.basePrice, conditions),
  },
  vat_rate: {
    width: 9,
    figure: true,
    cell: ({ offered }, { language }) => figure(offered.vatRate) ?? { text: wordsOf[language].noVat },
  },
  stock: { width: 12, figure: true, cell: stockCell },
  in_transit: {
    width: 18,
    cell: ({ offered }, { language }) => {
      const { inTransit } = offered.item
      if (!inTransit) return null
      const quantity = inTransit.quantity && digits(inTransit.quantity, language)
      return { text: wordsOf[language].expected(dayIn(inTransit.eta, language), quantity) }
    },
  },
  weight: { width: 10, figure: true, cell: ({ offered }) => figure(offered.weightKg) },
  volume: { width: 11, figure: true, cell: ({ offered }) => figure(offered.volumeM3) },
  country: { width: 14, cell: ({ facts }) => text(facts?.country) },
  picture: {
    width: 40,
    cell: ({ offered }, { publicUrl }) => text(offered.item.picture && `${publicUrl}${offered.item.picture}`),
  },
  link: { width: 40, cell: (row, { publicUrl }) => text(linkOf(row, publicUrl)) },
}

function stockCell({ offered }: FileRow, { language }: FileConditions): Cell {
  const { display, level, quantity, over } = offered.item.stock
  const words = wordsOf[language]
  if (display === 'hidden') return null
  if (quantity !== null) return over ? { text: words.over(digits(quantity, language)) } : figure(quantity)
  return level && { text: words.levels[level] }
}

export const linkOf = ({ offered }: FileRow, publicUrl: string): string =>
  `${publicUrl}/products/${encodeURIComponent(offered.item.slug)}`

export function headOf(column: PriceFileColumn, { language, currency, vat }: FileConditions): ColumnHead {
  const kind = kinds[column]
  const title = columnTitles[language][column]
  return {
    title: kind.money
      ? `${title} ${isOfPrices(vat) ? vatWords[language][vat] : ''}`.trim() + `, ${currency}`
      : title,
    figure: kind.figure ?? false,
    width: kind.width,
  }
}

export function cellsOf(
  row: FileRow,
  columns: readonly PriceFileColumn[],
  conditions: FileConditions,
): Cell[] {
  return columns.map((column) => kinds[column].cell(row, conditions))
}

/** A figure within a text: with the decimal sign of the language, ungrouped. */
export function digits(value: string, language: Language): string {
  return language === 'ru' ? value.replace('.', ',') : value
}

/** `12.12.2026`, `12/12/2026` */
export function dayIn(date: string, language: Language): string {
  return date
    .split('-')
    .toReversed()
    .join(language === 'ru' ? '.' : '/')
}
