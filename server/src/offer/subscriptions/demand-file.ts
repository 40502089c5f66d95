import type { Language } from '@portal/api/primitives.ts'
import type { DemandRow } from '@portal/api/subscriptions.ts'
import { utils, write } from '@e965/xlsx'
import { stringify } from 'csv-stringify/sync'

const titles: Record<Language, string[]> = {
  ru: [
    'Артикул',
    'Наименование',
    'Бренд',
    'Ждут, человек',
    'Компаний',
    'Просят',
    'Единица',
    'Свободно сейчас',
    'Ближайшее поступление',
    'Дата поступления',
    'Первый запрос',
    'Последний запрос',
  ],
  en: [
    'Article',
    'Name',
    'Brand',
    'People waiting',
    'Companies',
    'Asked for',
    'Unit',
    'Free now',
    'Next arrival',
    'Date of arrival',
    'First asked',
    'Last asked',
  ],
}

function cellsOf(row: DemandRow): (string | number)[] {
  return [
    row.article ?? '',
    row.name,
    row.brand ?? '',
    row.subscribers,
    row.companies,
    row.wantedQuantity === null ? '' : Number(row.wantedQuantity),
    row.unit,
    Number(row.free),
    row.nextLot ? Number(row.nextLot.quantity) : '',
    row.nextLot?.eta ?? '',
    row.firstAt.slice(0, 10),
    row.lastAt.slice(0, 10),
  ]
}

/** Opens in a spreadsheet as a table: UTF-8 with its mark, semicolons. */
export function demandCsv(rows: readonly DemandRow[], language: Language): string {
  return stringify(
    [
      titles[language],
      ...rows.map((row) =>
        cellsOf(row).map((cell) => (typeof cell === 'number' ? decimalComma(cell, language) : unarmed(cell))),
      ),
    ],
    { bom: true, delimiter: ';', record_delimiter: '\r\n' },
  )
}

/** A workbook of one sheet; figures are figures, texts are texts and never formulas. */
export function demandXlsx(rows: readonly DemandRow[], language: Language): Buffer {
  const sheet = utils.aoa_to_sheet([titles[language], ...rows.map(cellsOf)])
  sheet['!cols'] = [16, 60, 16, 12, 10, 12, 8, 14, 14, 14, 14, 14].map((wch) => ({ wch }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, language === 'ru' ? 'Спрос' : 'Demand')
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}

function decimalComma(value: number, language: Language): string {
  return language === 'ru' ? String(value).replace('.', ',') : String(value)
}

/** A cell that a spreadsheet would run as a formula is made text (law 14). */
function unarmed(cell: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
