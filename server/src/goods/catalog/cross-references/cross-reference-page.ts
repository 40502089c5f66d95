import type {
  CrossReference,
  listCrossReferenceOwners,
  listCrossReferences,
} from '@portal/api/cross-references.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { beginningWith, containing } from '#kernel/like-pattern.ts'
import type { Context } from '#kernel/mount.ts'
import { articleKey } from '../article-key.ts'
import { nameIn } from '../office-products.ts'
import { officeSearch } from '../office-search.ts'

interface Row {
  id: string
  code: string
  code_key: string
  owner: string | null
  product_id: string
  article: string | null
  name: string
  active: boolean
  shared: number
  shadowed_by: string | null
}

/** SQL expression: the article of another product on sale that has this very article or manufacturer's code, or null. */
const shadow = sql<string | null>`(select coalesce(o.article, o.name) from catalog.products o
  where (o.article_key = c.code_key or o.manufacturer_key = c.code_key) and o.id <> c.product_id and o.active
  order by o.article_key = c.code_key desc, o.id limit 1)`

const shared = sql<number>`(select count(*)::int from catalog.cross_references s
  where s.code_key = c.code_key and s.product_id <> c.product_id)`

async function read(
  db: Db | Tx,
  language: Language,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.id, c.code, c.code_key, c.owner, p.id as product_id, p.article, ${nameIn(language)} as name, p.active,
      ${shared} as shared, ${shadow} as shadowed_by
    from catalog.cross_references c join catalog.products p on p.id = c.product_id
    where ${where} order by c.code_key collate "C", c.id limit ${limit}`.execute(db)
  return rows
}

/** A page of codes in their order. */
export async function crossReferencePage(
  { db, language }: Context,
  query: ParsedOf<typeof listCrossReferences>['query'],
): Promise<OutputOf<typeof listCrossReferences>> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.search?.trim()) conditions.push(means(query.search))
  if (query.owner) conditions.push(sql`c.owner = ${query.owner}`)
  if (query.productId) conditions.push(sql`c.product_id = ${query.productId}`)
  if (query.trouble) conditions.push(sql`(${shared} > 0 or ${shadow} is not null)`)
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const rows = await read(
    db,
    language,
    after
      ? sql`${filter} and (c.code_key collate "C", c.id) > (${after[0]}::text collate "C", ${after[1]}::uuid)`
      : filter,
    query.limit + 1,
  )
  const page = pageOf(rows, query.limit, (row) => [row.code_key, row.id], onWire)
  if (!query.total) return page
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from catalog.cross_references c join catalog.products p on p.id = c.product_id
    where ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.total }
}

/** How a code begins, whose it is, or which product. */
function means(text: string): RawBuilder<unknown> {
  const key = articleKey(text)
  const ways: RawBuilder<unknown>[] = [sql`c.owner ilike ${containing(text)}`, officeSearch('p', text)]
  if (key) ways.push(sql`c.code_key like ${beginningWith(key)}`)
  return sql`(${sql.join(ways, sql` or `)})`
}

/** Throws not_found. */
export async function crossReferenceOf(db: Db | Tx, language: Language, id: string): Promise<CrossReference> {
  const [row] = await read(db, language, sql`c.id = ${id}`, 1)
  if (!row) throw new AppError('not_found')
  return onWire(row)
}

export async function crossReferenceOwners(db: Db): Promise<OutputOf<typeof listCrossReferenceOwners>> {
  const { rows } = await sql<{ owner: string; count: number }>`
    select owner, count(*)::int as count from catalog.cross_references where owner is not null
    group by owner order by count(*) desc, owner limit 200`.execute(db)
  return { items: rows }
}

function onWire(row: Row): CrossReference {
  return {
    id: row.id,
    code: row.code,
    owner: row.owner,
    product: { id: row.product_id, article: row.article, name: row.name, active: row.active },
    sharedWith: row.shared,
    shadowedBy: row.shadowed_by,
  }
}
