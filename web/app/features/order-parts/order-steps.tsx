import type { Order } from '@portal/api/orders.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { stepsOf } from './steps.ts'
import styles from './order-steps.module.css'
import './texts.ts'

/** The way of an order as a line of steps; each that is behind has its date. */
export function OrderSteps({ order }: { order: Order }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  return (
    <ol className={styles.steps} aria-label={t('steps.label')}>
      {stepsOf(order).map(({ key, state, at }) => (
        <li key={key} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={styles.mark} aria-hidden="true">
            {state === 'stopped' ? <IconX size={14} /> : state === 'ahead' ? null : <IconCheck size={14} />}
          </span>
          <span className={styles.name}>
            {t(`steps.${key}`)}
            {at && <time dateTime={at}>{format.dateTime(at)}</time>}
          </span>
        </li>
      ))}
    </ol>
  )
}
