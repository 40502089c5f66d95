import type { Order } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { MoneyText } from '../../ui/money-text.tsx'
import styles from './order-parts.module.css'
import './texts.ts'

const finished: ReadonlySet<Order['status']> = new Set(['shipped', 'delivered', 'cancelled'])

/** Net, VAT, gross; nothing for a role without prices. */
export function OrderTotals({ order }: { order: Order }) {
  const { t } = useTranslation('order-parts')
  if (!order.gross) return null
  // the rate of the day of shipment is final
  const provisional = !finished.has(order.status) && order.lines.some(({ vatRate }) => vatRate !== null)
  return (
    <>
      <dl className={styles.totals}>
        <dt>{t('net')}</dt>
        <dd>
          <MoneyText value={order.net} />
        </dd>
        <dt>{t('vatSum')}</dt>
        <dd>
          <MoneyText value={order.vat} />
        </dd>
        <dt>{t('total')}</dt>
        <dd>
          <b>
            <MoneyText value={order.gross} />
          </b>
        </dd>
      </dl>
      {provisional && <p className={styles.provisional}>{t('vatProvisional')}</p>}
    </>
  )
}
