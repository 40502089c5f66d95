import { type UploadColumns, uploadColumns } from '@portal/api/uploads.ts'
import type { App } from '#kernel/app.ts'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import type { Files } from '#kernel/files.ts'
import { loadConditions } from '#src/offer/showcase/public.ts'
import { termsOfContract } from '#src/terms/contracts/public.ts'
import { rememberedColumns } from './column-mappings.ts'
import { guessColumns } from './guess-columns.ts'
import { recognise } from './recognise.ts'
import { resolveRows, type WrittenRow } from './resolve-rows.ts'
import { previewRows } from '#kernel/sheets/limits.ts'
import { readInThread } from '#kernel/sheets/read-in-thread.ts'
import { type Sheet, Unreadable } from '#kernel/sheets/sheet.ts'
import { insertRows } from './upload-rows.ts'

type Upload = Awaited<ReturnType<typeof claim>>

/**
 * The job behind an upload: reads the file in its own thread, finds the columns, recognises the rows. What is wrong with the
 * file becomes the upload's state; anything else throws and the job is tried again, from the beginning.
 */
export function uploadReader(app: Omit<App, 'fastify'>): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { uploadId } = payload as { uploadId: string }
    const upload = await claim(app.db, uploadId)
    if (!upload) return
    try {
      const sheets = await readInThread(await bytesOf(app.db, app.files, upload.file_id!))
      await progress(app.db, upload, 25)
      await readRows(app, upload, sheets)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      await finish(app.db, upload, {
        state: 'failed',
        error_code: error.code,
        error_params: JSON.stringify(error.params),
        finished_at: app.clock.now(),
      })
    }
  }
}

async function readRows(
  app: Omit<App, 'fastify'>,
  upload: NonNullable<Upload>,
  sheets: Sheet[],
): Promise<void> {
  const { db } = app
  const now = app.clock.now()
  const terms = await termsOfContract(db, upload.contract_id)
  if (!terms) throw new Error(`upload ${upload.id} belongs to no contract`)
  const conditions = await loadConditions(db, terms, { now, language: upload.language })
  const preview = JSON.stringify(
    sheets.map(({ name, rowCount, rows }) => ({
      name,
      rowCount,
      firstRows: rows.slice(0, previewRows).map(shortened),
    })),
  )
  const columns =
    upload.columns ??
    (await rememberedColumns(db, upload.company_id, sheets)) ??
    (await guessColumns(sheets, async (texts) => {
      const known = await recognise(db, conditions, texts)
      const found = texts.filter((text) => !['unknown', 'analog'].includes(known.get(text)!.kind))
      return texts.length === 0 ? 0 : found.length / texts.length
    }))
  const sheet = columns && sheets.find((candidate) => candidate.name === columns.sheet)
  if (!columns || !sheet) {
    await finish(db, upload, { state: 'columns', preview, finished_at: now })
    return
  }
  await progress(db, upload, 30)
  const written = writtenRows(sheet, columns)
  const resolved = await resolveRows(db, conditions, written, (part) =>
    progress(db, upload, 30 + Math.round(part * 60)),
  )
  await finish(
    db,
    upload,
    {
      state: 'ready',
      preview,
      columns: JSON.stringify(columns),
      row_count: written.length,
      finished_at: now,
    },
    (tx) => insertRows(tx, upload.id, sheet.name || null, written, resolved),
  )
}

/** Rows below the header that have anything in them. A row of a total or a heading is reported like any other. */
function writtenRows(sheet: Sheet, columns: UploadColumns): WrittenRow[] {
  const formulas = new Set(sheet.formulas)
  return sheet.rows.flatMap((cells, index) => {
    if (index < columns.headerRow) return []
    const cell = (column: number | null) =>
      column === null ? undefined : (cells[column] ?? '').slice(0, 200)
    const article = cell(columns.article)!
    const quantity = cell(columns.quantity)
    if (article.trim() === '' && (quantity === undefined || quantity.trim() === '')) return []
    const formula =
      formulas.has(`${index}:${columns.article}`) || formulas.has(`${index}:${columns.quantity}`)
    return [{ rowNumber: index + 1, article, quantity, unit: cell(columns.unit), formula }]
  })
}

const shortened = (cells: readonly string[]) => cells.slice(0, 30).map((cell) => cell.slice(0, 80))

async function claim(db: Db, uploadId: string) {
  const row = await db
    .selectFrom('matching.uploads as u')
    .innerJoin('identity.users as user', 'user.id', 'u.user_id')
    .select(['u.id', 'u.company_id', 'u.contract_id', 'u.file_id', 'u.columns', 'user.language'])
    .where('u.id', '=', uploadId)
    .where('u.state', 'in', ['queued', 'reading'])
    .executeTakeFirst()
  if (!row?.file_id) return null
  const upload = { ...row, columns: row.columns === null ? null : uploadColumns.parse(row.columns) }
  await progress(db, upload, 10)
  return upload
}

async function bytesOf(db: Db, files: Files, fileId: string): Promise<Buffer> {
  const file = await db
    .selectFrom('kernel.files')
    .select('storage_key')
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  return files.readAll(file.storage_key)
}

async function progress(db: Db, upload: { id: string; company_id: string }, percent: number): Promise<void> {
  await db
    .updateTable('matching.uploads')
    .set({ state: 'reading', progress: percent })
    .where('id', '=', upload.id)
    .where('state', 'in', ['queued', 'reading'])
    .execute()
  await tellBrowsers(db, { topic: 'uploads', id: upload.id, companyId: upload.company_id })
}

/** Writes the end of the reading at once with its rows; an attempt that came before leaves none. */
async function finish(
  db: Db,
  upload: NonNullable<Upload>,
  set: {
    state: 'failed' | 'columns' | 'ready'
    finished_at: Date
    preview?: string
    columns?: string
    row_count?: number
    error_code?: string
    error_params?: string
  },
  write: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  await transaction(db, async (tx) => {
    const mine = await tx
      .updateTable('matching.uploads')
      .set({ error_code: null, error_params: null, row_count: 0, ...set, progress: 100 })
      .where('id', '=', upload.id)
      .where('state', '=', 'reading')
      .returning('id')
      .executeTakeFirst()
    if (!mine) return
    await tx.deleteFrom('matching.upload_rows').where('upload_id', '=', upload.id).execute()
    await write(tx)
    await tellBrowsers(tx, { topic: 'uploads', id: upload.id, companyId: upload.company_id })
  })
}
