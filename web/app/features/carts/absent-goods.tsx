import type { Cart, CartLine } from '@portal/api/carts.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import styles from './carts.module.css'
import './texts.ts'

export const choices = ['parts', 'wait', 'cancel'] as const

/** What is here and what comes when, and what the buyer wants done with what is not here. */
export function AbsentGoods({ cart }: { cart: Cart }) {
  const { t } = useTranslation('carts')
  const [choice, setChoice] = useState<(typeof choices)[number]>('parts')
  const [day, setDay] = useState(inTwoWeeks)
  const { lines } = cart
  const waiting = lines.some((line) => line.waits)
  return (
    <>
      {waiting && <WhatComes lines={lines} />}
      <label className={controls.field}>
        <span className={controls.label}>{t('absent')}</span>
        <select
          className={controls.input}
          name="absent"
          value={choice}
          onChange={(event) => setChoice(choices.find((one) => one === event.target.value) ?? 'parts')}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {t(`absentChoice.${one}`)}
            </option>
          ))}
        </select>
        <span className={controls.hint}>{t(`absentHint.${choice}`)}</span>
      </label>
      {choice === 'cancel' && (
        <label className={controls.field}>
          <span className={controls.label}>{t('absentUntil')}</span>
          <input
            className={controls.input}
            type="date"
            name="absentUntil"
            required
            min={dayAfter(0)}
            max={dayAfter(365)}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </label>
      )}
      <Prepayments orders={cart.orders} />
    </>
  )
}

/** What each contract asks to be prepaid for what waits; the sum only where the policy tells how much that is. */
function Prepayments({ orders }: { orders: Cart['orders'] }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const asked = orders.filter((order) => order.prepayment)
  if (asked.length === 0) return null
  return (
    <div className={styles.prepayment} role="note" aria-label={t('prepayment.label')}>
      {asked.map(({ contractId, contractNumber, prepayment }) => (
        <p key={contractId}>
          {orders.length > 1 && <>{t('prepayment.contract', { number: contractNumber })} </>}
          {t(prepayment?.certain ? 'prepayment.asked' : 'prepayment.maybe', {
            percent: format.number(String(prepayment?.percent)),
          })}
          {prepayment?.amount && (
            <>
              {': '}
              <b>{format.money(prepayment.amount)}</b>
            </>
          )}
        </p>
      ))}
      <p className={styles.soft}>{t('prepayment.hint')}</p>
    </div>
  )
}

/** Lines by the day on which their last part comes; in figures only as far as the policy lets them be told. */
function WhatComes({ lines }: { lines: readonly CartLine[] }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const here = lines.filter((line) => !line.waits && !line.confirms).length
  const byDay = Map.groupBy(
    lines.filter((line) => line.waits),
    (line) => line.awaited.at(-1)?.expectedOn ?? '',
  )
  const days = [...byDay].toSorted(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
  const confirms = lines.filter((line) => line.confirms).length
  return (
    <dl className={styles.comes} aria-label={t('whatComes')}>
      {here > 0 && (
        <>
          <dt>{t('hereNow')}</dt>
          <dd>{t('lines', { count: here, value: format.number(here) })}</dd>
        </>
      )}
      {days.map(([date, own]) => (
        <div key={date}>
          <dt>{date === '' ? t('dateLater') : t('allBy', { date: format.date(date) })}</dt>
          <dd>{t('lines', { count: own.length, value: format.number(own.length) })}</dd>
        </div>
      ))}
      {confirms > 0 && (
        <>
          <dt>{t('toConfirm')}</dt>
          <dd>{t('lines', { count: confirms, value: format.number(confirms) })}</dd>
        </>
      )}
    </dl>
  )
}

/** A calendar date so many days from now, where the person is. */
function dayAfter(days: number): string {
  const day = new Date()
  day.setDate(day.getDate() + days)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function inTwoWeeks(): string {
  return dayAfter(14)
}
