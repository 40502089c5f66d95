import { listAttributeValues, listBrands, listCategoriesAsOperator, listProducts } from '@portal/api/goods.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryFor } from '../../lib/api.ts'
import type { Option } from '../../ui/pick-box.tsx'

export type Subject = 'product' | 'category' | 'brand' | 'attribute_value'

/** Options of a PickBox over goods: products by article and words, categories with their path, brands, values of properties. */
export function useGoodsSearch(subject: Subject): {
  options: readonly Option[]
  searching: boolean
  onSearch: (text: string) => void
} {
  const [search, setSearch] = useState('')
  const kept = { placeholderData: keepPreviousData }
  const products = useQuery({
    ...queryFor(listProducts, { query: { search, limit: 20 } }),
    ...kept,
    enabled: subject === 'product',
  })
  const categories = useQuery({
    ...queryFor(listCategoriesAsOperator, {}),
    enabled: subject === 'category',
    select: ({ items }) => {
      const byId = new Map(items.map((item) => [item.id, item]))
      const path = (id: string | null): string[] => {
        const found = id === null ? undefined : byId.get(id)
        return found ? [...path(found.parentId), found.name] : []
      }
      return items.map((item) => ({ id: item.id, name: path(item.id).join(' / ') }))
    },
  })
  const brands = useQuery({
    ...queryFor(listBrands, { query: search ? { search } : {} }),
    ...kept,
    enabled: subject === 'brand',
  })
  const values = useQuery({
    ...queryFor(listAttributeValues, { query: search ? { search } : {} }),
    ...kept,
    enabled: subject === 'attribute_value',
  })
  const words = search.toLocaleLowerCase()
  const options: Record<Subject, readonly Option[]> = {
    product: (products.data?.items ?? []).map(({ id, article, name }) => ({ id, code: article, name })),
    category: (categories.data ?? [])
      .filter(({ name }) => name.toLocaleLowerCase().includes(words))
      .slice(0, 50),
    brand: brands.data?.items ?? [],
    attribute_value: (values.data?.items ?? []).map(({ id, value, attributeName }) => ({
      id,
      name: `${attributeName}: ${value}`,
    })),
  }
  const asked = { product: products, category: categories, brand: brands, attribute_value: values }[subject]
  return { options: options[subject], searching: asked.isFetching, onSearch: setSearch }
}
