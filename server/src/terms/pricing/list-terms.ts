import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { setPriceListTerms } from '@portal/api/price-terms.ts'
import type { Selectable } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import type { PricingPriceLists } from '#src/database.ts'
import { record } from '#src/people/audit/public.ts'
import { type LockedPriceList, lockPriceList } from './lock-price-list.ts'

/**
 * Says how a list answers: what its tiers count, how it rounds, when it is in force, at what rate it converts. The base list is
 * what "base price" means, so it is for sale and always in force; it changes through an edition.
 */
export async function setTermsOfList(
  context: Context,
  priceListId: string,
  { seen, ...terms }: ParsedOf<typeof setPriceListTerms>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const list = await lockPriceList(tx, priceListId)
    if (list.is_base && (terms.kind === 'cost' || terms.validFrom !== null || terms.validUntil !== null))
      throw new AppError('base_price_list')
    await requireRateSource(tx, list, terms.rateSourceId)
    const before = await tx
      .selectFrom('pricing.price_lists')
      .select(['kind', 'tiers_by', 'rounding', 'valid_from', 'valid_until', 'rate_source_id'])
      .where('id', '=', priceListId)
      .executeTakeFirstOrThrow()
    if (seen && !isSame(seen, before)) throw new AppError('terms_changed')
    await tx
      .updateTable('pricing.price_lists')
      .set({
        kind: terms.kind,
        tiers_by: terms.tiersBy,
        rounding: terms.rounding,
        valid_from: terms.validFrom ?? '-infinity',
        valid_until: terms.validUntil ?? 'infinity',
        rate_source_id: terms.rateSourceId,
        updated_at: context.now,
      })
      .where('id', '=', priceListId)
      .execute()
    await record(tx, context, {
      action: 'price_list.set_terms',
      entityKind: 'price_list',
      entityId: priceListId,
      details: { before, ...terms },
    })
  })
}

type Terms = Omit<ParsedOf<typeof setPriceListTerms>['body'], 'seen'>
type KeptTerms = Pick<
  Selectable<PricingPriceLists>,
  'kind' | 'tiers_by' | 'rounding' | 'valid_from' | 'valid_until' | 'rate_source_id'
>

/** Of two people who change the terms of a list at once the second one hears of the first. */
function isSame(seen: Terms, there: KeptTerms): boolean {
  return (
    seen.kind === there.kind &&
    seen.tiersBy === there.tiers_by &&
    seen.rounding === there.rounding &&
    (seen.validFrom ?? '-infinity') === there.valid_from &&
    (seen.validUntil ?? 'infinity') === there.valid_until &&
    seen.rateSourceId === there.rate_source_id
  )
}

/** A list converts at a rate of its own seller, of its own currency. */
async function requireRateSource(tx: Tx, list: LockedPriceList, rateSourceId: string | null): Promise<void> {
  if (rateSourceId === null) return
  const source = await tx
    .selectFrom('pricing.rate_sources')
    .select('currency')
    .where('id', '=', rateSourceId)
    .where('seller_id', '=', list.seller_id)
    .executeTakeFirst()
  if (!source) throw new AppError('not_found')
  if (source.currency !== list.currency) throw new AppError('rate_source_currency')
}
