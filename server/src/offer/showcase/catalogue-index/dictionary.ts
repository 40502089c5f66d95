import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

export interface Category {
  id: string
  parentId: string | null
  /** itself and all above it, the topmost first as stored */
  ancestors: string[]
  slug: string
  name: string
  nameEn: string | null
  description: string | null
  active: boolean
  public: boolean
}

export interface Attribute {
  id: string
  name: string
  nameEn: string | null
  unit: string | null
  position: number
  filterable: boolean
  /** its values are numbers: a range of them may be chosen */
  isNumber: boolean
}

export interface Value {
  id: string
  attributeId: string
  value: string
  valueEn: string | null
  number: number | null
}

/** What products are described by: categories in the order of their positions, attributes, their values, brands. */
export interface Dictionary {
  categories: ReadonlyMap<string, Category>
  bySlug: ReadonlyMap<string, Category>
  attributes: ReadonlyMap<string, Attribute>
  values: ReadonlyMap<string, Value>
  brands: ReadonlyMap<string, string>
}

export async function loadDictionary(db: Db): Promise<Dictionary> {
  const [categories, attributes, values, brands] = await Promise.all([
    sql<Category>`select id, parent_id as "parentId", ancestors, slug, name, name_en as "nameEn", description, active, public
      from catalog.categories order by position, name collate "ru-x-icu", id`.execute(db),
    sql<Attribute>`select id, name, name_en as "nameEn", unit, position, filterable, kind = 'number' as "isNumber" from catalog.attributes`.execute(
      db,
    ),
    sql<Value>`select id, attribute_id as "attributeId", value, value_en as "valueEn", number::float8 as number
      from catalog.attribute_values`.execute(db),
    sql<{ id: string; name: string }>`select id, name from catalog.brands`.execute(db),
  ])
  return {
    categories: new Map(categories.rows.map((row) => [row.id, row])),
    bySlug: new Map(categories.rows.map((row) => [row.slug, row])),
    attributes: new Map(attributes.rows.map((row) => [row.id, row])),
    values: new Map(values.rows.map((row) => [row.id, row])),
    brands: new Map(brands.rows.map((row) => [row.id, row.name])),
  }
}

/** The name in a language; English falls back to Russian. */
export function named(each: { name: string; nameEn: string | null }, language: Language): string {
  return language === 'en' ? (each.nameEn ?? each.name) : each.name
}

export function labelOf(value: Value, language: Language): string {
  return language === 'en' ? (value.valueEn ?? value.value) : value.value
}
