import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { listEmptySearches, listSynonyms, Synonym, SynonymKind } from '@portal/api/search-words.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'

interface Row {
  id: string
  kind: SynonymKind
  words: string[]
  targets: string[]
  updated_at: Date
  updated_by: string | null
}

async function read(db: Db, where: RawBuilder<unknown>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select s.id, s.kind, s.words, s.targets, s.updated_at, u.name as updated_by
    from showcase.synonyms s left join identity.users u on u.id = s.updated_by
    where ${where} order by s.updated_at desc, s.id desc limit ${limit}`.execute(db)
  return rows
}

function onWire({ id, kind, words, targets, updated_at, updated_by }: Row): Synonym {
  return { id, kind, words, targets, updatedAt: updated_at.toISOString(), updatedBy: updated_by }
}

export async function synonymOf(db: Db, id: string): Promise<Synonym> {
  const [row] = await read(db, sql`s.id = ${id}`, 1)
  if (!row) throw new AppError('not_found')
  return onWire(row)
}

const has = (search: string) =>
  sql`(array_to_string(s.words, ' ') ilike ${containing(search)} or array_to_string(s.targets, ' ') ilike ${containing(search)})`

export async function synonyms(
  db: Db,
  query: ParsedOf<typeof listSynonyms>['query'],
): Promise<OutputOf<typeof listSynonyms>> {
  const found = query.search?.trim() ? has(query.search.trim()) : sql`true`
  const after = query.cursor ? decodeCursor(query.cursor, ['instant', 'id']) : null
  const where = after
    ? sql`${found} and (s.updated_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : found
  const page = pageOf(
    await read(db, where, query.limit + 1),
    query.limit,
    (row) => [row.updated_at.toISOString(), row.id],
    onWire,
  )
  if (!query.total) return page
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from showcase.synonyms s where ${found}`.execute(db)
  return { ...page, total: rows[0]!.total }
}

/** What was searched for in vain, the most frequent first. */
export async function emptySearches(
  db: Db,
  query: ParsedOf<typeof listEmptySearches>['query'],
): Promise<OutputOf<typeof listEmptySearches>> {
  const found = query.search?.trim() ? sql`e.words ilike ${containing(query.search.trim())}` : sql`true`
  const after = query.cursor ? decodeCursor(query.cursor, ['decimal', 'text']) : null
  const beyond = after
    ? sql`where g.count < ${after[0]}::int or (g.count = ${after[0]}::int and g.words > ${after[1]})`
    : sql``
  const grouped = sql`
    select e.words, sum(e.count)::int as count, count(e.company_id)::int as companies, bool_or(e.company_id is null) as guests,
      min(e.first_at) as first_at, max(e.last_at) as last_at
    from showcase.empty_searches e where ${found} group by e.words`
  const { rows } = await sql<{
    words: string
    count: number
    companies: number
    guests: boolean
    first_at: Date
    last_at: Date
  }>`select g.* from (${grouped}) g ${beyond} order by g.count desc, g.words limit ${query.limit + 1}`.execute(
    db,
  )
  const page = pageOf(
    rows,
    query.limit,
    (row) => [String(row.count), row.words],
    ({ first_at: firstAt, last_at: lastAt, ...row }) => ({
      ...row,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    }),
  )
  if (!query.total) return page
  const counted = await sql<{ total: number }>`select count(*)::int as total from (${grouped}) g`.execute(db)
  return { ...page, total: counted.rows[0]!.total }
}
