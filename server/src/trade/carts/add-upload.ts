import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { markApplied, usableRows } from '#src/offer/matching/public.ts'
import { addRowsTo } from './add-lines.ts'
import { lockOpenCart } from './store.ts'

/** Puts the usable rows of an upload into a cart, once: the upload is applied in the same transaction. */
export async function addUpload(
  context: Context,
  cartId: string,
  choice: { uploadId: string; includeAnalogs: boolean },
): Promise<{ revision: number; added: number; left: number }> {
  const terms = buyerTerms(context)
  return transaction(context.db, async (tx) => {
    const cart = await lockOpenCart(tx, terms.companyId, cartId)
    const { rows, left } = await usableRows(tx, terms, choice.uploadId, choice)
    if (rows.length === 0) throw new AppError('wrong_state')
    await markApplied(tx, terms, choice.uploadId)
    const added = await addRowsTo(
      tx,
      context,
      cart,
      rows.map((row) => ({ ...row, quantity: row.quantity.toFixed() })),
    )
    const taken = added.rows.filter((row) => row.outcome !== 'refused').length
    return { revision: added.revision, added: taken, left: left + rows.length - taken }
  })
}
