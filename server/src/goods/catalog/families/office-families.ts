import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { FamilyRow, listFamilies } from '@portal/api/families.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { beginningWith, containing } from '#kernel/like-pattern.ts'
import type { Context } from '#kernel/mount.ts'
import { articleKey } from '../article-key.ts'
import { cellOf } from './place-on-axis.ts'

interface Row {
  id: string
  name: string
  axes: string[]
  members: number
  unplaced: number
  conflicts: number
  from_exchange: boolean
  edited_at: Date | null
}

const mostWords = 8

/** A page of families by name; what is wrong with each is counted along. */
export async function officeFamilies(
  { db, language }: Context,
  query: ParsedOf<typeof listFamilies>['query'],
): Promise<OutputOf<typeof listFamilies>> {
  const named = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  const name = named('f')
  const conditions = [sql`true`]
  if (query.search?.trim()) conditions.push(means(query.search))
  if (query.from) conditions.push(sql`f.from_exchange = ${query.from === 'exchange'}`)
  if (query.trouble) conditions.push(sql`(t.unplaced > 0 or t.conflicts > 0)`)
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const filter = sql.join(conditions, sql` and `)
  const from = sql`catalog.families f cross join lateral (
      select count(*)::int as members,
        count(*) filter (where array_position(m.cell, null) is not null)::int as unplaced,
        count(*) filter (where m.together > 1 and cardinality(m.cell) > 0 and array_position(m.cell, null) is null)::int
          as conflicts
      from (select c.cell, count(*) over (partition by c.cell) as together
        from (select ${cellOf('p', 'f')} as cell from catalog.products p
          where p.family_id = f.id and not p.has_variants) c) m) t`
  const { rows } = await sql<Row>`
    select f.id, ${name} as name, f.from_exchange, f.edited_at, t.members, t.unplaced, t.conflicts,
      array(select ${named('a')} from unnest(f.axis_attribute_ids) with ordinality axis(id, place)
        join catalog.attributes a on a.id = axis.id order by axis.place) as axes
    from ${from}
    where ${filter}
      and ${after ? sql`(${name} collate "ru-x-icu", f.id) > (${after[0]}::text collate "ru-x-icu", ${after[1]}::uuid)` : sql`true`}
    order by ${name} collate "ru-x-icu", f.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.name, row.id], onWire)
  if (!query.total) return page
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from ${query.trouble ? from : sql`catalog.families f`} where ${filter}`.execute(
    db,
  )
  return { ...page, total: counted.rows[0]!.total }
}

/** Every word stands in its name, or the text is how an article of a member begins. */
function means(text: string) {
  const plain = text.normalize('NFKC').trim()
  const words = plain.split(/\s+/).slice(0, mostWords).map(containing)
  const key = articleKey(plain)
  return sql`(${sql.join(
    words.map((word) => sql`(f.name ilike ${word} or f.name_en ilike ${word})`),
    sql` and `,
  )} or ${
    key
      ? sql`f.id = any(array(select m.family_id from catalog.products m
          where m.article_key like ${beginningWith(key)} and m.family_id is not null))`
      : sql`false`
  })`
}

function onWire(row: Row): FamilyRow {
  return {
    id: row.id,
    name: row.name,
    axes: row.axes,
    memberCount: row.members,
    unplacedCount: row.unplaced,
    conflictCount: row.conflicts,
    fromExchange: row.from_exchange,
    editedAt: row.edited_at && row.edited_at.toISOString(),
  }
}
