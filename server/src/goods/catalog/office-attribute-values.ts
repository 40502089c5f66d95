import type { OutputOf } from '@portal/api/endpoint.ts'
import type { listAttributeValues } from '@portal/api/goods.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'

const mostValues = 200

/** Values of properties; every word of the search stands in the property's name or in the value. */
export async function officeAttributeValues(
  db: Db,
  language: Language,
  search: string | undefined,
): Promise<OutputOf<typeof listAttributeValues>> {
  const name = language === 'en' ? sql`coalesce(a.name_en, a.name)` : sql`a.name`
  const value = language === 'en' ? sql`coalesce(v.value_en, v.value)` : sql`v.value`
  const words = (search ?? '').trim().split(/\s+/).filter(Boolean)
  const patterns = words.map(containing)
  const { rows } = await sql<OutputOf<typeof listAttributeValues>['items'][number]>`
    select v.id, ${value} as value, a.unit, a.id as "attributeId", ${name} as "attributeName"
    from catalog.attribute_values v join catalog.attributes a on a.id = v.attribute_id
    where ${name} || ' ' || ${value} ilike all(${patterns}::text[])
    order by a.position, ${name} collate "ru-x-icu", v.number, ${value} collate "ru-x-icu", v.id
    limit ${mostValues}`.execute(db)
  return { items: rows }
}
