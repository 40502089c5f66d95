import type { OrderEvent } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './orders.module.css'
import './texts.ts'

/** What happened to an order, the newest first, each with who did it. */
export function OrderHistory({ events }: { events: readonly OrderEvent[] }) {
  const { t, i18n } = useTranslation('office-orders')
  const format = useFormat()
  const words = (event: OrderEvent) => {
    const values = Object.fromEntries(
      Object.entries(event.details).map(([name, value]) => [name, value ?? '']),
    )
    // a kind that a newer server tells is shown as it is
    const key = `office-orders:event.${event.kind}`
    return i18n.exists(key) ? t(key as 'event.placed', { ...values, line: event.lineName ?? '' }) : event.kind
  }
  return (
    <ol className={styles.history}>
      {events.map((event) => (
        <li key={event.id}>
          {words(event)}
          <time dateTime={event.at}>
            {format.dateTime(event.at)} · {event.personName ?? t(`source.${event.source}`)}
            {event.onBehalf && ` (${t('onBehalf')})`}
          </time>
        </li>
      ))}
    </ol>
  )
}
