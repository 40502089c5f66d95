import { listOrders, orderStatus } from '@portal/api/orders.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { OrderTable } from '../office-orders/order-table.tsx'
import styles from '../office-orders/orders.module.css'

/** The orders of the present company, the newest first; a changed state shows by itself. */
export function OrdersScreen() {
  const { t } = useTranslation(['office-orders', 'common'])
  const [filter, setFilter] = useUrlState({ status: '', search: '', product: '', from: '', until: '' })
  const orders = useInfiniteQuery({
    queryKey: ['orders', listOrders.path, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listOrders, { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} />
      <div className={styles.filters} role="search">
        {(['search', 'product'] as const).map((key) => (
          <input
            key={key}
            className={controls.input}
            type="search"
            aria-label={t(key === 'search' ? 'searchOwn' : 'product')}
            placeholder={t(key === 'search' ? 'searchOwn' : 'product')}
            value={filter[key]}
            onChange={(event) => setFilter({ [key]: event.target.value }, { replace: true })}
          />
        ))}
        <select
          className={controls.input}
          aria-label={t('column.status')}
          value={filter.status}
          onChange={(event) => setFilter({ status: event.target.value })}
        >
          <option value="">{t('allStatuses')}</option>
          {orderStatus.options.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </select>
        {(['from', 'until'] as const).map((side) => (
          <label key={side} className={styles.date}>
            <span>{t(side)}</span>
            <input
              className={controls.input}
              type="date"
              value={filter[side]}
              onChange={(event) => setFilter({ [side]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <OrderTable
        below="/orders"
        rows={orders.data?.pages.flatMap((page) => page.items)}
        error={orders.error}
        onRetry={() => void orders.refetch()}
        busy={orders.isFetching}
        empty={<EmptyState title={t('empty')} />}
      />
      {orders.hasNextPage && (
        <p className={styles.more}>
          <button type="button" className={controls.button} onClick={() => void orders.fetchNextPage()}>
            {t('more', { ns: 'common' })}
          </button>
        </p>
      )}
    </>
  )
}
