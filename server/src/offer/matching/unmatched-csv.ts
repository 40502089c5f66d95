import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { RowOutcome, RowReason } from '@portal/api/matching.ts'
import { stringify } from 'csv-stringify/sync'
import { buyerTerms, type Context, type ServedFile } from '#kernel/mount.ts'
import { servedBytes } from '#kernel/served-bytes.ts'
import { unarmed } from '#kernel/unarmed.ts'
import type { StoredRow } from './upload-rows.ts'
import { uploadOf } from './upload-view.ts'

const titles = {
  ru: ['Лист', 'Строка', 'Артикул', 'Количество', 'Единица', 'Почему не добавлено'],
  en: ['Sheet', 'Row', 'Article', 'Quantity', 'Unit', 'Why it was not added'],
}

const outcomes: Record<Language, Partial<Record<RowOutcome, string>>> = {
  ru: {
    not_found: 'Товар не найден',
    ambiguous: 'Подходит несколько товаров: выберите один',
    suspect_article: 'Похоже на другой артикул: подтвердите выбор',
    not_available: 'Нет в наличии',
    bad_quantity: 'Количество не подходит',
    analog: 'Товар снят с продажи, есть замена',
  },
  en: {
    not_found: 'Product not found',
    ambiguous: 'Several products fit: choose one',
    suspect_article: 'Looks like another article: confirm the choice',
    not_available: 'Not in stock',
    bad_quantity: 'The quantity cannot be used',
    analog: 'No longer sold, there is a replacement',
  },
}

const reasons: Record<Language, Partial<Record<RowReason['code'], string>>> = {
  ru: {
    quantity_missing: 'количество не указано',
    quantity_unreadable: 'количество не читается',
    quantity_not_positive: 'количество должно быть больше нуля',
    quantity_too_large: 'слишком большое количество',
    unit_unknown: 'неизвестная единица измерения',
    scientific_notation:
      'число сокращено таблицей (например, 1.23E+10): исправьте формат ячейки на текстовый',
    formula: 'в ячейке формула',
    looks_like: 'похожие буквы другого алфавита или потерянные нули',
    lowered_to_maximum: 'больше допустимого максимума',
  },
  en: {
    quantity_missing: 'no quantity given',
    quantity_unreadable: 'the quantity cannot be read',
    quantity_not_positive: 'the quantity must be above zero',
    quantity_too_large: 'the quantity is too large',
    unit_unknown: 'unknown unit',
    scientific_notation: 'the number was shortened by the spreadsheet (such as 1.23E+10): make the cell text',
    formula: 'the cell holds a formula',
    looks_like: 'letters of another alphabet that look alike, or lost zeros',
    lowered_to_maximum: 'above the maximum',
  },
}

/** Rows of an upload of the caller's company that were not taken. Throws not_found. */
export async function unmatchedOf(context: Context, uploadId: string): Promise<ServedFile> {
  const { db, language } = context
  const upload = await uploadOf(db, buyerTerms(context), uploadId).select('name').executeTakeFirst()
  if (!upload) throw new AppError('not_found')
  const rows = await db
    .selectFrom('matching.upload_rows')
    .selectAll()
    .where('upload_id', '=', uploadId)
    .where('outcome', 'not in', ['found', 'changed', 'duplicate'])
    .orderBy('position')
    .execute()
  return servedBytes(
    `${upload.name.replace(/\.[^.]*$/, '')}-unmatched.csv`,
    'text/csv; charset=utf-8',
    Buffer.from(unmatchedCsv(rows, language)),
  )
}

/** With the reason in words; opens in Excel as a table (UTF-8 with a mark, semicolons). */
function unmatchedCsv(rows: readonly StoredRow[], language: Language): string {
  const lines = rows.map((row) => [
    row.sheet ?? '',
    String(row.row_number),
    row.article_text ?? '',
    row.quantity_text ?? '',
    row.unit_text ?? '',
    whyNot(row, language),
  ])
  return stringify([titles[language], ...lines.map((line) => line.map(unarmed))], {
    bom: true,
    delimiter: ';',
    record_delimiter: '\r\n',
  })
}

function whyNot(row: StoredRow, language: Language): string {
  // written by us in this shape
  const given = (row.reasons as unknown as RowReason[]).flatMap(({ code }) => reasons[language][code] ?? [])
  const outcome = outcomes[language][row.outcome] ?? row.outcome
  return given.length > 0 ? `${outcome}: ${given.join(', ')}` : outcome
}
