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
    <div className={styles.progress}>
      <span className={styles.parts} aria-hidden="true">
        {parts.map((part) => (
          <span key={part} data-part={part} style={{ width: `${(Number(line[part]) / total) * 100}%` }} />
        ))}
      </span>
      <span className={styles.partsText}>{told.join(', ')}</span>
      <Promises line={line} />
    </div>
  )
}

/** What waits, by the day on which it comes; of what is here and not sent yet, the day that was promised. */
function Promises({ line }: { line: OrderLine }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  if (line.promises.length === 0)
    return line.promisedOn && Number(line.reserved) + Number(line.picking) > 0 ? (
      <span className={styles.partsText}>{t('promisedOn', { date: format.date(line.promisedOn) })}</span>
    ) : null
  return (
    <ul className={styles.promises} aria-label={t('promises.label')}>
      {line.promises.map((part, index) => {
        const quantity = format.number(part.quantity)
        return (
          <li key={index} data-dated={part.expectedOn !== null}>
            {part.arrived
              ? t('promises.arrived', { quantity })
              : part.expectedOn
                ? t(part.confirmed ? 'promises.by' : 'promises.about', {
                    quantity,
                    date: format.date(part.expectedOn),
                  })
                : t(line.absentMode === 'on_request' ? 'promises.answer' : 'promises.later', { quantity })}
          </li>
        )
      })}
    </ul>
  )
}
