import { getCreditPosition, type CreditPosition } from '@portal/api/credit.ts'
import type { MoneyWire } from '@portal/api/primitives.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import styles from './home.module.css'
import './texts.ts'

const staleHours = 36

/** How the contract stands: what is available first, then what it is made of, as of which moment. */
export function CreditCard() {
  const { t } = useTranslation('home')
  const read = useQuery(queryFor(getCreditPosition, {}))
  return (
    <section className={styles.panel} aria-busy={read.isPending}>
      <h2>{t('credit.title')}</h2>
      {read.error && !read.data ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : read.data ? (
        <Position position={read.data} readAt={read.dataUpdatedAt} />
      ) : (
        <Skeleton lines={5} height={24} />
      )}
    </section>
  )
}

function Position({ position, readAt }: { position: CreditPosition; readAt: number }) {
  const { t } = useTranslation('home')
  const { balance, limit, available, over, held } = position
  const rows: [name: string, value: MoneyWire | null, alarming?: boolean][] = [
    [t('credit.debt'), balance && balance.debt],
    [t('credit.overdue'), above(balance?.overdue), true],
    [t('credit.advances'), above(balance?.advances)],
    [t('credit.held'), above(held)],
    [t('credit.limit'), limit],
  ]
  return (
    <>
      {available && (
        <>
          <p className={styles.figure}>
            <MoneyText value={available} />
            <span>{t('credit.available')}</span>
          </p>
          <UsedBar position={position} />
        </>
      )}
      {over && (
        <p className={styles.notice} role="note">
          {t(position.creditMode === 'block' ? 'credit.overBlocks' : 'credit.over')}{' '}
          <MoneyText value={over} />
        </p>
      )}
      <dl className={styles.rows}>
        {rows
          .filter(([, value]) => value)
          .map(([name, value, alarming]) => (
            <div key={name} data-alarming={alarming ?? false}>
              <dt>{name}</dt>
              <dd>
                <MoneyText value={value} />
              </dd>
            </div>
          ))}
      </dl>
      <p className={styles.terms}>
        {t(`credit.terms.${position.paymentTerms}`, { count: position.paymentDays })}
      </p>
      <AsOf asOf={balance?.asOf ?? null} now={readAt} />
    </>
  )
}

/** Nothing is not worth a row. */
function above(value: MoneyWire | undefined): MoneyWire | null {
  return value && Number(value.amount) > 0 ? value : null
}

/** How much of the limit is taken. */
function UsedBar({ position: { exposure, limit } }: { position: CreditPosition }) {
  const { t } = useTranslation('home')
  if (!limit || Number(limit.amount) === 0) return null
  const percent = Math.max(
    0,
    Math.min(100, Math.round((Number(exposure.amount) / Number(limit.amount)) * 100)),
  )
  return (
    <div
      className={styles.bar}
      role="meter"
      aria-label={t('credit.used')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-full={percent >= 90}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  )
}

/** The moment of the figures; one long past wants attention. */
function AsOf({ asOf, now }: { asOf: string | null; now: number }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  if (!asOf) return <p className={styles.terms}>{t('credit.never')}</p>
  const stale = now - Date.parse(asOf) > staleHours * 3_600_000
  return (
    <p className={stale ? styles.stale : styles.terms}>
      {t(stale ? 'credit.stale' : 'credit.asOf', { at: format.dateTime(asOf) })}
    </p>
  )
}
