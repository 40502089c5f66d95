import { AppError } from '@portal/api/errors.ts'
import { tellBrowsers } from '#kernel/events.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Tx } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'
import { splitQuantity } from './read-article.ts'
import { readQuantity } from '#src/offer/showcase/public.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { uploadOf } from './upload-view.ts'

export interface UsableRow {
  position: number
  rowNumber: number
  productId: string
  packagingId: string
  /** in that packaging */
  quantity: Decimal
  /** an analog of what was asked for: the first one that is offered */
  analog: boolean
}

/**
 * The rows of an upload that a cart can take, in their order; locks the upload until the transaction ends.
 * Throws not_found for an upload of another company or contract, wrong_state unless it is ready and not yet applied.
 * Whether the products are still offered is for the cart to ask, as for anything that is added to it.
 */
export async function usableRows(
  tx: Tx,
  terms: BuyerTerms,
  uploadId: string,
  options: { includeAnalogs: boolean },
): Promise<{ rows: UsableRow[]; left: number }> {
  const upload = await uploadOf(tx, terms, uploadId)
    .select(['state', 'row_count'])
    .forUpdate()
    .executeTakeFirst()
  if (!upload) throw new AppError('not_found')
  if (upload.state !== 'ready') throw new AppError('wrong_state')
  const stored = await tx
    .selectFrom('matching.upload_rows')
    .select([
      'position',
      'row_number',
      'outcome',
      'product_id',
      'packaging_id',
      'quantity',
      'quantity_text',
      'candidate_ids',
    ])
    .where('upload_id', '=', uploadId)
    .where('outcome', 'in', ['found', 'changed', ...(options.includeAnalogs ? (['analog'] as const) : [])])
    .orderBy('position')
    .execute()
  const rows = stored.flatMap((row): UsableRow[] => {
    const place = { position: row.position, rowNumber: row.row_number }
    if (row.outcome !== 'analog') {
      if (!row.product_id || !row.packaging_id || row.quantity === null) return []
      const quantity = decimal(row.quantity)
      return [{ ...place, productId: row.product_id, packagingId: row.packaging_id, quantity, analog: false }]
    }
    const read = readQuantity(splitQuantity(row.quantity_text ?? '1').quantity)
    const productId = row.candidate_ids[0]
    return productId && 'quantity' in read
      ? [{ ...place, productId, packagingId: baseUnit, quantity: read.quantity, analog: true }]
      : []
  })
  const merged = await tx
    .selectFrom('matching.upload_rows')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('upload_id', '=', uploadId)
    .where('outcome', '=', 'duplicate')
    .executeTakeFirstOrThrow()
  // duplicates went along with the rows that they were summed into
  return { rows, left: upload.row_count - rows.length - Number(merged.count) }
}

/** Notes that the rows are in a cart, so that they are put there once. */
export async function markApplied(tx: Tx, terms: BuyerTerms, uploadId: string): Promise<void> {
  await tx
    .updateTable('matching.uploads')
    .set({ state: 'applied' })
    .where('id', '=', uploadId)
    .where('company_id', '=', terms.companyId)
    .execute()
  await tellBrowsers(tx, { topic: 'uploads', id: uploadId, companyId: terms.companyId })
}
