import { AppError } from '@portal/api/errors.ts'
import {
  chooseForUploadRow,
  createUpload as createUploadEndpoint,
  getUpload,
  listUploadRows,
  setUploadColumns as setUploadColumnsEndpoint,
} from '@portal/api/uploads.ts'
import { resolveRows as resolveRowsEndpoint } from '@portal/api/matching.ts'
import { id } from '@portal/api/primitives.ts'
import { readSheetFile } from '@portal/api/sheets.ts'
import type { App } from '#kernel/app.ts'
import { buyerTerms, type Context, mount } from '#kernel/mount.ts'
import { type InCarts, loadConditions } from '#src/offer/showcase/public.ts'
import { chooseForRow } from './choose-for-row.ts'
import { createUpload } from './create-upload.ts'
import { withOtherContracts } from './other-contracts.ts'
import { resolvedOnWire } from './resolved-on-wire.ts'
import { readSheetsOf } from './read-sheet-file.ts'
import { setUploadColumns } from './set-upload-columns.ts'
import { unmatchedCsv } from './unmatched-csv.ts'
import { listRows } from './upload-rows.ts'
import { uploadOf, uploadView } from './upload-view.ts'

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
  mount(app, chooseForUploadRow, async ({ params, body, context }) => {
    const conditions = await conditionsOf(context)
    const row = await chooseForRow(context, buyerTerms(context), conditions, params, body, inCarts)
    return { ...row, otherContracts: [] }
  })
  mount(app, readSheetFile, async ({ file }) => ({ sheets: await readSheetsOf(file) }))
  mountUnmatched(app)
}

/** GET /api/uploads/:uploadId/unmatched.csv: a file, so not an endpoint of the JSON contract; the same people may have it. */
function mountUnmatched({ fastify, db }: App): void {
  fastify.get<{ Params: { uploadId: string } }>(
    '/api/uploads/:uploadId/unmatched.csv',
    async (request, reply) => {
      const { terms } = request.caller
      const { uploadId } = request.params
      if (!request.caller.user) throw new AppError('not_signed_in')
      if (terms.kind !== 'buyer') throw new AppError('no_terms')
      if (!terms.permissions.has('carts.edit')) throw new AppError('forbidden')
      if (!id.safeParse(uploadId).success) throw new AppError('not_found')
      const upload = await uploadOf(db, terms, uploadId).select('name').executeTakeFirst()
      if (!upload) throw new AppError('not_found')
      const rows = await db
        .selectFrom('matching.upload_rows')
        .selectAll()
        .where('upload_id', '=', uploadId)
        .where('outcome', 'not in', ['found', 'changed', 'duplicate'])
        .orderBy('position')
        .execute()
      const name = encodeURIComponent(`${upload.name.replace(/\.[^.]*$/, '')}-unmatched.csv`)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .type('text/csv; charset=utf-8')
        .send(unmatchedCsv(rows, request.language))
    },
  )
}
