import type { getCatalogue } from '@portal/api/offer.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Db } from '#kernel/db.ts'
import { type Catalogue, freshCatalogue } from './catalogue-index/fresh-index.ts'
import type { CatalogueIndex } from './catalogue-index/catalogue-index.ts'
import { offeredDocs } from './catalogue-index/offered-docs.ts'
import { select, type Selection } from './catalogue-index/select.ts'
import { categoryAt, type OpenCategory } from './category.ts'
import type { Conditions } from './conditions.ts'
import { facetsOf } from './facets.ts'
import { readFilters, valuesOf } from './filters.ts'
import { type InCarts, offerItems } from './items.ts'
import { readForSearch, search } from './search.ts'
import { stockTold } from './stock-told.ts'

type Query = ParsedOf<typeof getCatalogue>['query']

/** A page of the catalogue: the index says which products, SQL reads and checks them; as many queries for 50 as for 1. */
export async function cataloguePage(
  db: Db,
  conditions: Conditions,
  query: Query,
  inCarts: InCarts,
): Promise<OutputOf<typeof getCatalogue>> {
  const text = query.search?.trim()
  const [catalogue, forSearch] = await Promise.all([
    freshCatalogue(db),
    text ? readForSearch(db, conditions, text) : null,
  ])
  const { index } = catalogue
  const category =
    query.category === undefined ? null : categoryAt(index.dictionary, conditions, query.category)
  const offered = offeredDocs(index, conditions.assortment.rules)
  if (category) refuseEmpty(index, offered, category)
  const searched = text && forSearch ? search(index, offered, text, forSearch) : null
  const filters = readFilters(query.filters)
  const { docs, total, counts } = select(index, {
    offered,
    subtree: category?.subtree ?? null,
    filters: valuesOf(filters, index.dictionary),
    found: searched?.found ?? null,
    ...stockCondition(catalogue, conditions, query.inStock ?? false),
    order: orderOf(conditions, query),
    from: (query.page - 1) * query.perPage,
    count: query.perPage,
    facets: query.facets ?? false,
  })
  const facets = counts ? facetsOf(index, counts, filters, conditions.language) : []
  const ids = docs.map((doc) => index.ids[doc]!)
  return {
    category: category && {
      id: category.id,
      slug: category.slug,
      name: category.name,
      description: category.description,
      path: category.path,
    },
    items: await offerItems(db, conditions, ids, inCarts),
    total,
    page: query.page,
    perPage: query.perPage,
    facets,
    understoodAs: searched?.understoodAs ?? null,
  }
}

function stockCondition(
  { stock }: Catalogue,
  conditions: Conditions,
  wanted: boolean,
): Pick<Selection, 'inStock' | 'hiddenStock'> {
  const told = wanted ? stockTold(conditions) : null
  if (!told) return { inStock: null, hiddenStock: [] }
  return { inStock: stock.anywhere(told.warehouseIds), hiddenStock: told.hiddenCategories }
}

function orderOf({ language }: Conditions, query: Query): Selection['order'] {
  const name = language === 'en' ? 'nameEn' : 'name'
  switch (query.sort ?? (query.search?.trim() ? 'relevance' : 'name')) {
    case 'relevance':
      return query.search?.trim() ? 'relevance' : { sort: name, descending: false }
    case 'name':
      return { sort: name, descending: false }
    case '-name':
      return { sort: name, descending: true }
    case 'article':
      return { sort: 'article', descending: false }
    case 'newest':
      return { sort: 'newest', descending: false }
  }
}

/** A category where nothing is offered at all is not there; one where the filters leave nothing is. */
function refuseEmpty(index: CatalogueIndex, offered: Uint8Array, { subtree }: OpenCategory): void {
  const { total } = select(index, {
    offered,
    subtree,
    filters: new Map(),
    found: null,
    inStock: null,
    hiddenStock: [],
    order: { sort: 'name', descending: false },
    from: 0,
    count: 0,
    facets: false,
  })
  if (total === 0) throw new AppError('not_found')
}
