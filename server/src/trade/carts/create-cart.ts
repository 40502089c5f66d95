import type { Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { requireRoomForCart } from './room-for-cart.ts'
import type { LockedCart } from './store.ts'

/** Starts a cart of the present company. */
export async function createCart(tx: Tx, context: Context, name: string): Promise<LockedCart> {
  const { companyId } = buyerTerms(context)
  const userId = signedIn(context).id
  await requireRoomForCart(tx, companyId)
  const id = newId()
  await tx
    .insertInto('carts.carts')
    .values({
      id,
      company_id: companyId,
      name,
      created_by: userId,
      created_at: context.now,
      updated_by: userId,
      updated_at: context.now,
    })
    .execute()
  await tellBrowsers(tx, { topic: 'carts', id, companyId })
  return { id, companyId, name, revision: 1, pricedAt: null }
}
