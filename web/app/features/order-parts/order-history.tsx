import type { OrderEvent } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import styles from './order-parts.module.css'
import './texts.ts'

/** What happened to an order, the newest first. What one hand changed at one moment is one revision. */
export function OrderHistory({ events }: { events: readonly OrderEvent[] }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  const words = useEventText()
  return (
    <ol className={styles.history}>
      {revisionsOf(events).map(([first, ...rest]) => (
        <li key={first.id}>
          {rest.length === 0 ? (
            words(first)
          ) : (
            <>
              <b>{t('changes', { count: rest.length + 1 })}</b>
              <ul className={styles.changes}>
                {[first, ...rest].map((event) => (
                  <li key={event.id}>{words(event)}</li>
                ))}
              </ul>
            </>
          )}
          <time dateTime={first.at}>
            {format.dateTime(first.at)} · {first.personName ?? t(`source.${first.source}`)}
            {first.onBehalf && ` (${t('onBehalf')})`}
          </time>
        </li>
      ))}
    </ol>
  )
}

/** Not every source tells these: without them the sentence is shorter. */
const optional: Readonly<Record<string, string>> = {
  shipped: 'number',
  paid: 'number',
  cancelled: 'reason',
  promised: 'to',
  vat_changed: 'to',
}

function useEventText(): (event: OrderEvent) => string {
  const { t, i18n } = useTranslation('order-parts')
  const format = useFormat()
  return (event) => {
    // a kind that a newer server tells is shown as it is
    const lacks = Object.hasOwn(optional, event.kind) && !event.details[optional[event.kind] ?? '']
    const key = `order-parts:event.${event.kind}${lacks ? '_plain' : ''}`
    if (!i18n.exists(key)) return event.kind
    const { priceChange } = event
    const values = Object.fromEntries(
      Object.entries(event.details).map(([name, value]) => [name, figure(name, value)]),
    )
    if (priceChange)
      Object.assign(values, { from: format.money(priceChange.from), to: format.money(priceChange.to) })
    else if (event.kind === 'price_changed') return t('event.price_hidden', { line: event.lineName ?? '' })
    return t(key as 'event.placed', { ...values, line: event.lineName ?? '' })
  }

  function figure(name: string, value: string | null): string {
    if (value === null) return ''
    if (name !== 'from' && name !== 'to' && name !== 'quantity') return value
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return format.date(value)
    return readQuantity(value) === null ? value : format.number(value)
  }
}

type Revision = [OrderEvent, ...OrderEvent[]]

function revisionsOf(events: readonly OrderEvent[]): Revision[] {
  const revisions: Revision[] = []
  for (const event of events) {
    const last = revisions.at(-1)
    const same =
      last?.[0].at === event.at && last[0].source === event.source && last[0].personName === event.personName
    if (same) last.push(event)
    else revisions.push([event])
  }
  return revisions
}
