import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { picturesThere } from './add-picture.ts'
import { setMainPictures } from './main-picture.ts'

/** Puts all pictures of a product in an order. Throws wrong_state where somebody has added or removed one meanwhile. */
export async function putPicturesInOrder(
  context: Context,
  productId: string,
  order: readonly string[],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const there = new Set((await picturesThere(tx, productId)).map(({ id }) => id))
    const named = new Set(order)
    if (named.size !== order.length || named.size !== there.size || order.some((id) => !there.has(id)))
      throw new AppError('wrong_state')
    await sql`
      update catalog.pictures m set hand_position = o.place - 1
      from unnest(${[...order]}::uuid[]) with ordinality as o(id, place) where m.id = o.id`.execute(tx)
    await setMainPictures(tx, [productId])
    await record(tx, context, {
      action: 'product.order_pictures',
      entityKind: 'product',
      entityId: productId,
      details: { order: [...order] },
    })
  })
}
