import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { opaqueArray } from '#kernel/opaque-array.ts'
import type { Conditions } from '#src/offer/showcase/public.ts'
import { type ArticleReading, readArticle } from './read-article.ts'

export type Recognised =
  | { kind: 'found'; productId: string; packagingId: string | null; by: ForeignCode | null }
  | { kind: 'ambiguous'; productIds: string[] }
  | { kind: 'suspect'; productIds: string[]; reading: ArticleReading }
  | { kind: 'analog'; productIds: string[] }
  | { kind: 'unknown' }

/** What somebody else calls a product, and who. */
export interface ForeignCode {
  code: string
  owner: string | null
}

const mostCandidates = 8

/** Which products these articles mean under the caller's terms. Two to four queries, however many articles. */
export async function recognise(
  db: Db,
  conditions: Conditions,
  articles: readonly string[],
): Promise<Map<string, Recognised>> {
  const readings = [...new Set(articles)].map((article) => [article, readArticle(article)] as const)
  const hits = await exactHits(
    db,
    conditions,
    readings.map(([, reading]) => reading),
  )
  const known = new Map<string, Recognised>()
  for (const [article, reading] of readings) {
    const found = choose(reading, hits.get(reading.key) ?? [])
    if (found) known.set(article, found)
  }
  const missing = readings.filter(([article]) => !known.has(article))
  if (missing.length === 0) return known
  const left = missing.map(([, reading]) => reading)
  const [similar, analogs] = await Promise.all([
    similarProducts(db, conditions, left),
    analogsOf(db, conditions, left),
  ])
  for (const [article, reading] of missing) {
    const looks = similar.get(reading) ?? []
    const instead = analogs.get(reading.key) ?? []
    if (looks.length > 0) known.set(article, { kind: 'suspect', productIds: looks, reading })
    else if (instead.length > 0) known.set(article, { kind: 'analog', productIds: instead })
    else known.set(article, { kind: 'unknown' })
  }
  return known
}

interface Hit {
  key: string
  source: number
  product_id: string
  packaging_id: string | null
  article: string | null
  foreign_code: string | null
  foreign_owner: string | null
}

/** By own part number, article, manufacturer's code, barcode and what others call it: each source by its index, within the assortment. */
async function exactHits(
  db: Db,
  { assortment, terms }: Conditions,
  readings: readonly ArticleReading[],
): Promise<Map<string, Hit[]>> {
  const keys = [...new Set(readings.map((reading) => reading.key))].filter(Boolean)
  if (keys.length === 0) return new Map()
  const wanted = opaqueArray(keys, 'text')
  const barcodes = keys.filter((key) => /^\d{6,14}$/.test(key))
  const partNumbers =
    terms.kind === 'buyer'
      ? sql`select n.part_key as key, 1 as source, n.product_id, null::uuid as packaging_id, null::text as code, null::text as owner
          from partnumbers.part_numbers n where n.company_id = ${terms.companyId} and n.part_key = any(${wanted}) union all`
      : sql``
  const { rows } = await sql<Hit>`
    select h.key, h.source, h.product_id, h.packaging_id, p.article, h.code as foreign_code, h.owner as foreign_owner from (
      ${partNumbers}
      select a.article_key, 2, a.id, null::uuid, null, null from catalog.products a where a.article_key = any(${wanted})
      union all
      select m.manufacturer_key, 3, m.id, null::uuid, null, null from catalog.products m where m.manufacturer_key = any(${wanted})
      union all
      select b.barcode, 4, b.product_id, b.packaging_id, null, null from catalog.barcodes b where b.barcode = any(${opaqueArray(barcodes, 'text')})
      union all
      select c.code_key, 5, c.product_id, null::uuid, c.code, c.owner from catalog.cross_references c where c.code_key = any(${wanted})
    ) h(key, source, product_id, packaging_id, code, owner)
    join catalog.products p on p.id = h.product_id
    where ${assortment.offers('p')}
    order by h.source, p.article, p.id`.execute(db)
  return Map.groupBy(rows, (row) => row.key)
}

/** The first source that knows the key decides; of several products, the one whose article is written just so. */
function choose(reading: ArticleReading, hits: readonly Hit[]): Recognised | null {
  const best = hits.filter((hit) => hit.source === hits[0]!.source)
  const same = best.filter((hit) => hit.article?.toLowerCase() === reading.text.toLowerCase())
  // a shortened number that happens to have somebody's letters and digits is not that article
  if (reading.scientific && same.length === 0) return null
  const chosen = same.length > 0 ? same : best
  const products = [...new Set(chosen.map((hit) => hit.product_id))]
  if (products.length === 0) return null
  if (products.length > 1) return { kind: 'ambiguous', productIds: products.slice(0, mostCandidates) }
  const packagings = new Set(chosen.map((hit) => hit.packaging_id))
  return {
    kind: 'found',
    productId: products[0]!,
    packagingId: packagings.size === 1 ? chosen[0]!.packaging_id : null,
    by:
      chosen[0]!.foreign_code === null
        ? null
        : { code: chosen[0]!.foreign_code, owner: chosen[0]!.foreign_owner },
  }
}

/** Products whose articles only look like these: other alphabet, lost zeros, a number cut by a spreadsheet. An index for each way. */
async function similarProducts(
  db: Db,
  { assortment }: Conditions,
  readings: readonly ArticleReading[],
): Promise<Map<ArticleReading, string[]>> {
  const folded = [...new Set(readings.flatMap((reading) => reading.lookalikes))].filter(Boolean)
  const cut = readings.flatMap(({ scientific }) => scientific ?? [])
  const { rows } = await sql<{ id: string; looks: string | null; maker: string | null; key: string | null }>`
    select p.id, catalog.lookalike_key(p.article_key) as looks, catalog.lookalike_key(p.manufacturer_key) as maker, p.article_key as key
    from (
      select a.id from catalog.products a where catalog.lookalike_key(a.article_key) = any(${folded})
      union
      select m.id from catalog.products m where catalog.lookalike_key(m.manufacturer_key) = any(${folded})
      union
      -- a number: what follows its digits is digits too, and ":" comes after the last of them
      select c.id from unnest(${cut.map(({ digits }) => digits)}::text[], ${cut.map(({ length }) => length)}::int[])
        as number(digits, length)
      join catalog.products c on c.article_key ~>=~ number.digits and c.article_key ~<~ (number.digits || ':')
        and length(c.article_key) = number.length
    ) like_it
    join catalog.products p on p.id = like_it.id
    where ${assortment.offers('p')}
    order by p.article, p.id`.execute(db)
  const found = new Map<ArticleReading, string[]>()
  for (const reading of readings) {
    const looks = new Set(reading.lookalikes)
    const { scientific } = reading
    const ids = rows.filter(
      ({ looks: article, maker, key }) =>
        (article !== null && looks.has(article)) ||
        (maker !== null && looks.has(maker)) ||
        (scientific && key?.length === scientific.length && key.startsWith(scientific.digits)),
    )
    if (ids.length > 0)
      found.set(
        reading,
        ids.slice(0, mostCandidates).map((row) => row.id),
      )
  }
  return found
}

/** A product that is not sold any more may have one that is sold instead. */
async function analogsOf(
  db: Db,
  { assortment, terms }: Conditions,
  readings: readonly ArticleReading[],
): Promise<Map<string, string[]>> {
  const keys = readings.map((reading) => reading.key).filter(Boolean)
  if (keys.length === 0 || terms.kind === 'guest') return new Map()
  const { rows } = await sql<{ key: string; id: string }>`
    select gone.article_key as key, p.id
    from catalog.products gone
    join catalog.analogs a on a.product_id = gone.id and a.kind <> 'accessory'
    join catalog.products p on p.id = a.analog_id
    where gone.article_key = any(${keys}) and not gone.active and gone.seller_id = ${terms.sellerId} and ${assortment.offers('p')}
    group by gone.article_key, p.id order by max(a.kind) desc, p.id`.execute(db)
  const byKey = Map.groupBy(rows, (row) => row.key)
  return new Map([...byKey].map(([key, found]) => [key, found.slice(0, mostCandidates).map((row) => row.id)]))
}
