import { AppError } from '@portal/api/errors.ts'
import type { VolumeDiscountInput, VolumeDiscountRules } from '@portal/api/price-terms-fields.ts'
import { type RawBuilder, sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { lockPriceList, touchPriceList } from './lock-price-list.ts'

/** Puts these volume discounts in the place of those that a price list had; throws terms_changed where others stand there than were seen. */
export async function setVolumeDiscountsOfList(
  context: Context,
  priceListId: string,
  { rules, seen }: VolumeDiscountRules,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockPriceList(tx, priceListId)
    await requireVolumeRules(tx, rules)
    const before = await tx
      .deleteFrom('pricing.volume_discounts')
      .where('price_list_id', '=', priceListId)
      .returningAll()
      .execute()
    requireSeen(before, seen)
    if (rules.length > 0)
      await tx
        .insertInto('pricing.volume_discounts')
        .values(rules.map((rule) => ({ ...volumeRow(rule), price_list_id: priceListId })))
        .execute()
    await touchPriceList(tx, priceListId, context.now)
    await record(tx, context, {
      action: 'price_list.set_volume_discounts',
      entityKind: 'price_list',
      entityId: priceListId,
      details: { before, rules },
    })
  })
}

/** Volume discounts as a table of them keeps them, apart from whose they are. */
export function volumeRow(rule: VolumeDiscountInput) {
  return {
    id: newId(),
    category_id: rule.categoryId,
    brand_id: rule.brandId,
    counted_by: rule.countedBy,
    threshold: rule.threshold,
    percent: rule.percent,
    stacking: rule.stacking,
  }
}

type KeptRule = Pick<
  ReturnType<typeof volumeRow>,
  'category_id' | 'brand_id' | 'counted_by' | 'threshold' | 'percent' | 'stacking'
>

/** Two people who change the rules at once: the second one hears of the first before he replaces what the first has said. */
export function requireSeen(
  before: readonly KeptRule[],
  seen: readonly VolumeDiscountInput[] | undefined,
): void {
  if (!seen) return
  const there = new Set(before.map(wordOf))
  if (seen.length !== before.length || !seen.every((rule) => there.has(wordOf(volumeRow(rule)))))
    throw new AppError('terms_changed')
}

const wordOf = (row: KeptRule) =>
  [
    row.category_id,
    row.brand_id,
    row.counted_by,
    decimal(row.threshold).toFixed(),
    decimal(row.percent).toFixed(),
    row.stacking,
  ].join(' ')

/** Throws invalid_input where two rules say the same, and not_found where a category or a brand is not there. */
export async function requireVolumeRules(tx: Tx, rules: readonly VolumeDiscountInput[]): Promise<void> {
  const seen = new Set<string>()
  for (const [index, rule] of rules.entries()) {
    const key = [rule.categoryId, rule.brandId, rule.countedBy, decimal(rule.threshold).toFixed()].join(' ')
    if (seen.has(key)) throw new AppError('invalid_input', {}, { [`rules.${index}`]: 'repeated' })
    seen.add(key)
  }
  const ids = (key: 'categoryId' | 'brandId') => [...new Set(rules.flatMap((rule) => rule[key] ?? []))]
  const { rows } = await sql<{ missing: boolean }>`
    select (select count(*) from catalog.categories where id = any(${ids('categoryId')}::uuid[])) < ${ids('categoryId').length}
      or (select count(*) from catalog.brands where id = any(${ids('brandId')}::uuid[])) < ${ids('brandId').length} as missing`.execute(
    tx,
  )
  if (rows[0]!.missing) throw new AppError('not_found')
}

/** SQL: volume discounts `v` of these rows as the wire shows them, those of all goods first, by rising thresholds. */
export function volumeDiscountsJson(from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(json_agg(json_build_object('categoryId', v.category_id, 'brandId', v.brand_id,
        'name', coalesce(vk.name, vb.name), 'countedBy', v.counted_by, 'threshold', trim_scale(v.threshold)::text,
        'percent', trim_scale(v.percent)::text, 'stacking', v.stacking)
        order by num_nonnulls(v.category_id, v.brand_id), coalesce(vk.name, vb.name), v.counted_by, v.threshold, v.id), '[]')
    from (select v.* from ${from}) v
    left join catalog.categories vk on vk.id = v.category_id
    left join catalog.brands vb on vb.id = v.brand_id)`
}
