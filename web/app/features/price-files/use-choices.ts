import { getCategories } from '@portal/api/offer.ts'
import { getPriceFileChoices } from '@portal/api/price-file-profiles.ts'
import { useQuery } from '@tanstack/react-query'
import { queryFor } from '../../lib/api.ts'
import type { Option } from '../../ui/pick-box.tsx'

export interface Choices {
  /** undefined while they are read */
  total: number | undefined
  categories: readonly Option[]
  brands: readonly Option[]
  nameOf: (id: string) => string
}

/** What a price list can be narrowed to; `known` names what has left the assortment since it was chosen. */
export function useChoices(known: Readonly<Record<string, string>>): Choices {
  const fresh = { staleTime: 5 * 60_000 }
  const tree = useQuery({ ...queryFor(getCategories, {}), ...fresh })
  const choices = useQuery({ ...queryFor(getPriceFileChoices, {}), ...fresh })
  const nodes = new Map((tree.data?.items ?? []).map((node) => [node.id, node]))
  const path = (id: string): string => {
    const node = nodes.get(id)
    if (!node) return ''
    return node.parentId && nodes.has(node.parentId) ? `${path(node.parentId)} › ${node.name}` : node.name
  }
  const categories = [...nodes.keys()].map((id) => ({ id, name: path(id) }))
  const brands = choices.data?.brands ?? []
  const names = new Map([...categories, ...brands].map(({ id, name }) => [id, name]))
  return {
    total: choices.data?.total,
    categories,
    brands,
    nameOf: (id) => names.get(id) ?? known[id] ?? '…',
  }
}
