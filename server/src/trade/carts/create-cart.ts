import { AppError } from '@portal/api/errors.ts'
import type { Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { mostOpenCarts } from './limits.ts'
import type { LockedCart } from './store.ts'

/** Starts a cart of the present company. */
export async function createCart(tx: Tx, context: Context, name: string): Promise<LockedCart> {
  const { companyId } = buyerTerms(context)
  const userId = signedIn(context).id
  const { count } = await tx
    .selectFrom('carts.carts')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostOpenCarts) throw new AppError('cart_full', { limit: mostOpenCarts })
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
  return { id, companyId, name, revision: 1 }
}
