import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { opaqueArray } from '#kernel/opaque-array.ts'
import { vatRateOf } from '#src/goods/catalog/public.ts'
import { type FloorRow, floorRule, type LoadedConditions } from './load-conditions.ts'
import type { FloorRule, PriceRow, ProductPrices, Stacking } from './price-conditions.ts'

type Row = [
  list: string | null,
  packaging: string,
  min: string,
  from: string,
  amount: string,
  perQuantity: string,
]

interface Loaded {
  id: string
  /** rows by `;`, their parts by `|`: a quarter cheaper to make than JSON, and there are thousands */
  prices: string | null
  fixed: Row[] | null
  factors: [id: string, numerator: string, denominator: string][] | null
  discount: { name: string; percent: string; stacking: Stacking } | null
  rate: string | null
  categories: string[] | null
  brand_id: string | null
  floor: Omit<FloorRow, 'categoryId'> | null
  family: string | null
}

/**
 * Everything that prices of these products rest on at a date, in one query: `product = any(…)` over few lists. What no
 * list, discount or floor of these conditions asks for is not read; `others` are lists to be read beside them.
 */
export async function loadProductPrices(
  db: Db,
  conditions: LoadedConditions,
  productIds: readonly string[],
  on: string,
  others: readonly { id: string }[] = [],
): Promise<Map<string, ProductPrices>> {
  const listIds = [...conditions.lists, ...conditions.costLists, ...others].map((list) => list.id)
  const nothing = sql`null`
  const { rows } = await sql<Loaded>`
    select p.id,
      (select string_agg(concat_ws('|', r.price_list_id, r.packaging_id, r.min_quantity, r.valid_from, r.amount, r.per_quantity), ';')
       from pricing.prices r where r.product_id = p.id and r.price_list_id = any(${opaqueArray(listIds)})
         and r.valid_from <= ${on}::date and ${on}::date < r.valid_until) as prices,
      (select json_agg(json_build_array(null, f.packaging_id, '0', f.valid_from::text, f.amount::text, '1'))
       from contracts.fixed_prices f where f.contract_id = ${conditions.contractId} and f.product_id = p.id
         and f.valid_from <= ${on}::date and ${on}::date < f.valid_until) as fixed,
      (select json_agg(json_build_array(k.id, k.factor_numerator::text, k.factor_denominator::text))
       from catalog.packagings k where k.product_id = p.id and k.active and k.id <> ${baseUnit}) as factors,
      ${conditions.hasCategoryDiscounts ? categoryDiscount(conditions.contractId) : nothing} as discount,
      ${asksVat(conditions) ? sql`${vatRateOf('p', 's', on)}::text` : nothing} as rate,
      ${asksCategories(conditions) ? categories : nothing} as categories,
      ${rulesOf(conditions).some(({ brandId }) => brandId !== null) ? sql`p.brand_id` : nothing} as brand_id,
      ${conditions.hasProductFloors ? productFloor : nothing} as floor,
      ${countsFamilies(conditions) ? sql`coalesce(p.family_id, p.id) || ' ' || p.base_unit_id` : nothing} as family
    from catalog.products p join sellers.sellers s on s.id = p.seller_id
    where p.id = any(${opaqueArray(productIds)}) and p.seller_id = ${conditions.sellerId}::uuid`.execute(db)
  return new Map(rows.map((row) => [row.id, productPrices(row, conditions)]))
}

/** Does some list count the quantities of a family together? */
export function countsFamilies(conditions: LoadedConditions): boolean {
  return conditions.lists.some((list) => list.tiersBy === 'family')
}

function rulesOf(conditions: LoadedConditions) {
  return [...conditions.volumeDiscounts, ...conditions.lists.flatMap((list) => list.volumeDiscounts)]
}

/** Only then does a rate decide: which list of a level is the lower, what an export pays, where a floor lies. */
function asksVat({ withoutVat, lists, hasProductFloors, floors }: LoadedConditions): boolean {
  return (
    withoutVat ||
    hasProductFloors ||
    floors.length > 0 ||
    lists.some((list) => list.includesVat !== lists[0]!.includesVat)
  )
}

function asksCategories(conditions: LoadedConditions): boolean {
  return (
    rulesOf(conditions).some(({ categoryId }) => categoryId !== null) ||
    conditions.floors.some(({ categoryId }) => categoryId !== null)
  )
}

/** Those that the product stands in, with all above them. */
const categories = sql`(
  select json_agg(distinct above.id) from catalog.product_categories pc
  join catalog.categories own on own.id = pc.category_id
  cross join unnest(own.ancestors) as above(id)
  where pc.product_id = p.id)`

const productFloor = sql`(
  select json_build_object('amount', f.amount::text, 'currency', f.currency, 'includesVat', f.includes_vat,
    'costListId', f.cost_list_id, 'percent', f.markup_percent::text)
  from pricing.floors f where f.product_id = p.id and f.seller_id = p.seller_id)`

/** That of the deepest category; of two as deep, the greater. */
const categoryDiscount = (contractId: string) => sql`(
  select json_build_object('name', k.name, 'percent', d.percent::text, 'stacking', d.stacking)
  from catalog.product_categories pc
  join catalog.categories own on own.id = pc.category_id
  join contracts.category_discounts d on d.category_id = any(own.ancestors) and d.contract_id = ${contractId}
  join catalog.categories k on k.id = d.category_id
  where pc.product_id = p.id
  order by cardinality(k.ancestors) desc, d.percent desc, k.id limit 1)`

function productPrices(row: Loaded, conditions: LoadedConditions): ProductPrices {
  const categories = new Set(row.categories ?? [])
  return {
    rows: [...(row.fixed ?? []), ...(row.prices?.split(';').map(rowOf) ?? [])].map(
      ([listId, packagingId, min, from, amount, per]): PriceRow => ({
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
    categories,
    brandId: row.brand_id,
    floor: row.floor ? floorRule(row.floor) : generalFloor(conditions, categories),
    family: row.family,
  }
}

function rowOf(text: string): Row {
  return text.split('|') as Row
}

/** Rules stand with the deepest category first and the one for all goods last. */
function generalFloor({ floors }: LoadedConditions, categories: ReadonlySet<string>): FloorRule | null {
  return floors.find(({ categoryId }) => categoryId === null || categories.has(categoryId))?.rule ?? null
}
