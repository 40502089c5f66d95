import { type RawBuilder, sql } from 'kysely'

/** Ids that the rules in force today name; categories come with all below them. */
export type AssortmentRules = {
  [K in `${'allow' | 'deny'}_${'product' | 'category' | 'brand' | 'value'}`]?: string[]
}

/** What an assortment is made of. A product is offered if it is active, of these sellers, allowed and not denied. */
export interface OfferRules {
  sellerIds: readonly string[]
  /** only what anybody may see */
  publicOnly: boolean
  /** specified: only what allow rules name */
  mode: 'all' | 'specified'
  named: AssortmentRules
}

/** May somebody be offered a product? The only answer there is (law 4), as SQL, so that nothing is filtered after loading. */
export interface Assortment {
  /** the same as data, for the index of the catalogue, which counts what SQL then reads */
  rules: OfferRules
  /** SQL condition over a row of catalog.products under this alias. */
  offers(product: string): RawBuilder<boolean>
  /** SQL text: the first reason why the product is not offered, or null when it is. */
  reason(product: string): RawBuilder<NotOffered | null>
}

export type NotOffered = 'inactive' | 'not_allowed' | 'denied' | 'other_seller'

export function buyerAssortment(
  sellerId: string,
  mode: 'all' | 'specified',
  rules: AssortmentRules,
): Assortment {
  const allowed = (p: string) => namedBy(p, 'allow', rules)
  const denied = (p: string) => namedBy(p, 'deny', rules)
  return {
    rules: { sellerIds: [sellerId], publicOnly: false, mode, named: rules },
    offers: (p) => {
      const parts = [sql`${sql.raw(p)}.active and ${sql.raw(p)}.seller_id = ${sellerId}::uuid`]
      if (mode === 'specified') parts.push(allowed(p) ?? sql`false`)
      const deny = denied(p)
      if (deny) parts.push(sql`not ${deny}`)
      return sql`(${sql.join(parts, sql` and `)})`
    },
    reason: (p) => sql`case
      when not ${sql.raw(p)}.active then 'inactive'
      when ${sql.raw(p)}.seller_id <> ${sellerId}::uuid then 'other_seller'
      when ${denied(p) ?? sql`false`} then 'denied'
      when not ${mode === 'specified' ? (allowed(p) ?? sql`false`) : sql`true`} then 'not_allowed' end`,
  }
}

/** A guest sees public products of the operator's own sellers, outside categories that are not public. */
export function guestAssortment(
  sellerIds: readonly string[],
  hiddenCategories: readonly string[],
): Assortment {
  const offers = (p: string) => {
    const product = sql.raw(p)
    const parts = [
      sql`${product}.active and ${product}.public and ${product}.seller_id = any(${sellerIds}::uuid[])`,
    ]
    if (hiddenCategories.length > 0) parts.push(sql`not ${inCategories(p, hiddenCategories)}`)
    return sql<boolean>`(${sql.join(parts, sql` and `)})`
  }
  const named = hiddenCategories.length > 0 ? { deny_category: [...hiddenCategories] } : {}
  return {
    rules: { sellerIds, publicOnly: true, mode: 'all', named },
    offers,
    reason: (p) => sql`case when not ${offers(p)} then 'not_allowed' end`,
  }
}

/** SQL condition: the product stands in one of these categories. */
export function inCategories(product: string, categoryIds: readonly string[]): RawBuilder<boolean> {
  return sql`exists (select from catalog.product_categories pc
    where pc.product_id = ${sql.raw(product)}.id and pc.category_id = any(${categoryIds}::uuid[]))`
}

/** null: no rule of this effect is in force. */
function namedBy(p: string, effect: 'allow' | 'deny', rules: AssortmentRules): RawBuilder<boolean> | null {
  const product = sql.raw(p)
  const parts: RawBuilder<unknown>[] = []
  const products = rules[`${effect}_product`]
  if (products) parts.push(sql`${product}.id = any(${products}::uuid[])`)
  const brands = rules[`${effect}_brand`]
  // a product without a brand is in none
  if (brands) parts.push(sql`coalesce(${product}.brand_id = any(${brands}::uuid[]), false)`)
  const categories = rules[`${effect}_category`]
  if (categories) parts.push(inCategories(p, categories))
  const values = rules[`${effect}_value`]
  if (values)
    parts.push(sql`exists (select from catalog.product_attributes pa
      where pa.product_id = ${product}.id and pa.value_id = any(${values}::uuid[]))`)
  return parts.length === 0 ? null : sql<boolean>`(${sql.join(parts, sql` or `)})`
}
