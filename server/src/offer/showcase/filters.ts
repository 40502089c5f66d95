import { AppError } from '@portal/api/errors.ts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Dictionary } from './catalogue-index/dictionary.ts'

/** From one number to another, both among them; null: without a bound on that side. Digits as they were sent. */
export interface NumberRange {
  from: string | null
  to: string | null
}

/** Chosen values by attribute id, and by "brand". */
export type ChosenValues = ReadonlyMap<string, readonly string[]>

/** The same, or a range of a number. */
export type Filters = ReadonlyMap<string, readonly string[] | NumberRange>

/** Reads `attributeId:valueId,valueId;attributeId:12..40;brand:id`; throws invalid_input for anything else. */
export function readFilters(text: string | undefined): Filters {
  const filters = new Map<string, string[] | NumberRange>()
  for (const part of (text ?? '').toLowerCase().split(';').filter(Boolean)) {
    const [key = '', said = ''] = part.split(':')
    const range = isId(key) ? readRange(said) : null
    const ids = range ? [] : said.split(',').filter(Boolean)
    const before = filters.get(key) ?? []
    const valid =
      (key === 'brand' || isId(key)) &&
      ids.every(isId) &&
      ids.length <= 200 &&
      filters.size < 30 &&
      // a range and values of one attribute: nobody knows whether both are meant
      (range ? !filters.has(key) : !isRange(before))
    if (!valid) throw new AppError('invalid_input', {}, { filters: 'invalid_format' })
    if (range) filters.set(key, range)
    else if (ids.length > 0 && !isRange(before)) filters.set(key, [...before, ...ids])
  }
  return filters
}

const isId = (text: string) => z.guid().safeParse(text).success

export const isRange = (choice: readonly string[] | NumberRange): choice is NumberRange => 'from' in choice

function readRange(text: string): NumberRange | null {
  const [, from, to] = /^(-?\d{1,15}(?:\.\d{1,9})?)?\.\.(-?\d{1,15}(?:\.\d{1,9})?)?$/.exec(text) ?? []
  return from === undefined && to === undefined ? null : { from: from ?? null, to: to ?? null }
}

/** As they are read, in a fixed order, so that the same choice has one text. */
export function writeFilters(filters: Filters): string {
  return [...filters]
    .map(([key, choice]) =>
      isRange(choice)
        ? `${key}:${choice.from ?? ''}..${choice.to ?? ''}`
        : `${key}:${[...choice].sort().join(',')}`,
    )
    .sort()
    .join(';')
}

/** Ranges as the values that lie in them: so the index knows of values only. A range without a value finds nothing. */
export function valuesOf(filters: Filters, { values }: Dictionary): ChosenValues {
  return new Map(
    [...filters].map(([key, choice]) => {
      if (!isRange(choice)) return [key, choice]
      const from = choice.from === null ? -Infinity : Number(choice.from)
      const to = choice.to === null ? Infinity : Number(choice.to)
      const within: string[] = []
      for (const { id, attributeId, number } of values.values())
        if (attributeId === key && number !== null && number >= from && number <= to) within.push(id)
      return [key, within]
    }),
  )
}

/** SQL condition over catalog.products p: all filters, as the catalogue's index applies them; null when there are none. */
export function matchesAll(filters: Filters): RawBuilder<boolean> | null {
  if (filters.size === 0) return null
  return sql`(${sql.join(
    [...filters].map(([key, choice]) => matches(key, choice)),
    sql` and `,
  )})`
}

function matches(key: string, choice: readonly string[] | NumberRange): RawBuilder<boolean> {
  if (isRange(choice))
    return sql`exists (select from catalog.product_attributes pa join catalog.attribute_values v on v.id = pa.value_id
      where pa.product_id = p.id and pa.attribute_id = ${key}::uuid
        and v.number::float8 between coalesce(${choice.from}::float8, '-infinity') and coalesce(${choice.to}::float8, 'infinity'))`
  return key === 'brand'
    ? sql`coalesce(p.brand_id = any(${choice}::uuid[]), false)`
    : sql`exists (select from catalog.product_attributes pa where pa.product_id = p.id and pa.value_id = any(${choice}::uuid[]))`
}
