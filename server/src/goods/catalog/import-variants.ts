import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
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
  for (const variant of missing) {
    const id = newId()
    await copyGood(tx, goods.get(variant.goodExternalId)!, id, variant, now)
    ids.set(variant.externalId, id)
    created.add(variant.externalId)
  }
  await rememberIds(
    tx,
    source,
    'product',
    [...created].map((externalId) => ({ externalId, id: ids.get(externalId)! })),
  )
  await sql`update catalog.products p set variant_label = v.label, active = not v.deleted
    from unnest(${variants.map((one) => ids.get(one.externalId) ?? null)}::uuid[], ${variants.map((one) => one.label)}::text[],
      ${variants.map((one) => one.deleted)}::boolean[]) as v(id, label, deleted)
    where p.id = v.id and (p.variant_label is distinct from v.label or p.active = v.deleted)`.execute(tx)
  return { ids, created }
}

/** A good gets a family and stands back behind its variants. */
async function makeHeads(tx: Tx, goodIds: readonly string[]): Promise<void> {
  await sql`with heads as (
      select p.id, coalesce(p.family_id, f.id) as family_id, p.name, p.family_id is null as fresh
      from unnest(${[...goodIds]}::uuid[], ${goodIds.map(() => newId())}::uuid[]) as f(good_id, id)
      join catalog.products p on p.id = f.good_id
    ), families as (
      insert into catalog.families (id, name) select family_id, name from heads where fresh returning id
    )
    update catalog.products p set family_id = h.family_id, has_variants = true, active = false
    from heads h where p.id = h.id and (select count(*) from families) >= 0`.execute(tx)
}

async function copyGood(
  tx: Tx,
  goodId: string,
  id: string,
  variant: ImportedVariant,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{
    name: string
  }>`select name from catalog.products where id = ${goodId}`.execute(tx)
  const name = variant.name ?? `${rows[0]?.name ?? ''} (${variant.label})`
  await sql`insert into catalog.products (id, seller_id, kind, article, article_key, code, name, full_name, description,
      brand_id, manufacturer, country, base_unit_id, vat_class, weight_kg, volume_m3, family_id, variant_label, picture_id,
      slug, created_at, updated_at)
    select ${id}, seller_id, kind, coalesce(${variant.article}, article), article_key, code, ${name}, full_name, description,
      brand_id, manufacturer, country, base_unit_id, vat_class, weight_kg, volume_m3, family_id, ${variant.label}, picture_id,
      ${slugOf(name, id)}, ${now}, ${now}
    from catalog.products where id = ${goodId}`.execute(tx)
  await sql`insert into catalog.product_categories (product_id, category_id, is_main)
    select ${id}, category_id, is_main from catalog.product_categories where product_id = ${goodId}`.execute(
    tx,
  )
  await sql`insert into catalog.product_attributes (product_id, value_id, attribute_id)
    select ${id}, value_id, attribute_id from catalog.product_attributes where product_id = ${goodId}`.execute(
    tx,
  )
  await sql`insert into catalog.packagings (id, product_id, unit_id, factor_numerator, factor_denominator)
    select gen_random_uuid(), ${id}, unit_id, factor_numerator, factor_denominator from catalog.packagings
    where product_id = ${goodId} and active`.execute(tx)
}
