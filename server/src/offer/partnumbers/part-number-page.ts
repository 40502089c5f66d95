import { AppError } from '@portal/api/errors.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { listPartNumbers, PartNumberRow } from '@portal/api/part-numbers.ts'
import type { Language } from '@portal/api/primitives.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { beginningWith, containing } from '#kernel/like-pattern.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import type { Whose } from './whose.ts'

interface Query {
  search?: string | undefined
  cursor?: string | undefined
  limit: number
  total?: boolean | undefined
}

interface Row {
  product_id: string
  part_number: string
  sort: string
  product: (Omit<NonNullable<PartNumberRow['product']>, 'picture'> & { pictureId: string | null }) | null
  shared_with: number
}

/** Part numbers by number; a product that is not offered keeps its number and tells nothing of itself. */
export async function partNumberPage(
  db: Db,
  whose: Whose,
  query: Query,
  language: Language,
): Promise<OutputOf<typeof listPartNumbers>> {
  const where = [sql`n.company_id = ${whose.companyId}`, ...found(whose, query.search ?? '')]
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const paged = after
    ? [...where, sql`(lower(n.part_number), n.product_id) > (${after[0]}, ${after[1]}::uuid)`]
    : where
  const rows = await read(
    db,
    whose,
    language,
    sql`${sql.join(paged, sql` and `)}
    order by lower(n.part_number), n.product_id limit ${query.limit + 1}`,
  )
  const page = pageOf(rows, query.limit, (row) => [row.sort, row.product_id], shown)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from partnumbers.part_numbers n
    join catalog.products p on p.id = n.product_id where ${sql.join(where, sql` and `)}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

export async function partNumberOf(
  db: Db | Tx,
  whose: Whose,
  language: Language,
  productId: string,
): Promise<PartNumberRow> {
  const [row] = await read(
    db,
    whose,
    language,
    sql`n.company_id = ${whose.companyId} and n.product_id = ${productId}`,
  )
  if (!row) throw new AppError('not_found')
  return shown(row)
}

async function read(
  db: Db | Tx,
  whose: Whose,
  language: Language,
  where: RawBuilder<unknown>,
): Promise<Row[]> {
  const name = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  const { rows } = await sql<Row>`
    select n.product_id, n.part_number, lower(n.part_number) as sort,
      case when ${whose.sees('p')} then json_build_object('slug', p.slug, 'article', p.article, 'name', ${name('p')},
        'brand', b.name, 'pictureId', p.picture_id, 'unitName', ${name('u')}) end as product,
      (select count(*)::int from partnumbers.part_numbers o
        where o.company_id = n.company_id and o.part_key = n.part_key and o.product_id <> n.product_id) as shared_with
    from partnumbers.part_numbers n
    join catalog.products p on p.id = n.product_id
    join catalog.units u on u.id = p.base_unit_id
    left join catalog.brands b on b.id = p.brand_id
    where ${where}`.execute(db)
  return rows
}

/** By the number from anywhere in it; by the product only where the product may be seen. */
function found(whose: Whose, search: string): RawBuilder<unknown>[] {
  const text = search.trim()
  if (text === '') return []
  const key = articleKey(text)
  const byNumber = key === '' ? sql`false` : sql`n.part_key like ${containing(key)}`
  const byArticle = key === '' ? sql`false` : sql`p.article_key like ${beginningWith(key)}`
  return [
    sql`(${byNumber} or (${whose.sees('p')} and (${byArticle} or p.name ilike ${containing(text)} or p.name_en ilike ${containing(text)})))`,
  ]
}

function shown({ product_id, part_number, product, shared_with }: Row): PartNumberRow {
  return {
    productId: product_id,
    partNumber: part_number,
    product: product && {
      slug: product.slug,
      article: product.article,
      name: product.name,
      brand: product.brand,
      unitName: product.unitName,
      picture: product.pictureId && `/files/${product.pictureId}`,
    },
    sharedWith: shared_with,
  }
}
