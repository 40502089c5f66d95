import { baseUnit } from '@portal/api/primitives.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { opaqueArray } from '#kernel/opaque-array.ts'
import { vatRateOf } from '#src/goods/catalog/public.ts'
import { freeOfLot, freeQuantity, oversold } from '#src/goods/inventory/public.ts'
import { type ProductRule, productRules } from '#src/terms/contracts/public.ts'
import type { Conditions } from './conditions.ts'

type UnitRow = [id: string, code: string, name: string, numerator: string, denominator: string]

/** A product with all that a row of it shows, as SQL gives it; numbers are text. */
export interface ProductRow {
  id: string
  seller_id: string
  slug: string
  article: string | null
  part_number: string | null
  name: string
  brand: string | null
  picture_id: string | null
  weight_kg: string | null
  volume_m3: string | null
  vat_rate: string | null
  min_quantity: string | null
  step_quantity: string | null
  max_quantity: string | null
  /** its categories and all above them; empty when no policy or rule asks */
  categories: string[]
  /** [id, code, name, numerator, denominator], the base unit first */
  units: UnitRow[]
  /** free base units by warehouse of the contract */
  stock: Record<string, string> | null
  /** what is free of the receipts that are still to come, the nearest first: [quantity, date, confirmed] */
  lots: [quantity: string, eta: string, confirmed: boolean][] | null
  /** what is said of it for the case that it is not there; null where nothing is said of single products */
  absent_rules: ProductRule[] | null
  /** base units promised beyond stock and lots already; null where nobody limits them */
  oversold: string | null
}

export const nameColumn = (alias: string, conditions: { language: string }): RawBuilder<string> =>
  conditions.language === 'en'
    ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
    : sql`${sql.raw(alias)}.name`

/** by commas: an array of them takes longer to read than to find */
const categories = sql`(select string_agg(distinct a.id::text, ',') from catalog.product_categories pc
  join catalog.categories c on c.id = pc.category_id, unnest(c.ancestors) a(id) where pc.product_id = p.id)`

/**
 * Reads products for rows and cards in one query, in the order of `ids`; those outside the assortment are left out.
 * One query, whatever the number: units, stock, receipts and agreed quantities come along.
 */
export async function productRows(
  db: Db,
  conditions: Conditions,
  ids: readonly string[],
): Promise<ProductRow[]> {
  if (ids.length === 0) return []
  const buyer = conditions.terms.kind === 'buyer' ? conditions.terms : null
  const warehouses = opaqueArray(conditions.warehouses.map((warehouse) => warehouse.id))
  const { rows } = await sql<
    Omit<ProductRow, 'units' | 'categories'> & {
      base_unit: UnitRow
      packagings: UnitRow[] | null
      categories: string | null
    }
  >`
    select p.id, p.seller_id, p.slug, p.article, ${nameColumn('p', conditions)} as name, b.name as brand, p.picture_id,
      p.weight_kg, p.volume_m3,
      ${buyer ? sql`n.part_number` : sql`null`} as part_number,
      coalesce(${buyer ? sql`q.min_quantity` : sql`null::numeric`}, p.min_quantity) as min_quantity,
      coalesce(${buyer ? sql`q.step_quantity` : sql`null::numeric`}, p.step_quantity) as step_quantity,
      coalesce(${buyer ? sql`q.max_quantity` : sql`null::numeric`}, p.max_quantity) as max_quantity,
      ${vatRateOf('p', 'seller', conditions.today, { exported: conditions.exported })} as vat_rate,
      ${conditions.policies.byCategory || conditions.absentModes.byCategory ? categories : sql`null`} as categories,
      json_build_array(${baseUnit}::text, base.code, ${nameColumn('base', conditions)}, '1', '1') as base_unit,
      (select json_agg(json_build_array(k.id, u.code, ${nameColumn('u', conditions)}, k.factor_numerator::text, k.factor_denominator::text)
          order by k.factor_numerator / k.factor_denominator, k.id)
        from catalog.packagings k join catalog.units u on u.id = k.unit_id where k.product_id = p.id and k.active) as packagings,
      (select json_object_agg(s.warehouse_id, ${freeQuantity('s')}::text) from inventory.stock s
        where s.product_id = p.id and s.warehouse_id = any(${warehouses})) as stock,
      (select json_agg(json_build_array(l.free::text, l.eta::text, l.confirmed) order by l.eta, l.confirmed desc) from (
        select sum(${freeOfLot('l')}) as free, l.eta, l.confirmed from inventory.lots l
        where l.product_id = p.id and l.state = 'expected' and l.warehouse_id = any(${warehouses})
          and l.eta >= ${conditions.today}::date
        group by l.eta, l.confirmed) l where l.free > 0) as lots,
      ${buyer && conditions.absentModes.byProduct ? productRules('p', buyer.contractId) : sql`null`} as absent_rules,
      ${buyer && conditions.absentModes.capped ? sql`${oversold('p')}::text` : sql`null`} as oversold
    from unnest(${opaqueArray(ids)}) with ordinality as wanted(id, place)
    join catalog.products p on p.id = wanted.id
    join sellers.sellers seller on seller.id = p.seller_id
    join catalog.units base on base.id = p.base_unit_id
    left join catalog.brands b on b.id = p.brand_id
    ${
      buyer
        ? sql`left join contracts.quantity_rules q on q.product_id = p.id and q.contract_id = ${buyer.contractId}
    left join partnumbers.part_numbers n on n.product_id = p.id and n.company_id = ${buyer.companyId}`
        : sql``
    }
    where ${conditions.assortment.offers('p')}
    order by wanted.place`.execute(db)
  return rows.map(({ base_unit: base, packagings, categories: named, ...row }) => ({
    ...row,
    categories: named?.split(',') ?? [],
    units: [base, ...(packagings ?? [])],
  }))
}
