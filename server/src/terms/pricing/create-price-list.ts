import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { createPriceList } from '@portal/api/price-lists.ts'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

/** Makes an empty list that is kept by hand; the first of a seller becomes his base list. */
export async function makePriceListByHand(
  context: Context,
  input: ParsedOf<typeof createPriceList>['body'],
): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    // two first lists at once: one of them is the base
    const seller = await tx
      .selectFrom('sellers.sellers')
      .select('id')
      .where('id', '=', input.sellerId)
      .where('state', '=', 'active')
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!seller) throw new AppError('not_found')
    await sql`insert into pricing.price_lists
        (id, name, currency, includes_vat, is_base, seller_id, created_at, updated_at)
      values (${id}, ${input.name}, ${input.currency}, ${input.includesVat},
        not exists (select from pricing.price_lists where seller_id = ${seller.id} and is_base), ${seller.id},
        ${context.now}, ${context.now})`.execute(tx)
    await record(tx, context, {
      action: 'price_list.add',
      entityKind: 'price_list',
      entityId: id,
      details: input,
    })
  })
  return id
}
