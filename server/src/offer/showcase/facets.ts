import type { Facet } from '@portal/api/offer.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Conditions } from './conditions.ts'
import { type Filters, matches } from './filters.ts'
import { nameColumn } from './product-rows.ts'

export interface FacetRow {
  key: string
  name: string
  unit: string | null
  position: number
  value_id: string
  label: string
  number: string | null
  count: number
}

/**
 * Counts per value over the products of `base` (a condition over catalog.products p), all in one query.
 * A facet's own choice does not narrow itself: a product that fails only that filter still counts for its values.
 */
export function facetQuery(
  base: RawBuilder<boolean>,
  filters: Filters,
  conditions: Conditions,
): RawBuilder<FacetRow> {
  const failed = [...filters].map(
    ([key, values]) => sql`case when ${matches(key, values)} then null else ${key}::text end`,
  )
  const keys = failed.length > 0 ? sql`array_remove(array[${sql.join(failed)}], null)` : sql`'{}'::text[]`
  const value = conditions.language === 'en' ? sql`coalesce(v.value_en, v.value)` : sql`v.value`
  return sql<FacetRow>`
    with base as materialized (
      select id, brand_id, failed from (select p.id, p.brand_id, ${keys} as failed from catalog.products p where ${base}) p
      where cardinality(failed) <= 1
    ), counted as (
      select pa.attribute_id::text as key, pa.value_id, count(*)::int as count
      from base join catalog.product_attributes pa on pa.product_id = base.id
      where base.failed = '{}' or base.failed[1] = pa.attribute_id::text
      group by pa.attribute_id, pa.value_id
    )
    select c.key, ${nameColumn('a', conditions)} as name, a.unit, a.position, c.value_id, ${value} as label, v.number, c.count
    from counted c join catalog.attributes a on a.id::text = c.key join catalog.attribute_values v on v.id = c.value_id
    where a.filterable
    union all
    select 'brand', '', null, -1, b.id, b.name, null, count(*)::int
    from base join catalog.brands b on b.id = base.brand_id
    where base.failed = '{}' or base.failed[1] = 'brand'
    group by b.id`
}

const mostFacets = 40

/** Groups counted values into facets; one with a single value narrows nothing and is left out, unless it is chosen. */
export function facetsOf(rows: readonly FacetRow[], filters: Filters, language: string): Facet[] {
  const collator = new Intl.Collator(language, { numeric: true })
  const groups = [...Map.groupBy(rows, (row) => row.key)].map(([key, values]) => {
    const chosen = new Set(filters.get(key))
    return {
      position: values[0]!.position,
      facet: {
        key,
        name: values[0]!.name || (language === 'en' ? 'Brand' : 'Бренд'),
        unit: values[0]!.unit,
        values: values
          .toSorted(
            (a, b) =>
              Number(a.number ?? Infinity) - Number(b.number ?? Infinity) ||
              collator.compare(a.label, b.label),
          )
          .map(({ value_id: id, label, count }) => ({ id, label, count, chosen: chosen.has(id) })),
      },
    }
  })
  return groups
    .filter(({ facet }) => facet.values.length > 1 || filters.has(facet.key))
    .toSorted((a, b) => a.position - b.position || collator.compare(a.facet.name, b.facet.name))
    .slice(0, mostFacets)
    .map(({ facet }) => facet)
}
