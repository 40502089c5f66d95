import { getToday } from '@portal/api/orders.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useFormat } from '../../lib/use-format.ts'
import { EmptyState, ErrorState, PageHeader } from '../../ui/states.tsx'
import { OrderTable } from '../order-parts/order-table.tsx'
import { EndingCount } from '../product-media/ending-count.tsx'
import styles from '../order-parts/order-parts.module.css'
import './texts.ts'

const targets = {
  toConfirm: '/office/orders?status=new',
  changedByErp: '/office/orders?status=confirmed,in_work,partly_shipped',
  notTakenByErp: '/office/orders?status=confirmed',
  applications: '/office/applications',
} as const

/** What needs a hand now, then how sales go. */
export function TodayScreen() {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  const today = useQuery(queryFor(getToday, {}))
  if (isLost(today)) return <ErrorState error={today.error} onRetry={() => void today.refetch()} />
  const sales = today.data?.sales ?? []
  const most = Math.max(1, ...sales.map((day) => Number(day.gross.amount)))
  return (
    <>
      <title>{t('today')}</title>
      <PageHeader title={t('today')} />
      <div className={styles.counts}>
        {(['toConfirm', 'changedByErp', 'notTakenByErp', 'applications'] as const).map((key) => (
          <Link key={key} to={targets[key]} className={styles.count}>
            <b>{format.number(today.data?.counts[key])}</b>
            {t(`counts.${key}`)}
          </Link>
        ))}
        <EndingCount className={styles.count} />
      </div>
      <section className={styles.panel} style={{ marginBottom: 24 }}>
        <h2>{t('toConfirm')}</h2>
        <OrderTable rows={today.data?.toConfirm} empty={<EmptyState title={t('nothingToConfirm')} />} />
      </section>
      <section className={styles.panel}>
        <h2>{t('sales')}</h2>
        {today.data && sales.length === 0 ? (
          <EmptyState title={t('noSales')} />
        ) : (
          <>
            <div className={styles.bars} role="img" aria-label={t('salesNote')}>
              {sales.map((day) => (
                <span
                  key={day.day}
                  className={styles.bar}
                  style={{ height: `${(Number(day.gross.amount) / most) * 100}%` }}
                  title={`${format.date(day.day)}: ${format.money(day.gross)}`}
                />
              ))}
            </div>
            <p className={styles.scale} aria-hidden="true">
              <span>{format.date(sales[0]?.day)}</span>
              <span>{format.date(sales.at(-1)?.day)}</span>
            </p>
            <p className={styles.partsText}>{t('salesNote')}</p>
          </>
        )}
      </section>
    </>
  )
}
