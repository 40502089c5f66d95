import { getCatalogue, type CatalogueQuery } from '@portal/api/offer.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { queryFor } from '../../lib/api.ts'
import { useUrlState } from '../../lib/use-url-state.ts'

export const pageSizes = ['50', '100', '200'] as const

const defaults = {
  category: '',
  search: '',
  filters: '',
  inStock: '',
  sort: '',
  page: '1',
  perPage: '50',
  view: 'table',
}
export type CatalogueState = typeof defaults

const sorts = ['relevance', 'name', '-name', 'article', 'newest'] as const
export type Sort = (typeof sorts)[number]

/** Everything that the catalogue shows is in the address. */
export function useCatalogueState() {
  return useUrlState(defaults)
}

/** Without words there is nothing to be relevant to. */
export function sortsFor(state: CatalogueState): readonly Sort[] {
  return state.search ? sorts : sorts.filter((sort) => sort !== 'relevance')
}

export function sortOf(state: CatalogueState): Sort {
  return sortsFor(state).find((sort) => sort === state.sort) ?? (state.search ? 'relevance' : 'name')
}

function filterOf(state: CatalogueState): CatalogueQuery {
  return {
    ...(state.category ? { category: state.category } : {}),
    ...(state.search ? { search: state.search } : {}),
    ...(state.filters ? { filters: state.filters } : {}),
    ...(state.inStock ? { inStock: 'true' } : {}),
  }
}

/** The page of products; what stood before stays until the next is there, so that nothing jumps. */
export function useCataloguePage(state: CatalogueState) {
  const query = { ...filterOf(state), sort: sortOf(state), page: state.page, perPage: state.perPage }
  return useQuery({ ...queryFor(getCatalogue, { query }), placeholderData: keepPreviousData })
}

/** Facets with counts, asked for apart: turning a page or sorting does not count them again. */
export function useFacets(state: CatalogueState) {
  const query = { ...filterOf(state), facets: 'true', perPage: '1' }
  return useQuery({ ...queryFor(getCatalogue, { query }), placeholderData: keepPreviousData })
}
