import { listOrdersAsOperator, orderStatus } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { FilterChips } from '../../ui/filter-chips.tsx'
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
      <div className={styles.filters} role="search">
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
        <select
          className={controls.input}
          aria-label={t('order-parts:column.status')}
          value={filter.status}
          onChange={(event) => setFilter({ status: event.target.value })}
        >
          <option value="">{t('order-parts:allStatuses')}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t(`order-parts:status.${status}`)}
            </option>
          ))}
        </select>
        {(['from', 'until'] as const).map((side) => (
          <label key={side} className={styles.date}>
            <span>{t(`order-parts:${side}`)}</span>
            <input
              className={controls.input}
              type="date"
              value={filter[side]}
              onChange={(event) => setFilter({ [side]: event.target.value })}
            />
          </label>
        ))}
        <label className={controls.check}>
          <input
            type="checkbox"
            checked={filter.mine === 'true'}
            onChange={(event) => setFilter({ mine: event.target.checked ? 'true' : '' })}
          />
          {t('mine')}
        </label>
      </div>
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
