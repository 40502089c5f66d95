import { rateIsOldAfterDays } from '@portal/api/price-terms-fields.ts'
import { type RawBuilder, sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'
import type {
  ApplicableList,
  FloorRule,
  PriceConditions,
  ReadableList,
  Stacking,
  UnreadableList,
  VolumeDiscount,
} from './price-conditions.ts'

export interface LoadedConditions extends PriceConditions {
  contractId: string
  sellerId: string
  hasCategoryDiscounts: boolean
  /** floors of single products are there */
  hasProductFloors: boolean
  /** floors of categories (the deepest first) and, last, of all goods */
  floors: readonly { categoryId: string | null; rule: FloorRule }[]
}

interface ListRow {
  id: string
  name: string
  currency: string
  includesVat: boolean
  tiersBy: ApplicableList['tiersBy']
  /** null where the list needs no rate or has none */
  exchange: { source: string; rate: string; units: string; on: string; old: boolean } | null
}

interface SaleListRow extends ListRow {
  level: number
  isBase: boolean
  rounding: ApplicableList['rounding']
  rateSource: UnreadableList['rateSource']
  volume: VolumeRow[] | null
}

interface VolumeRow {
  categoryId: string | null
  brandId: string | null
  name: string | null
  countedBy: 'quantity' | 'sum'
  threshold: string
  percent: string
  stacking: Stacking
}

export interface FloorRow {
  categoryId: string | null
  amount: string | null
  currency: string | null
  includesVat: boolean | null
  costListId: string | null
  percent: string | null
}

/**
 * The buyer's few applicable lists as they stand on a date (`2026-11-24`, in the seller's zone), his discounts and the
 * floors, in one query. A list in another currency applies only where it says at which rate.
 */
export async function loadPriceConditions(db: Db, terms: BuyerTerms, on: string): Promise<LoadedConditions> {
  const { rows } = await sql<{
    number: string
    discount_percent: string
    discount_stacking: Stacking
    fixed_price_guard: 'exempt' | 'guarded'
    vat_terms: 'usual' | 'export'
    has_category_discounts: boolean
    has_product_floors: boolean
    volume: VolumeRow[] | null
    floors: FloorRow[] | null
    cost_lists: ListRow[] | null
    lists: SaleListRow[] | null
  }>`
    select c.number, c.discount_percent, c.discount_stacking, c.fixed_price_guard, c.vat_terms,
      exists (select from contracts.category_discounts d where d.contract_id = c.id) as has_category_discounts,
      exists (select from pricing.floors f where f.seller_id = c.seller_id and f.product_id is not null) as has_product_floors,
      ${volume(sql`contracts.volume_discounts v where v.contract_id = c.id`)} as volume,
      (select json_agg(json_build_object('categoryId', f.category_id, 'amount', f.amount::text, 'currency', f.currency,
          'includesVat', f.includes_vat, 'costListId', f.cost_list_id, 'percent', f.markup_percent::text)
          order by coalesce(cardinality(k.ancestors), 0) desc, f.id)
        from pricing.floors f left join catalog.categories k on k.id = f.category_id
        where f.seller_id = c.seller_id and f.product_id is null) as floors,
      (select json_agg(${listColumns(on)})
        from (select distinct cost_list_id as id from pricing.floors f
          where f.seller_id = c.seller_id and f.cost_list_id is not null) a
        ${editionOf('cost', on)}) as cost_lists,
      (select json_agg(${listColumns(on)} || jsonb_build_object('level', a.level, 'isBase', a.is_base, 'rounding', l.rounding,
          'rateSource', case when x.name is not null then jsonb_build_object('name', x.name, 'toCurrency', x.to_currency) end,
          'volume', ${volume(sql`pricing.volume_discounts v where v.price_list_id = l.id`)})
          order by a.level, l.name, l.id)
       from (
         select coalesce(s.edition_of, s.id) as id, min(a.level) as level, bool_or(a.level = 5) as is_base
         from (
           select c.price_list_id as id, 1 as level
           union all
           select a.price_list_id, case when a.company_id is not null then 2 when a.group_id is not null then 3 else 4 end
           from pricing.assignments a join pricing.price_lists al on al.id = a.price_list_id and al.seller_id = c.seller_id
           where a.company_id = ${terms.companyId} or a.group_id = ${terms.groupId}::uuid or a.segment = ${terms.segment}::text
           union all
           select b.id, 5 from pricing.price_lists b where b.is_base and b.seller_id = c.seller_id
         ) a join pricing.price_lists s on s.id = a.id
         group by 1
       ) a ${editionOf('sale', on)}) as lists
    from contracts.contracts c where c.id = ${terms.contractId} and c.company_id = ${terms.companyId}`.execute(
    db,
  )
  const found = rows[0]
  if (!found) throw new Error(`contract ${terms.contractId} is not one of company ${terms.companyId}`)
  const all = found.lists ?? []
  const usable = all.filter((list) => readable(list, terms.currency))
  const lists = usable.map((list) => ({
    ...readableList(list),
    level: list.level,
    rounding: list.rounding,
    volumeDiscounts: (list.volume ?? []).map(volumeDiscount),
  }))
  return {
    contractId: terms.contractId,
    sellerId: terms.sellerId,
    contractNumber: found.number,
    currency: terms.currency,
    fixedIncludesVat: lists[0]?.includesVat ?? true,
    fixedGuarded: found.fixed_price_guard === 'guarded',
    withoutVat: found.vat_terms === 'export',
    lists,
    unreadable: all
      .filter((list) => !readable(list, terms.currency))
      .map((list) => ({
        ...readableList(list),
        exchange: null,
        level: list.level,
        rateSource: list.rateSource,
      })),
    baseListId: usable.find((list) => list.isBase)?.id ?? null,
    discountPercent: decimal(found.discount_percent),
    discountStacking: found.discount_stacking,
    hasCategoryDiscounts: found.has_category_discounts,
    volumeDiscounts: (found.volume ?? []).map(volumeDiscount),
    costLists: (found.cost_lists ?? []).filter((list) => readable(list, terms.currency)).map(readableList),
    hasProductFloors: found.has_product_floors,
    floors: (found.floors ?? []).map((floor) => ({ categoryId: floor.categoryId, rule: floorRule(floor) })),
  }
}

/**
 * The edition of the list `a.id` that is in force, as `l`, with the source of its rates, as `x`, and what that says for the
 * contract's currency.
 */
const editionOf = (kind: 'sale' | 'cost', on: string) => sql`
  join pricing.price_lists root on root.id = a.id and root.active and root.kind = ${kind}
  cross join lateral (
    select e.* from pricing.price_lists e
    where coalesce(e.edition_of, e.id) = root.id and e.active and e.valid_from <= ${on}::date and ${on}::date < e.valid_until
    order by e.valid_from desc, e.id desc limit 1) l
  left join lateral (
    select s.name, s.to_currency, r.rate, r.units, r.valid_from from pricing.rate_sources s
    left join pricing.exchange_rates r on r.rate_source_id = s.id and s.currency = l.currency
      and s.to_currency = c.currency and r.valid_from <= ${on}::date
    where s.id = l.rate_source_id
    order by r.valid_from desc nulls last limit 1) x on l.currency <> c.currency`

const listColumns = (
  on: string,
) => sql`jsonb_build_object('id', l.id, 'name', l.name, 'currency', l.currency, 'includesVat', l.includes_vat,
  'tiersBy', l.tiers_by, 'exchange', case when x.rate is not null then jsonb_build_object('source', x.name,
    'rate', x.rate::text, 'units', x.units::text, 'on', x.valid_from,
    'old', x.valid_from < ${on}::date - ${rateIsOldAfterDays}::int) end)`

const volume = (from: RawBuilder<unknown>) => sql`(
  select json_agg(json_build_object('categoryId', v.category_id, 'brandId', v.brand_id, 'name', coalesce(vk.name, vb.name),
      'countedBy', v.counted_by, 'threshold', v.threshold::text, 'percent', v.percent::text, 'stacking', v.stacking)
      order by v.threshold, v.id)
  from catalog.brands vb right join (catalog.categories vk right join (select v.* from ${from}) v on vk.id = v.category_id)
    on vb.id = v.brand_id)`

/** In the contract's currency, or converted at a rate that is there. */
function readable(list: ListRow, currency: string): boolean {
  return list.currency === currency || list.exchange !== null
}

function readableList({ id, name, currency, includesVat, tiersBy, exchange }: ListRow): ReadableList {
  return {
    id,
    name,
    currency,
    includesVat,
    tiersBy,
    exchange: exchange && {
      ...exchange,
      rate: decimal(exchange.rate),
      units: decimal(exchange.units),
    },
  }
}

function volumeDiscount(row: VolumeRow): VolumeDiscount {
  return { ...row, threshold: decimal(row.threshold), percent: decimal(row.percent) }
}

/** The rule that a row of pricing.floors is; the table holds one of the two. */
export function floorRule(row: Omit<FloorRow, 'categoryId'>): FloorRule {
  if (row.costListId !== null)
    return { kind: 'markup', costListId: row.costListId, percent: read(row.percent) }
  return {
    kind: 'amount',
    amount: read(row.amount),
    currency: row.currency ?? '',
    includesVat: row.includesVat ?? true,
  }
}

function read(value: string | null): Decimal {
  return decimal(value ?? '0')
}
