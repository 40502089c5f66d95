import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { createCart } from './create-cart.ts'
import { putLines, storedLines } from './store.ts'

/** Starts a cart with the lines of another one, each under its own contract; today's prices answer when it is opened. */
export async function copyCart(context: Context, cartId: string, name: string): Promise<string> {
  return transaction(context.db, async (tx) => {
    const source = await tx
      .selectFrom('carts.carts')
      .select('id')
      .where('id', '=', cartId)
      .where('company_id', '=', buyerTerms(context).companyId)
      .where('state', '<>', 'deleted')
      .forShare()
      .executeTakeFirst()
    if (!source) throw new AppError('not_found')
    const lines = await storedLines(tx, cartId)
    const copy = await createCart(tx, context, name)
    if (lines.length > 0)
      await putLines(
        tx,
        copy.id,
        lines.map((line) => ({ ...line, id: newId() })),
        signedIn(context).id,
        context.now,
      )
    return copy.id
  })
}
