import { listCategoriesAsOperator, listProducts } from '@portal/api/goods.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { CategoryBranches, type Branch } from '../catalogue/category-tree.tsx'
import { CategoryFilter } from './category-filter.tsx'
import styles from './goods.module.css'
import { ProductTable } from './product-table.tsx'
import { SwitchBar } from './switch-bar.tsx'
import './texts.ts'
import '../catalogue/texts.ts'

const defaults = { search: '', category: '', active: '', public: '' }

/** All goods as the operator has them: found, looked at, switched on and off many at a time. */
export function ProductsScreen() {
  const { t } = useTranslation(['goods', 'common'])
  const format = useFormat()
  const mayManage = useOperatorPermission('goods.manage')
  const [filter, setFilter] = useUrlState(defaults)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const query = {
    search: filter.search,
    categoryId: filter.category || undefined,
    active: flag(filter.active),
    public: flag(filter.public),
  }
  const products = usePages(listProducts, { query: { ...query, total: 'true' } })
  const total = products.total
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')} />
      <div className={styles.withTree}>
        <Categories current={filter.category} onChoose={(category) => setFilter({ category })} />
        <div>
          <ListFilters
            count={total !== undefined && t('found', { count: total, value: format.number(total) })}
          >
            <SearchField
              label={t('search')}
              value={filter.search}
              onChange={(search) => setFilter({ search }, { replace: true })}
            />
            <FilterSelect
              label={t('state')}
              all={t('anyState')}
              options={[
                ['true', t('onlyActive')],
                ['false', t('onlyOff')],
              ]}
              value={filter.active}
              onChange={(active) => setFilter({ active })}
            />
            <FilterSelect
              label={t('guests')}
              all={t('anyGuests')}
              options={[
                ['true', t('onlyPublic')],
                ['false', t('onlyHidden')],
              ]}
              value={filter.public}
              onChange={(open) => setFilter({ public: open })}
            />
          </ListFilters>
          <ProductTable
            {...products.table}
            empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
            {...(mayManage ? { selection: { selected, onChange: setSelected } } : {})}
          />
          <MorePages of={products.query} />
        </div>
      </div>
      {selected.size > 0 && <SwitchBar productIds={[...selected]} onDone={() => setSelected(new Set())} />}
    </>
  )
}

function flag(value: string): 'true' | 'false' | undefined {
  return value === 'true' || value === 'false' ? value : undefined
}

/** A tree at the side; where there is no side, a list to choose from. */
function Categories({ current, onChoose }: { current: string; onChoose: (id: string) => void }) {
  const categories = useQuery({ ...queryFor(listCategoriesAsOperator, {}), staleTime: 5 * 60_000 })
  // the address of the back office names a category by its id
  const nodes = useMemo<Branch[]>(
    () =>
      (categories.data?.items ?? []).map(({ id, parentId, name, productCount }) => ({
        id,
        parentId,
        name,
        slug: id,
        count: productCount,
      })),
    [categories.data],
  )
  return (
    <aside>
      <div className={styles.branches}>
        {categories.isPending ? (
          <Skeleton lines={8} height={24} />
        ) : (
          <CategoryBranches nodes={nodes} current={current} onChoose={onChoose} />
        )}
      </div>
      <div className={styles.pick}>
        <CategoryFilter value={current} onChange={onChoose} />
      </div>
    </aside>
  )
}
