import type { Company } from '@portal/api/organizations.ts'
import { listOrdersAsOperator } from '@portal/api/orders.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { EmptyState } from '../../ui/states.tsx'
import { OrderTable } from '../order-parts/order-table.tsx'
import styles from './customers.module.css'
import './texts.ts'

/** The latest orders of a company; all of them stand in the common list. */
export function OrdersTab({ company }: { company: Company }) {
  const { t } = useTranslation('customers')
  const orders = useQuery(queryFor(listOrdersAsOperator, { query: { companyId: company.id, limit: 20 } }))
  return (
    <>
      <div className={styles.toolbar}>
        <h2>{t('orders.latest')}</h2>
        <Link to={`/office/orders?companyId=${company.id}`} className={controls.button}>
          {t('orders.open')}
        </Link>
      </div>
      <OrderTable
        below="/office/orders"
        rows={orders.data?.items}
        error={orders.error}
        onRetry={() => void orders.refetch()}
        busy={orders.isFetching}
        empty={<EmptyState title={t('orders.empty')}>{t('orders.emptyHint')}</EmptyState>}
      />
    </>
  )
}
