import { type UploadColumns, uploadColumns } from '@portal/api/uploads.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { headerKey, keyOfRow } from './guess-columns.ts'
import type { Sheet } from '#kernel/sheets/sheet.ts'

const mostHeaderRows = 40

/** The columns that somebody of this company chose for a list with the same header; the surest guess there is. */
export async function rememberedColumns(
  db: Db,
  companyId: string,
  sheets: readonly Sheet[],
): Promise<UploadColumns | null> {
  const places = sheets.flatMap((sheet) =>
    sheet.rows.slice(0, mostHeaderRows).map((row, index) => ({ sheet, row: index + 1, key: keyOfRow(row) })),
  )
  const keys = [...new Set(places.map((place) => place.key).filter(Boolean))]
  if (keys.length === 0) return null
  const known = await db
    .selectFrom('matching.column_mappings')
    .select(['header_key', 'columns'])
    .where('company_id', '=', companyId)
    .where('header_key', 'in', keys)
    .orderBy('used_at', 'desc')
    .executeTakeFirst()
  const place = known && places.find((candidate) => candidate.key === known.header_key)
  const columns = known && uploadColumns.safeParse(known.columns)
  if (!place || !columns?.success) return null
  return { ...columns.data, sheet: place.sheet.name, headerRow: place.row }
}

/** Remembers a choice for lists with this header; a list without one is not remembered. */
export async function rememberColumns(
  tx: Tx,
  companyId: string,
  sheets: readonly Sheet[],
  columns: UploadColumns,
  now: Date,
): Promise<void> {
  const key = headerKey(sheets, columns)
  if (!key) return
  const row = { columns: JSON.stringify(columns), used_at: now }
  await tx
    .insertInto('matching.column_mappings')
    .values({ company_id: companyId, header_key: key, ...row })
    .onConflict((conflict) => conflict.columns(['company_id', 'header_key']).doUpdateSet(row))
    .execute()
}
