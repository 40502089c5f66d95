import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { removePrice, setPrice } from '@portal/api/price-lists.ts'
import type { PriceRow } from '@portal/api/price-lists.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { pricesChanged } from './events.ts'
import { lockHandmade, touchPriceList } from './lock-price-list.ts'
import { priceRowOf } from './prices.ts'

/** Sets one price of a list that is kept by hand; the same product, unit, quantity and first day replace what was there. */
export async function setPriceByHand(
  context: Context,
  priceListId: string,
  input: ParsedOf<typeof setPrice>['body'],
): Promise<PriceRow> {
  const key = {
    priceListId,
    productId: input.productId,
    packagingId: input.packagingId ?? baseUnit,
    minQuantity: input.minQuantity,
    validFrom: input.validFrom ?? '-infinity',
  }
  await transaction(context.db, async (tx) => {
    const list = await lockHandmade(tx, priceListId)
    await mustBeSold(tx, list.seller_id, key.productId, key.packagingId)
    const before = await tx
      .selectFrom('pricing.prices')
      .select(['amount', 'per_quantity', 'valid_until'])
      .where('price_list_id', '=', priceListId)
      .where('product_id', '=', key.productId)
      .where('packaging_id', '=', key.packagingId)
      .where('min_quantity', '=', key.minQuantity)
      .where('valid_from', '=', key.validFrom)
      .executeTakeFirst()
    await tx
      .insertInto('pricing.prices')
      .values({
        price_list_id: priceListId,
        product_id: key.productId,
        packaging_id: key.packagingId,
        min_quantity: key.minQuantity,
        valid_from: key.validFrom,
        valid_until: input.validUntil ?? 'infinity',
        amount: input.amount,
        per_quantity: input.perQuantity,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['price_list_id', 'product_id', 'packaging_id', 'min_quantity', 'valid_from'])
          .doUpdateSet({
            valid_until: input.validUntil ?? 'infinity',
            amount: input.amount,
            per_quantity: input.perQuantity,
          }),
      )
      .execute()
    await touchPriceList(tx, priceListId, context.now)
    await publish(tx, pricesChanged, { productIds: [key.productId] })
    await record(tx, context, {
      action: 'price.set',
      entityKind: 'price_list',
      entityId: priceListId,
      details: { ...input, before: before ?? null },
    })
  })
  return priceRowOf(context.db, context.language, key)
}

/** Takes one price out of a list that is kept by hand. */
export async function removePriceByHand(
  context: Context,
  priceListId: string,
  key: ParsedOf<typeof removePrice>['query'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockHandmade(tx, priceListId)
    const gone = await tx
      .deleteFrom('pricing.prices')
      .where('price_list_id', '=', priceListId)
      .where('product_id', '=', key.productId)
      .where('packaging_id', '=', key.packagingId ?? baseUnit)
      .where('min_quantity', '=', key.minQuantity)
      .where('valid_from', '=', key.validFrom ?? '-infinity')
      .returning(['amount', 'per_quantity', 'valid_until'])
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await touchPriceList(tx, priceListId, context.now)
    await record(tx, context, {
      action: 'price.remove',
      entityKind: 'price_list',
      entityId: priceListId,
      details: { ...key, ...gone },
    })
  })
}

/** A list prices its own seller's goods, in units that they are sold in. */
async function mustBeSold(tx: Tx, sellerId: string, productId: string, packagingId: string): Promise<void> {
  const { rows } = await sql`
    select from catalog.products p where p.id = ${productId} and p.seller_id = ${sellerId}
      and (${packagingId}::uuid = ${baseUnit}::uuid or exists (
        select from catalog.packagings g where g.id = ${packagingId} and g.product_id = p.id))`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found')
}
