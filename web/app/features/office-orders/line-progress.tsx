import type { OrderLine } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './orders.module.css'
import './texts.ts'

const parts = ['shipped', 'picking', 'reserved', 'cancelled'] as const

/** How far a line is: what is shipped, picked, reserved, cancelled; the rest waits. Told in words beneath. */
export function LineProgress({ line }: { line: OrderLine }) {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  const total = Number(line.quantity) || 1
  const told = ([...parts, 'waiting'] as const).filter((part) => Number(line[part]) > 0)
  return (
    <span>
      <span className={styles.parts} aria-hidden="true">
        {parts.map((part) => (
          <span key={part} data-part={part} style={{ width: `${(Number(line[part]) / total) * 100}%` }} />
        ))}
      </span>
      <span className={styles.partsText}>
        {told.map((part) => `${t(`part.${part}`)} ${format.number(line[part])}`).join(', ')}
      </span>
    </span>
  )
}
