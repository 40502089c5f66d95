import { AppError } from '@portal/api/errors.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { type Conditions, type InCarts, loadOffered } from '#src/offer/showcase/public.ts'
import { checkSum, type Resolution, withQuantity } from './resolve-rows.ts'
import { rowsOnWire, storedAnswer, type StoredRow, type UploadRow } from './upload-rows.ts'
import { uploadOf } from './upload-view.ts'

export interface Choice {
  productId: string
  packagingId?: string
  quantity?: string
}

/** A person says which product a row means; the row is then checked like any other. */
export async function chooseForRow(
  context: Context,
  terms: BuyerTerms,
  conditions: Conditions,
  row: { uploadId: string; position: number },
  choice: Choice,
  inCarts: InCarts,
): Promise<UploadRow> {
  const stored = await transaction(context.db, async (tx) => {
    const upload = await uploadOf(tx, terms, row.uploadId).select('state').forUpdate().executeTakeFirst()
    if (!upload) throw new AppError('not_found')
    if (upload.state !== 'ready') throw new AppError('wrong_state')
    const before = await tx
      .selectFrom('matching.upload_rows')
      .selectAll()
      .where('upload_id', '=', row.uploadId)
      .where('position', '=', row.position)
      .executeTakeFirst()
    const offered = await loadOffered(tx, conditions, [choice.productId])
    const product = offered.get(choice.productId)
    if (!before || !product) throw new AppError('not_found')
    const answer = withQuantity(
      unanswered(before),
      product,
      written(before, choice),
      choice.packagingId ?? null,
    )
    checkSum(offered, answer)
    const set = storedAnswer(answer)
    await tx
      .updateTable('matching.upload_rows')
      .set(set)
      .where('upload_id', '=', row.uploadId)
      .where('position', '=', row.position)
      .execute()
    await record(tx, context, {
      action: 'upload.choose',
      entityKind: 'upload',
      entityId: row.uploadId,
      companyId: terms.companyId,
      details: { position: row.position, ...choice },
    })
    return { ...before, ...set, reasons: answer.reasons as unknown as StoredRow['reasons'] }
  })
  return (await rowsOnWire(context.db, conditions, [stored], inCarts))[0]!
}

/** What the person chose stands over what was written; a unit chosen makes the written word void. */
function written(before: StoredRow, choice: Choice): { quantity?: string; unit?: string } {
  return {
    quantity: choice.quantity ?? before.quantity_text ?? undefined,
    unit: choice.packagingId ? undefined : (before.unit_text ?? undefined),
  }
}

function unanswered(before: StoredRow): Resolution {
  return {
    rowNumber: before.row_number,
    outcome: 'not_found',
    reasons: [],
    productId: null,
    packagingId: null,
    quantity: null,
    candidateIds: before.candidate_ids,
  }
}
