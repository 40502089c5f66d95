import {
  chooseForUploadRow,
  createUpload as createUploadEndpoint,
  downloadUnmatched,
  getUpload,
  listUploadRows,
  setUploadColumns as setUploadColumnsEndpoint,
} from '@portal/api/uploads.ts'
import { resolveRows as resolveRowsEndpoint } from '@portal/api/matching.ts'
import { readSheetFile } from '@portal/api/sheets.ts'
import type { App } from '#kernel/app.ts'
import { buyerTerms, type Context, mount, mountFile } from '#kernel/mount.ts'
import { type InCarts, loadConditions } from '#src/offer/showcase/public.ts'
import { chooseForRow } from './choose-for-row.ts'
import { createUpload } from './create-upload.ts'
import { withOtherContracts } from './other-contracts.ts'
import { resolvedOnWire } from './resolved-on-wire.ts'
import { readSheetsOf } from './read-sheet-file.ts'
import { setUploadColumns } from './set-upload-columns.ts'
import { unmatchedOf } from './unmatched-csv.ts'
import { listRows } from './upload-rows.ts'
import { uploadView } from './upload-view.ts'

/** Recognition of articles: rows that are pasted, and lists that are uploaded. `inCarts` comes from the carts above. */
export function mountMatching(app: App, { inCarts }: { inCarts: InCarts }): void {
  const conditionsOf = (context: Context) => loadConditions(context.db, buyerTerms(context), context)
  mount(app, resolveRowsEndpoint, async ({ body, context }) => ({
    rows: await withOtherContracts(
      context,
      await resolvedOnWire(context.db, await conditionsOf(context), body.rows, inCarts),
    ),
  }))
  mount(app, createUploadEndpoint, async ({ file, context }) => {
    const terms = buyerTerms(context)
    return uploadView(context.db, terms, await createUpload(context, terms, app.files, file))
  })
  mount(app, getUpload, ({ params, context }) => uploadView(context.db, buyerTerms(context), params.uploadId))
  mount(app, setUploadColumnsEndpoint, async ({ params, body, context }) => {
    const terms = buyerTerms(context)
    await setUploadColumns(context, terms, params.uploadId, body)
    return uploadView(context.db, terms, params.uploadId)
  })
  mount(app, listUploadRows, async ({ params, query, context }) => {
    const conditions = await conditionsOf(context)
    const page = await listRows(context.db, buyerTerms(context), conditions, params.uploadId, query, inCarts)
    return { ...page, rows: await withOtherContracts(context, page.rows) }
  })
  mountFile(app, downloadUnmatched, ({ params, context }) => unmatchedOf(context, params.uploadId))
  mount(app, chooseForUploadRow, async ({ params, body, context }) => {
    const conditions = await conditionsOf(context)
    const row = await chooseForRow(context, buyerTerms(context), conditions, params, body, inCarts)
    return { ...row, otherContracts: [] }
  })
  mount(app, readSheetFile, async ({ file }) => ({ sheets: await readSheetsOf(file) }))
}
