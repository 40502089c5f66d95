import { AppError } from '@portal/api/errors.ts'
import type { UploadColumns } from '@portal/api/uploads.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import { transaction } from '#kernel/db.ts'
import { addJob, tellBrowsers } from '#kernel/events.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { rememberColumns } from './column-mappings.ts'
import { readUploadTask } from './create-upload.ts'
import type { Sheet } from '#kernel/sheets/sheet.ts'
import { uploadOf } from './upload-view.ts'

/** Takes a person's choice of columns, remembers it for such lists, and has the file read again with it. */
export async function setUploadColumns(
  context: Context,
  terms: BuyerTerms,
  uploadId: string,
  columns: UploadColumns,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const upload = await uploadOf(tx, terms, uploadId)
      .select(['id', 'state', 'preview'])
      .forUpdate()
      .executeTakeFirst()
    if (!upload) throw new AppError('not_found')
    if (upload.state !== 'columns' && upload.state !== 'ready') throw new AppError('wrong_state')
    const sheets = previewed(upload.preview)
    if (!sheets.some((sheet) => sheet.name === columns.sheet))
      throw new AppError('invalid_input', {}, { sheet: 'unknown' })
    await rememberColumns(tx, terms.companyId, sheets, columns, context.now)
    await tx
      .updateTable('matching.uploads')
      .set({ state: 'queued', progress: 0, columns: JSON.stringify(columns) })
      .where('id', '=', uploadId)
      .execute()
    await addJob(tx, readUploadTask, { uploadId }, { key: `upload:${uploadId}` })
    await record(tx, context, {
      action: 'upload.set_columns',
      entityKind: 'upload',
      entityId: uploadId,
      companyId: terms.companyId,
      details: { ...columns },
    })
    await tellBrowsers(tx, { topic: 'uploads', id: uploadId, companyId: terms.companyId })
  })
}

/** The sheets as far as they were kept for choosing; a header further down is not remembered. */
function previewed(preview: unknown): Sheet[] {
  const sheets = preview as { name: string; rowCount: number; firstRows: string[][] }[]
  return sheets.map(({ name, rowCount, firstRows }) => ({ name, rowCount, rows: firstRows, formulas: [] }))
}
