import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import type { Conditions } from './conditions.ts'
import { nameColumn } from './product-rows.ts'

export interface OpenCategory {
  id: string
  slug: string
  name: string
  description: string | null
  path: { slug: string; name: string }[]
  /** itself and all below it */
  subtree: string[]
}

/** The category of an address; throws not_found when it is not shown to this caller, itself or something above it. */
export async function openCategory(db: Db, conditions: Conditions, slug: string): Promise<OpenCategory> {
  const { rows } = await sql<OpenCategory>`
    select c.id, c.slug, ${nameColumn('c', conditions)} as name, c.description,
      (select json_agg(json_build_object('slug', a.slug, 'name', ${nameColumn('a', conditions)}) order by cardinality(a.ancestors))
        from catalog.categories a where a.id = any(c.ancestors)) as path,
      array(select below.id from catalog.categories below where below.ancestors @> array[c.id]) as subtree
    from catalog.categories c
    where c.slug = ${slug} and not exists (
      select from catalog.categories a where a.id = any(c.ancestors) and ${closed('a', conditions)})`.execute(
    db,
  )
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

/** SQL condition: a category that nobody, or no guest, is shown; what is below it is not shown either. */
export const closed = (alias: string, { terms }: Conditions) =>
  terms.kind === 'guest'
    ? sql`not (${sql.raw(alias)}.active and ${sql.raw(alias)}.public)`
    : sql`not ${sql.raw(alias)}.active`
