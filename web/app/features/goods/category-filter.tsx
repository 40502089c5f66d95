import { listCategoriesAsOperator } from '@portal/api/goods.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { FilterSelect } from '../../ui/list-filters.tsx'
import { inOrder } from './categories-in-order.ts'
import './texts.ts'

/** A category out of the whole tree, each below the one that it is a part of. */
export function CategoryFilter({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('goods')
  const categories = useQuery({ ...queryFor(listCategoriesAsOperator, {}), staleTime: 5 * 60_000 })
  return (
    <FilterSelect
      label={t('category')}
      all={t('allCategories')}
      options={inOrder(categories.data?.items ?? []).map(({ node, depth }) => [
        node.id,
        '\u00a0'.repeat(depth * 3) + node.name,
      ])}
      value={value}
      onChange={onChange}
    />
  )
}
