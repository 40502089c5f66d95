import { listOrdersAsOperator, orderStatus } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { FilterDay, FilterSelect, FilterTick, ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import styles from '../order-parts/order-parts.module.css'
import './texts.ts'
import { OrderTable } from '../order-parts/order-table.tsx'

const statuses = orderStatus.options

/** Every order of every channel, the newest first; new ones appear by themselves. */
export function OrdersScreen() {
  const { t } = useTranslation(['office-orders', 'order-parts', 'common'])
  const [filter, setFilter] = useUrlState({
    status: '',
    search: '',
    product: '',
    from: '',
    until: '',
    mine: '',
    companyId: '',
  })
  const query = { ...filter, mine: filter.mine === 'true' ? ('true' as const) : undefined }
  const orders = usePages(listOrdersAsOperator, { query })
  const rows = orders.table.rows
  return (
    <>
      <title>{t('order-parts:title')}</title>
      <PageHeader title={t('order-parts:title')} />
      <ListFilters>
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <SearchField
          label={t('order-parts:product')}
          value={filter.product}
          onChange={(product) => setFilter({ product }, { replace: true })}
        />
        <FilterSelect
          label={t('order-parts:column.status')}
          all={t('order-parts:allStatuses')}
          options={statuses.map((status) => [status, t(`order-parts:status.${status}`)])}
          value={filter.status}
          onChange={(status) => setFilter({ status })}
        />
        {(['from', 'until'] as const).map((side) => (
          <FilterDay
            key={side}
            label={t(`order-parts:${side}`)}
            value={filter[side]}
            onChange={(value) => setFilter({ [side]: value })}
          />
        ))}
        <FilterTick label={t('mine')} value={filter.mine} onChange={(mine) => setFilter({ mine })} />
      </ListFilters>
      {filter.companyId && (
        <div className={styles.chips}>
          <FilterChips
            chips={[
              {
                key: 'company',
                label: rows?.[0]?.companyName ?? t('oneCompany'),
                remove: () => setFilter({ companyId: '' }),
              },
            ]}
            onClear={() => setFilter({ companyId: '' })}
          />
        </div>
      )}
      <OrderTable {...orders.table} empty={<EmptyState title={t('order-parts:empty')} />} />
      <MorePages of={orders.query} />
    </>
  )
}
