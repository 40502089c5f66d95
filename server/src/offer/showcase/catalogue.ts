import type { Facet, getCatalogue } from '@portal/api/offer.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, transaction } from '#kernel/db.ts'
import { inStock } from '#src/goods/inventory/public.ts'
import { inCategories } from '#src/terms/contracts/public.ts'
import { type OpenCategory, openCategory } from './category.ts'
import type { Conditions } from './conditions.ts'
import { facetQuery, facetsOf } from './facets.ts'
import { type Filters, matchesAll, readFilters } from './filters.ts'
import { type InCarts, offerItems } from './items.ts'
import { catalogueVersion, countOnce } from './kept-counts.ts'
import { nameColumn } from './product-rows.ts'
import { exactSearch, type Search, typoSearch } from './search.ts'
import { otherLayout, searchWords } from './search-words.ts'

type Query = ParsedOf<typeof getCatalogue>['query']

/** What a page is cut from. */
interface Selection {
  /** condition over catalog.products p, without the filters of facets */
  base: RawBuilder<boolean>
  filters: Filters
  search: Search | null
  /** may the total be kept until the catalogue changes? Not where stock decides, which changes all the time */
  keepsTotal: boolean
}

interface Found {
  ids: string[]
  total: number
  facets: Facet[]
}

/** A page of the catalogue: a fixed number of queries, whatever its size. */
export async function cataloguePage(
  db: Db,
  conditions: Conditions,
  query: Query,
  inCarts: InCarts,
): Promise<OutputOf<typeof getCatalogue>> {
  const category = query.category === undefined ? null : await openCategory(db, conditions, query.category)
  const filters = readFilters(query.filters)
  const { found, understoodAs } = await find(db, conditions, query, category, filters)
  if (category && found.total === 0) await refuseEmpty(db, conditions, category)
  const items = await offerItems(db, conditions, found.ids, inCarts)
  const { page, perPage } = query
  return {
    category: category && {
      id: category.id,
      slug: category.slug,
      name: category.name,
      description: category.description,
      path: category.path,
    },
    items,
    total: found.total,
    page,
    perPage,
    facets: found.facets,
    understoodAs,
  }
}

/** As typed; when that finds nothing, as typed in the other keyboard layout; then with typos allowed. */
async function find(
  db: Db,
  conditions: Conditions,
  query: Query,
  category: OpenCategory | null,
  filters: Filters,
): Promise<{ found: Found; understoodAs: string | null }> {
  const text = query.search?.trim()
  const look = (search: Search | null, executor = db) =>
    cut(executor, conditions, query, selectionOf(conditions, query, category, filters, search))
  if (!text) return { found: await look(null), understoodAs: null }
  const words = searchWords(text)
  const exact = await look(exactSearch(words, conditions.terms))
  if (exact.total > 0) return { found: exact, understoodAs: null }
  const turned = otherLayout(text)
  if (turned) {
    const found = await look(exactSearch(searchWords(turned), conditions.terms))
    if (found.total > 0) return { found, understoodAs: turned }
  }
  const typos = typoSearch(words)
  if (!typos) return { found: exact, understoodAs: null }
  const found = await transaction(db, async (tx) => {
    // the threshold of likeness holds within the transaction
    await sql`select set_config('pg_trgm.word_similarity_threshold', '0.45', true)`.execute(tx)
    return look(typos, tx)
  })
  return { found, understoodAs: null }
}

function selectionOf(
  conditions: Conditions,
  query: Query,
  category: OpenCategory | null,
  filters: Filters,
  search: Search | null,
): Selection {
  const parts = [conditions.assortment.offers('p')]
  if (category) parts.push(inCategories('p', category.subtree))
  if (search) parts.push(search.condition)
  if (query.inStock) parts.push(...inStockAsShown(conditions))
  return { base: sql`(${sql.join(parts, sql` and `)})`, filters, search, keepsTotal: !query.inStock }
}

/** The filter tells no more than the policies do: hidden stock never passes, and where all is hidden nothing is filtered. */
function inStockAsShown({ policies, warehouses }: Conditions): RawBuilder<boolean>[] {
  const ids = warehouses.map((warehouse) => warehouse.id)
  const hidden = policies.hidden(ids)
  if (ids.length > 0 && hidden.warehouses.size === ids.length) return []
  const shown = inStock(
    'p',
    ids.filter((id) => !hidden.warehouses.has(id)),
  )
  if (hidden.categories.length === 0) return [shown]
  return [
    shown,
    sql`not exists (select from catalog.product_categories pc join catalog.categories c on c.id = pc.category_id
      where pc.product_id = p.id and c.ancestors && ${hidden.categories}::uuid[])`,
  ]
}

/** The page's ids in their order, how many there are in all, and the facets when they were asked for. */
async function cut(db: Db, conditions: Conditions, query: Query, selection: Selection): Promise<Found> {
  const all = matchesAll(selection.filters)
  const condition = all ? sql<boolean>`${selection.base} and ${all}` : selection.base
  const page = await sql<{ id: string; version: string; total: number | null }>`
    select p.id, ${catalogueVersion} as version, ${selection.search ? sql`count(*) over ()::int` : sql`null`} as total
    from catalog.products p where ${condition}
    order by ${order(conditions, query, selection)}
    limit ${query.perPage} offset ${(query.page - 1) * query.perPage}`.execute(db)
  const ids = page.rows.map((row) => row.id)
  const version = page.rows[0]?.version ?? null
  return {
    ids,
    total:
      page.rows[0]?.total ??
      (await count(db, query, condition, selection.keepsTotal ? version : null, ids.length)),
    facets: query.facets
      ? facetsOf(
          await run(db, facetQuery(selection.base, selection.filters, conditions), version),
          selection.filters,
          conditions.language,
        )
      : [],
  }
}

/** Counts anew, or what was counted at this version of the catalogue. */
async function run<Row>(db: Db, query: RawBuilder<Row>, version: string | null): Promise<Row[]> {
  return version === null ? (await query.execute(db)).rows : countOnce(db, query, version)
}

async function count(
  db: Db,
  query: Query,
  condition: RawBuilder<boolean>,
  version: string | null,
  shown: number,
): Promise<number> {
  if (query.page === 1 && shown < query.perPage) return shown
  const counting = sql<{
    total: number
  }>`select count(*)::int as total from catalog.products p where ${condition}`
  return (await run(db, counting, version))[0]!.total
}

function order(conditions: Conditions, query: Query, { search }: Selection): RawBuilder<unknown> {
  const name = sql`${nameColumn('p', conditions)} collate "ru-x-icu"`
  switch (query.sort ?? (search ? 'relevance' : 'name')) {
    case 'relevance':
      return search ? sql`${search.rank} desc, ${name}, p.id` : sql`${name}, p.id`
    case 'name':
      return sql`${name}, p.id`
    case '-name':
      return sql`${name} desc, p.id desc`
    case 'article':
      return sql`p.article_key collate "C", p.id`
    case 'newest':
      return sql`p.created_at desc, p.id desc`
  }
}

/** A category where nothing is offered at all is not there; one where the filters leave nothing is. */
async function refuseEmpty(db: Db, conditions: Conditions, category: OpenCategory): Promise<void> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from catalog.products p
    where ${conditions.assortment.offers('p')} and ${inCategories('p', category.subtree)}) as some`.execute(
    db,
  )
  if (!rows[0]!.some) throw new AppError('not_found')
}
