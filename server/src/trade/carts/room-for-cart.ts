import { AppError } from '@portal/api/errors.ts'
import type { Tx } from '#kernel/db.ts'
import { mostOpenCarts } from './limits.ts'

/** Throws cart_full when a company has as many open carts as may be. */
export async function requireRoomForCart(tx: Tx, companyId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('carts.carts')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostOpenCarts) throw new AppError('cart_full', { limit: mostOpenCarts })
}
