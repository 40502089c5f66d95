import type { Order } from '@portal/api/orders.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './prepayment-note.module.css'
import './texts.ts'

/**
 * What is to be prepaid for the part of an order that waits, or when and by whom it was received. The sum is there for
 * those who see prices, as long as it tells nothing of stock that they are not shown.
 */
export function PrepaymentNote({
  prepayment,
  hint,
  action,
  undo,
}: {
  prepayment: Order['prepayment']
  /** what not having it means to the reader */
  hint: string
  /** what he may do about it */
  action?: ReactNode
  /** the way back stands elsewhere than the way there: a second press of a button must not take back the first */
  undo?: ReactNode
}) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  if (!prepayment || prepayment.state === 'not_due') return null
  const { state, percent, amount, receivedAt, receivedByName } = prepayment
  return (
    <div className={styles.note} data-state={state} role="note" aria-label={t('prepayment.label')}>
      <p>
        {t(`prepayment.${state}`, { percent: format.number(String(percent)) })}
        {amount && (
          <>
            {': '}
            <b className={styles.sum}>{format.money(amount)}</b>
          </>
        )}
        <span className={styles.under}>
          <span>
            {receivedAt ? [format.dateTime(receivedAt), receivedByName].filter(Boolean).join(' · ') : hint}
          </span>
          {undo}
        </span>
      </p>
      {action}
    </div>
  )
}
