import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { copyPriceList } from '@portal/api/price-terms.ts'
import type { Rounding } from '@portal/api/price-terms-fields.ts'
import { type RawBuilder, sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { lockPriceList } from './lock-price-list.ts'

/**
 * Copies a list with every price changed by a percent. As an edition it stands in the place of its list from its first day
 * on, in the seller's zone: in contracts, assignments and as the base list, without anybody having to switch. Prices that are
 * over by that day are left behind. Answers the copy's id.
 */
export async function copyList(
  context: Context,
  priceListId: string,
  copy: ParsedOf<typeof copyPriceList>['body'],
): Promise<string> {
  return transaction(context.db, async (tx) => {
    const list = await lockPriceList(tx, priceListId)
    // an exchange would go on writing into the list that answers no more
    if (copy.edition && list.source !== null) throw new AppError('price_list_from_exchange')
    const id = newId()
    await sql`insert into pricing.price_lists (id, name, currency, includes_vat, seller_id, kind, tiers_by, rounding,
        rate_source_id, valid_from, edition_of, created_at, updated_at)
      select ${id}, ${copy.name}, currency, includes_vat, seller_id, kind, tiers_by, rounding, rate_source_id,
        ${copy.validFrom ?? '-infinity'}::date, case when ${copy.edition} then coalesce(edition_of, id) end,
        ${context.now}, ${context.now}
      from pricing.price_lists where id = ${priceListId}`.execute(tx)
    const rows = await copyRows(tx, priceListId, id, copy)
    await copyVolumeDiscounts(tx, priceListId, id)
    await record(tx, context, {
      action: 'price_list.copy',
      entityKind: 'price_list',
      entityId: id,
      details: { of: priceListId, ...copy, rows },
    })
    return id
  })
}

async function copyVolumeDiscounts(tx: Tx, from: string, to: string): Promise<void> {
  const rules = await tx
    .selectFrom('pricing.volume_discounts')
    .selectAll()
    .where('price_list_id', '=', from)
    .execute()
  if (rules.length > 0)
    await tx
      .insertInto('pricing.volume_discounts')
      .values(rules.map((rule) => ({ ...rule, id: newId(), price_list_id: to })))
      .execute()
}

async function copyRows(
  tx: Tx,
  from: string,
  to: string,
  copy: ParsedOf<typeof copyPriceList>['body'],
): Promise<number> {
  const amount = rounded(sql`r.amount * (100 + ${copy.percent}::numeric) / 100`, copy.rounding)
  const { rows } = await sql<{ most: string | null }>`
    select max(amount)::text as most from pricing.prices r where price_list_id = ${from}
    having max(r.amount) * (100 + ${copy.percent}::numeric) / 100 >= 10000000000000`.execute(tx)
  if (rows.length > 0) throw new AppError('invalid_input', {}, { percent: 'too_large' })
  const { numAffectedRows } = await sql`
    insert into pricing.prices (price_list_id, product_id, packaging_id, min_quantity, valid_from, valid_until, amount, per_quantity)
    select ${to}, product_id, packaging_id, min_quantity, valid_from, valid_until, ${amount}, per_quantity
    from pricing.prices r
    where price_list_id = ${from} and valid_until > ${copy.validFrom ?? '-infinity'}::date and r.amount > 0`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** As roundPrice(): half-up, and never to nothing. */
function rounded(amount: RawBuilder<unknown>, rule: Rounding): RawBuilder<unknown> {
  if (rule === 'none') return sql`greatest(round(${amount}, 6), 0.000001)`
  if (rule === 'x.90') return sql`greatest(round(${amount} - 0.9), 0) + 0.9`
  return sql`greatest(round((${amount}) / ${rule}::numeric) * ${rule}::numeric, ${rule}::numeric)`
}
