import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { requireRoomForCart } from './room-for-cart.ts'
import { markChanged } from './store.ts'

/** Takes back a cart that was thrown away, with all its lines; a second time changes nothing. */
export async function restoreCart(context: Context, cartId: string): Promise<void> {
  const { companyId } = buyerTerms(context)
  await transaction(context.db, async (tx) => {
    const cart = await tx
      .selectFrom('carts.carts')
      .select(['id', 'name', 'revision', 'state'])
      .where('id', '=', cartId)
      .where('company_id', '=', companyId)
      .where('state', '<>', 'submitted')
      .forUpdate()
      .executeTakeFirst()
    if (!cart) throw new AppError('not_found')
    if (cart.state === 'open') return
    await requireRoomForCart(tx, companyId)
    await tx.updateTable('carts.carts').set({ state: 'open' }).where('id', '=', cartId).execute()
    await markChanged(tx, { ...cart, companyId }, signedIn(context).id, context.now)
  })
}
