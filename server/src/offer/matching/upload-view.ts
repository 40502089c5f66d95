import { type Upload, uploadColumns } from '@portal/api/uploads.ts'
import { AppError } from '@portal/api/errors.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'

/** An upload of the buyer's company under the present contract; throws not_found for anybody else's. */
export function uploadOf(db: Db, terms: BuyerTerms, uploadId: string) {
  return db
    .selectFrom('matching.uploads')
    .where('id', '=', uploadId)
    .where('company_id', '=', terms.companyId)
    .where('contract_id', '=', terms.contractId)
}

/** The state of an upload with counts by outcome. */
export async function uploadView(db: Db, terms: BuyerTerms, uploadId: string): Promise<Upload> {
  const upload = await uploadOf(db, terms, uploadId).selectAll().executeTakeFirst()
  if (!upload) throw new AppError('not_found')
  const counted = await db
    .selectFrom('matching.upload_rows')
    .select(['outcome', (select) => select.fn.countAll<string>().as('count')])
    .where('upload_id', '=', uploadId)
    .groupBy('outcome')
    .execute()
  return {
    id: upload.id,
    name: upload.name,
    state: upload.state,
    progress: upload.progress,
    // written by the job in this shape
    sheets: upload.preview as Upload['sheets'],
    columns: upload.columns === null ? null : uploadColumns.parse(upload.columns),
    rowCount: upload.row_count,
    counts: Object.fromEntries(counted.map((row) => [row.outcome, Number(row.count)])),
    errorCode: upload.error_code,
    errorParams: upload.error_params as Upload['errorParams'],
  }
}
