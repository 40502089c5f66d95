import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import type { ApplicableList, PriceConditions, ProductPrices } from './resolve.ts'

export interface LoadedConditions extends PriceConditions {
  contractId: string
  sellerId: string
  hasCategoryDiscounts: boolean
}

/** The buyer's few applicable lists and his discounts, in one query. Lists of another currency never apply. */
export async function loadPriceConditions(db: Db, terms: BuyerTerms): Promise<LoadedConditions> {
  const { rows } = await sql<{
    number: string
    discount_percent: string
    has_category_discounts: boolean
    lists: (ApplicableList & { isBase: boolean })[]
  }>`
    select c.number, c.discount_percent,
      exists (select from contracts.category_discounts d where d.contract_id = c.id) as has_category_discounts,
      (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'level', l.level,
          'includesVat', l.includes_vat, 'isBase', l.is_base) order by l.level, l.name, l.id), '[]')
       from (
         select l.id, l.name, l.includes_vat, l.is_base, min(a.level) as level
         from (
           select c.price_list_id as id, 1 as level
           union all
           select a.price_list_id, case when a.company_id is not null then 2 when a.group_id is not null then 3 else 4 end
           from pricing.assignments a join pricing.price_lists al on al.id = a.price_list_id and al.seller_id = c.seller_id
           where a.company_id = ${terms.companyId} or a.group_id = ${terms.groupId}::uuid or a.segment = ${terms.segment}::text
           union all
           select b.id, 5 from pricing.price_lists b where b.is_base and b.seller_id = c.seller_id
         ) a join pricing.price_lists l on l.id = a.id
         where l.active and l.currency = c.currency
         group by l.id
       ) l) as lists
    from contracts.contracts c where c.id = ${terms.contractId} and c.company_id = ${terms.companyId}`.execute(
    db,
  )
  const found = rows[0]
  if (!found) throw new Error(`contract ${terms.contractId} is not one of company ${terms.companyId}`)
  return {
    contractId: terms.contractId,
    sellerId: terms.sellerId,
    contractNumber: found.number,
    currency: terms.currency,
    fixedIncludesVat: found.lists[0]?.includesVat ?? true,
    lists: found.lists.map(({ id, name, level, includesVat }) => ({ id, name, level, includesVat })),
    baseListId: found.lists.find((list) => list.isBase)?.id ?? null,
    discountPercent: decimal(found.discount_percent),
    hasCategoryDiscounts: found.has_category_discounts,
  }
}

type Row = [
  list: string | null,
  packaging: string,
  min: string,
  from: string,
  amount: string,
  perQuantity: string,
]

/** Everything that prices of these products rest on at a date, in one query: `product = any(…)` over few lists. */
export async function loadProductPrices(
  db: Db,
  conditions: LoadedConditions,
  productIds: readonly string[],
  on: string,
): Promise<Map<string, ProductPrices>> {
  const listIds = conditions.lists.map((list) => list.id)
  const { rows } = await sql<{
    id: string
    prices: Row[] | null
    fixed: Row[] | null
    factors: [id: string, numerator: string, denominator: string][] | null
    discount: { name: string; percent: string; stacking: 'best' | 'add' } | null
    rate: string | null
  }>`
    select p.id,
      (select json_agg(json_build_array(r.price_list_id, r.packaging_id, r.min_quantity::text, r.valid_from::text, r.amount::text, r.per_quantity::text))
       from pricing.prices r where r.product_id = p.id and r.price_list_id = any(${listIds}::uuid[])
         and r.valid_from <= ${on}::date and ${on}::date < r.valid_until) as prices,
      (select json_agg(json_build_array(null, f.packaging_id, '0', f.valid_from::text, f.amount::text, '1'))
       from contracts.fixed_prices f where f.contract_id = ${conditions.contractId} and f.product_id = p.id
         and f.valid_from <= ${on}::date and ${on}::date < f.valid_until) as fixed,
      (select json_agg(json_build_array(k.id, k.factor_numerator::text, k.factor_denominator::text))
       from catalog.packagings k where k.product_id = p.id and k.active and k.id <> ${baseUnit}) as factors,
      ${conditions.hasCategoryDiscounts ? categoryDiscount(conditions.contractId) : sql`null`} as discount,
      ${mixedVat(conditions) ? vatRate(on) : sql`null`} as rate
    from catalog.products p where p.id = any(${productIds}::uuid[]) and p.seller_id = ${conditions.sellerId}::uuid`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, productPrices(row)]))
}

/** Only then does a rate decide which list of a level is the lower. */
function mixedVat(conditions: PriceConditions): boolean {
  return conditions.lists.some((list) => list.includesVat !== conditions.lists[0]!.includesVat)
}

const vatRate = (on: string) => sql`(
  select v.rate::text from catalog.vat_rates v join sellers.sellers s on s.vat_regime = v.regime
  where s.id = p.seller_id and v.vat_class = p.vat_class and v.valid_from <= ${on}::date
  order by v.valid_from desc limit 1)`

/** That of the deepest category; of two as deep, the greater. */
const categoryDiscount = (contractId: string) => sql`(
  select json_build_object('name', k.name, 'percent', d.percent::text, 'stacking', d.stacking)
  from catalog.product_categories pc
  join catalog.categories own on own.id = pc.category_id
  join contracts.category_discounts d on d.category_id = any(own.ancestors) and d.contract_id = ${contractId}
  join catalog.categories k on k.id = d.category_id
  where pc.product_id = p.id
  order by cardinality(k.ancestors) desc, d.percent desc, k.id limit 1)`

function productPrices(row: {
  prices: Row[] | null
  fixed: Row[] | null
  factors: [string, string, string][] | null
  discount: { name: string; percent: string; stacking: 'best' | 'add' } | null
  rate: string | null
}): ProductPrices {
  return {
    rows: [...(row.fixed ?? []), ...(row.prices ?? [])].map(
      ([listId, packagingId, min, from, amount, per]) => ({
        listId,
        packagingId,
        minQuantity: decimal(min),
        validFrom: from,
        amount: decimal(amount),
        perQuantity: decimal(per),
      }),
    ),
    factors: new Map(
      (row.factors ?? []).map(([id, numerator, denominator]) => [
        id,
        { numerator: decimal(numerator), denominator: decimal(denominator) },
      ]),
    ),
    categoryDiscount: row.discount && {
      categoryName: row.discount.name,
      percent: decimal(row.discount.percent),
      stacking: row.discount.stacking,
    },
    vatRate: row.rate === null ? null : decimal(row.rate),
  }
}
