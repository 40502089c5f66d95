import { AppError } from '@portal/api/errors.ts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

/** Chosen values by attribute id, and by "brand". */
export type Filters = ReadonlyMap<string, readonly string[]>

/** Reads `attributeId:valueId,valueId;brand:id`; throws invalid_input for anything else. */
export function readFilters(text: string | undefined): Filters {
  const filters = new Map<string, string[]>()
  for (const part of (text ?? '').toLowerCase().split(';').filter(Boolean)) {
    const [key = '', values = ''] = part.split(':')
    const ids = values.split(',').filter(Boolean)
    const valid = (key === 'brand' || isId(key)) && ids.every(isId) && ids.length <= 200 && filters.size < 30
    if (!valid) throw new AppError('invalid_input', {}, { filters: 'invalid_format' })
    if (ids.length > 0) filters.set(key, [...(filters.get(key) ?? []), ...ids])
  }
  return filters
}

const isId = (text: string) => z.guid().safeParse(text).success

/** SQL condition over catalog.products p: all filters, as the catalogue's index applies them; null when there are none. */
export function matchesAll(filters: Filters): RawBuilder<boolean> | null {
  if (filters.size === 0) return null
  return sql`(${sql.join(
    [...filters].map(([key, values]) => matches(key, values)),
    sql` and `,
  )})`
}

function matches(key: string, valueIds: readonly string[]): RawBuilder<boolean> {
  return key === 'brand'
    ? sql`coalesce(p.brand_id = any(${valueIds}::uuid[]), false)`
    : sql`exists (select from catalog.product_attributes pa where pa.product_id = p.id and pa.value_id = any(${valueIds}::uuid[]))`
}
