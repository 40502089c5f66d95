import type { OrderLine } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './order-parts.module.css'
import './texts.ts'

const parts = ['shipped', 'picking', 'reserved', 'cancelled'] as const

/** How far a line is: what is shipped, picked, reserved, cancelled; the rest waits. Told in words beneath. */
export function LineProgress({ line }: { line: OrderLine }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  const total = Number(line.quantity)
  if (total === 0) return <span className={styles.partsText}>{t('removed')}</span>
  const arrived = line.delivered === line.shipped
  const told = ([...parts, 'waiting'] as const)
    // what has arrived was shipped: no need to say both
    .filter((part) => Number(line[part]) > 0 && !(part === 'shipped' && arrived))
    .map((part) =>
      part === 'waiting' && line.confirms
        ? t('confirms')
        : `${t(`part.${part}`)} ${format.number(line[part])}`,
    )
  if (Number(line.delivered) > 0) told.push(`${t('part.delivered')} ${format.number(line.delivered)}`)
  return (
    <span className={styles.progress}>
      <span className={styles.parts} aria-hidden="true">
        {parts.map((part) => (
          <span key={part} data-part={part} style={{ width: `${(Number(line[part]) / total) * 100}%` }} />
        ))}
      </span>
      <span className={styles.partsText}>
        {told.join(', ')}
        {line.promisedOn && `, ${t('promisedOn', { date: format.date(line.promisedOn) })}`}
      </span>
    </span>
  )
}
