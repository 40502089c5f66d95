import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { setFloorPrice } from '@portal/api/floor-prices.ts'
import { type RawBuilder, sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

type Floor = ParsedOf<typeof setFloorPrice>['body']

/** Sets the least that a product, a category's goods or all goods of a seller may cost. Answers its id. */
export async function setFloor(context: Context, input: Floor): Promise<string> {
  const { sellerId, productId, categoryId, floor } = input
  return transaction(context.db, async (tx) => {
    await mustBe(tx, sql`sellers.sellers where id = ${sellerId}`)
    if (productId) await mustBe(tx, sql`catalog.products where id = ${productId} and seller_id = ${sellerId}`)
    if (categoryId) await mustBe(tx, sql`catalog.categories where id = ${categoryId}`)
    if (floor.kind === 'markup')
      await mustBe(
        tx,
        sql`pricing.price_lists where id = ${floor.costListId} and seller_id = ${sellerId} and kind = 'cost'`,
      )
    const values =
      floor.kind === 'amount'
        ? {
            amount: floor.amount,
            currency: floor.currency,
            includes_vat: floor.includesVat,
            cost_list_id: null,
            markup_percent: null,
          }
        : {
            amount: null,
            currency: null,
            includes_vat: null,
            cost_list_id: floor.costListId,
            markup_percent: floor.percent,
          }
    const { id } = await tx
      .insertInto('pricing.floors')
      .values({ id: newId(), seller_id: sellerId, product_id: productId, category_id: categoryId, ...values })
      .onConflict((conflict) =>
        conflict.columns(['seller_id', 'product_id', 'category_id']).doUpdateSet(values),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(tx, context, {
      action: 'floor_price.set',
      entityKind: 'floor_price',
      entityId: id,
      details: { ...input },
    })
    return id
  })
}

export async function removeFloor(context: Context, floorPriceId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const gone = await tx
      .deleteFrom('pricing.floors')
      .where('id', '=', floorPriceId)
      .returningAll()
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await record(tx, context, {
      action: 'floor_price.remove',
      entityKind: 'floor_price',
      entityId: floorPriceId,
      details: { ...gone },
    })
  })
}

async function mustBe(tx: Tx, from: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql`select 1 from ${from}`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found')
}
