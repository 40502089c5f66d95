import { AppError } from '@portal/api/errors.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import {
  type Conditions,
  isRange,
  matchesAll,
  openCategory,
  readFilters,
  writeFilters,
} from '#src/offer/showcase/public.ts'

/** A choice of products: a category, filters, or both. */
export interface Choice {
  categoryId: string | null
  /** as the catalogue's address has them */
  filters: string | null
}

/** More products than this are not looked at one by one; new arrivals may be asked for in any choice. */
export const mostInChoice = 1000

/** Reads a choice as the caller may see it, with the words for it; throws not_found for a category that he is not shown. */
export async function readChoice(
  db: Db,
  conditions: Conditions,
  asked: { category?: string | undefined; filters?: string | undefined },
): Promise<Choice & { label: string }> {
  const filters = writeFilters(readFilters(asked.filters))
  if (!asked.category && !filters) throw new AppError('invalid_input', {}, { choice: 'required' })
  const category = asked.category ? await openCategory(db, conditions, asked.category) : null
  const names = [...(category ? [category.name] : []), ...(await namesOf(db, conditions, asked.filters))]
  return {
    categoryId: category?.id ?? null,
    filters: filters || null,
    label: names.join(', ').slice(0, 400),
  }
}

async function namesOf(db: Db, { language }: Conditions, filters: string | undefined): Promise<string[]> {
  const chosen = [...readFilters(filters)]
  if (chosen.length === 0) return []
  const ids = chosen.flatMap(([, choice]) => (isRange(choice) ? [] : choice))
  const ranges = chosen.flatMap(([key, choice]) => (isRange(choice) ? [{ key, ...choice }] : []))
  const value = language === 'en' ? sql`coalesce(v.value_en, v.value)` : sql`v.value`
  const attribute = language === 'en' ? sql`coalesce(a.name_en, a.name)` : sql`a.name`
  const [from, to] = language === 'en' ? ['from ', 'to '] : ['от ', 'до ']
  const { rows } = await sql<{ name: string }>`
    select name from catalog.brands where id = any(${ids}::uuid[])
    union all
    select concat_ws(' ', ${value}, a.unit) from catalog.attribute_values v join catalog.attributes a on a.id = v.attribute_id
    where v.id = any(${ids}::uuid[])
    union all
    select concat_ws(' ', ${attribute}, ${from}::text || r.low, ${to}::text || r.high, a.unit)
    from unnest(${ranges.map(({ key }) => key)}::uuid[], ${ranges.map(({ from }) => from)}::text[],
      ${ranges.map(({ to }) => to)}::text[]) as r(id, low, high) join catalog.attributes a on a.id = r.id
    limit 30`.execute(db)
  return rows.map((row) => row.name)
}

/** SQL condition over catalog.products p: offered under these conditions, and of the choice. */
function chosen(conditions: Conditions, choice: Choice): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [conditions.assortment.offers('p')]
  if (choice.categoryId)
    parts.push(sql`exists (select from catalog.product_categories pc join catalog.categories c on c.id = pc.category_id
      where pc.product_id = p.id and c.ancestors @> array[${choice.categoryId}::uuid])`)
  const filters = matchesAll(readFilters(choice.filters ?? undefined))
  if (filters) parts.push(filters)
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** What is offered of a choice; null: more than can be looked at one by one. */
export async function productsOfChoice(
  db: Db,
  conditions: Conditions,
  choice: Choice,
): Promise<string[] | null> {
  const { rows } = await sql<{ id: string }>`select p.id from catalog.products p
    where ${chosen(conditions, choice)} limit ${mostInChoice + 1}`.execute(db)
  return rows.length > mostInChoice ? null : rows.map((row) => row.id)
}

/** Products of a choice that came after an instant and were not told of by this subscription; the oldest first, at most 200. */
export async function arrivalsOfChoice(
  db: Db,
  conditions: Conditions,
  choice: Choice,
  subscription: { id: string; since: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select p.id from catalog.products p
    where p.created_at > ${subscription.since} and ${chosen(conditions, choice)}
      and not exists (select from subscriptions.firings f
        where f.subscription_id = ${subscription.id} and f.product_id = p.id)
    order by p.created_at, p.id limit 200`.execute(db)
  return rows.map((row) => row.id)
}
