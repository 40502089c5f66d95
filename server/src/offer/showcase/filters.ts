import { AppError } from '@portal/api/errors.ts'
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
