import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { articleKey } from './article-key.ts'
import { mappedIds, rememberIds } from './mappings.ts'
import { slugOf } from './slug.ts'

export interface ImportedVariant {
  /** `good#characteristic` */
  externalId: string
  goodExternalId: string
  label: string
  name: string | null
  article: string | null
  deleted: boolean
}

/**
 * Makes the variants of goods that are sold by characteristics: each is a product of its own, a copy of the good with
 * its own label, in the good's family; the good itself is not offered any more. Answers product ids by external id, and
 * which were made; a variant whose good nobody has sent is missing.
 */
export async function importVariants(
  tx: Tx,
  source: string,
  variants: readonly ImportedVariant[],
  now: Date,
): Promise<{ ids: Map<string, string>; created: Set<string> }> {
  const ids = await mappedIds(
    tx,
    source,
    'product',
    variants.map((one) => one.externalId),
  )
  const goods = await mappedIds(
    tx,
    source,
    'product',
    variants.map((one) => one.goodExternalId),
  )
  const created = new Set<string>()
  const missing = variants.filter((one) => !ids.has(one.externalId) && goods.has(one.goodExternalId))
  if (missing.length > 0)
    await makeHeads(tx, [...new Set(missing.map((one) => goods.get(one.goodExternalId)!))])
  const copies = missing.map((variant) => ({
    ...variant,
    id: newId(),
    goodId: goods.get(variant.goodExternalId)!,
  }))
  await copyGoods(tx, copies, now)
  for (const { externalId, id } of copies) {
    ids.set(externalId, id)
    created.add(externalId)
  }
  await rememberIds(
    tx,
    source,
    'product',
    [...created].map((externalId) => ({ externalId, id: ids.get(externalId)! })),
  )
  await sql`update catalog.products p set variant_label = v.label, active = not v.deleted and not p.withdrawn
    from unnest(${variants.map((one) => ids.get(one.externalId) ?? null)}::uuid[], ${variants.map((one) => one.label)}::text[],
      ${variants.map((one) => one.deleted)}::boolean[]) as v(id, label, deleted)
    where p.id = v.id and (p.variant_label is distinct from v.label or p.active <> (not v.deleted and not p.withdrawn))`.execute(
    tx,
  )
  return { ids, created }
}

/**
 * A good gets a family and stands back behind its variants. One that a person took out of its family gets no new one: its
 * variants stand alone then.
 */
async function makeHeads(tx: Tx, goodIds: readonly string[]): Promise<void> {
  await sql`with heads as (
      select p.id, p.name, p.family_id is null and not p.family_by_hand as fresh,
        case when p.family_by_hand then p.family_id else coalesce(p.family_id, f.id) end as family_id
      from unnest(${[...goodIds]}::uuid[], ${goodIds.map(() => newId())}::uuid[]) as f(good_id, id)
      join catalog.products p on p.id = f.good_id
    ), families as (
      insert into catalog.families (id, name, from_exchange) select family_id, name, true from heads where fresh returning id
    )
    update catalog.products p set family_id = h.family_id, has_variants = true, active = false
    from heads h where p.id = h.id and (select count(*) from families) >= 0`.execute(tx)
}

interface Copy extends ImportedVariant {
  id: string
  goodId: string
}

/** Variants begin as copies of their goods, all of a batch in five statements. */
async function copyGoods(tx: Tx, copies: readonly Copy[], now: Date): Promise<void> {
  if (copies.length === 0) return
  const goods = await tx
    .selectFrom('catalog.products')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(copies.map((one) => one.goodId))])
    .execute()
  const goodNames = new Map(goods.map((one) => [one.id, one.name]))
  const names = copies.map((one) => one.name ?? `${goodNames.get(one.goodId) ?? ''} (${one.label})`)
  const articleKeys = copies.map((one) => (one.article === null ? null : articleKey(one.article) || null))
  await sql`insert into catalog.products (id, seller_id, kind, article, article_key, code, name, full_name, description,
      brand_id, manufacturer, country, base_unit_id, vat_class, weight_kg, volume_m3, family_id, variant_label, picture_id,
      slug, created_at, updated_at)
    select v.id, p.seller_id, p.kind, coalesce(v.article, p.article),
      case when v.article is null then p.article_key else v.article_key end, p.code, v.name, p.full_name, p.description,
      p.brand_id, p.manufacturer, p.country, p.base_unit_id, p.vat_class, p.weight_kg, p.volume_m3, p.family_id, v.label,
      p.picture_id, v.slug, ${now}, ${now}
    from unnest(${copies.map((one) => one.id)}::uuid[], ${copies.map((one) => one.goodId)}::uuid[],
      ${copies.map((one) => one.label)}::text[], ${names}::text[], ${copies.map((one) => one.article)}::text[],
      ${articleKeys}::text[], ${copies.map((one, index) => slugOf(names[index]!, one.id))}::text[])
      as v(id, good_id, label, name, article, article_key, slug)
    join catalog.products p on p.id = v.good_id`.execute(tx)
  const pairs = sql`unnest(${copies.map((one) => one.id)}::uuid[], ${copies.map((one) => one.goodId)}::uuid[]) as v(id, good_id)`
  await sql`insert into catalog.product_categories (product_id, category_id, is_main)
    select v.id, c.category_id, c.is_main from ${pairs} join catalog.product_categories c on c.product_id = v.good_id`.execute(
    tx,
  )
  await sql`insert into catalog.product_attributes (product_id, value_id, attribute_id)
    select v.id, a.value_id, a.attribute_id from ${pairs} join catalog.product_attributes a on a.product_id = v.good_id`.execute(
    tx,
  )
  await sql`insert into catalog.packagings (id, product_id, unit_id, factor_numerator, factor_denominator)
    select gen_random_uuid(), v.id, k.unit_id, k.factor_numerator, k.factor_denominator
    from ${pairs} join catalog.packagings k on k.product_id = v.good_id and k.active`.execute(tx)
}
