import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { updatePriceList } from '@portal/api/price-lists.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { lockPriceList, lockSellerOf } from './lock-price-list.ts'

/**
 * Renames a list, says whether it includes VAT, makes it the base list of its seller or switches it. The base list is
 * what "base price" means, so it can be replaced, but not switched off.
 */
export async function changePriceList(
  context: Context,
  priceListId: string,
  change: ParsedOf<typeof updatePriceList>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    // two lists made the base at once: one after the other
    if (change.isBase) await lockSellerOf(tx, priceListId)
    const list = await lockPriceList(tx, priceListId)
    if (change.active === false && (list.is_base || change.isBase)) throw new AppError('base_price_list')
    // what "base price" means is for sale and always in force
    if (change.isBase && list.partial) throw new AppError('base_price_list')
    if (change.isBase && !list.is_base)
      await tx
        .updateTable('pricing.price_lists')
        .set({ is_base: false, updated_at: context.now })
        .where('seller_id', '=', list.seller_id)
        .where('is_base', '=', true)
        .execute()
    const active = change.isBase ? true : change.active
    await tx
      .updateTable('pricing.price_lists')
      .set({
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.includesVat === undefined ? {} : { includes_vat: change.includesVat }),
        ...(change.isBase === undefined ? {} : { is_base: true }),
        ...(active === undefined ? {} : { active }),
        updated_at: context.now,
      })
      .where('id', '=', priceListId)
      .execute()
    await record(tx, context, {
      action: 'price_list.change',
      entityKind: 'price_list',
      entityId: priceListId,
      details: { ...change },
    })
  })
}
