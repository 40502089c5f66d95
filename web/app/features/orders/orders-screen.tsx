import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { csvOf, saveFile } from '../../ui/csv.ts'
import { MorePages } from '../../ui/more-pages.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { OrderTable, useOrderColumns } from '../order-parts/order-table.tsx'
import { allOrders, noFilter, useOrders, type OrderFilter } from './orders-list.ts'
import { OrderFilters } from './order-filters.tsx'
import styles from './orders.module.css'
import './texts.ts'

/** The orders of the present company, the newest first; a changed state shows by itself. */
export function OrdersScreen() {
  const { t } = useTranslation(['orders', 'order-parts', 'common'])
  const format = useFormat()
  const prices = usePermission('prices.view')
  const [filter, setFilter] = useUrlState(noFilter)
  const orders = useOrders(filter)
  const total = orders.total
  const filtered = Object.values(filter).some(Boolean)
  return (
    <>
      <title>{`${t('order-parts:title')} · ${t('common:brand')}`}</title>
      <PageHeader
        title={t('order-parts:title')}
        note={total !== undefined && t('count', { count: total, formatted: format.number(total) })}
      >
        <Export filter={filter} prices={prices} disabled={!total} />
      </PageHeader>
      <OrderFilters filter={filter} onChange={setFilter} />
      <OrderTable
        below="/orders"
        prices={prices}
        {...orders.table}
        skeletonRows={15}
        empty={
          filtered ? (
            <EmptyState title={t('order-parts:empty')}>
              <button type="button" className={controls.button} onClick={() => setFilter(noFilter)}>
                {t('common:filters.clear')}
              </button>
            </EmptyState>
          ) : (
            <EmptyState title={t('none')}>
              <p>{t('noneHint')}</p>
              <p className={styles.way}>
                <Link className={`${controls.button} ${controls.primary}`} to="/catalogue">
                  {t('common:nav.catalogue')}
                </Link>
              </p>
            </EmptyState>
          )
        }
      />
      <MorePages of={orders.query} />
    </>
  )
}

function Export({ filter, prices, disabled }: { filter: OrderFilter; prices: boolean; disabled: boolean }) {
  const { t } = useTranslation('common')
  const problemText = useProblemText()
  const columns = useOrderColumns({ below: '/orders', company: false, prices })
  const saving = useMutation({
    mutationFn: () => allOrders(filter),
    onSuccess: (orders) => saveFile('orders.csv', csvOf(columns, orders)),
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <button
      type="button"
      className={controls.button}
      disabled={disabled || saving.isPending}
      aria-busy={saving.isPending}
      onClick={() => saving.mutate()}
    >
      <IconDownload size={18} aria-hidden="true" />
      {t('table.export')}
    </button>
  )
}
