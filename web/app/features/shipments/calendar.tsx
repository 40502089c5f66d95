import { getShipmentCalendar, type ExpectedShipment } from '@portal/api/shipment-calendar.ts'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import styles from './calendar.module.css'
import { isMonth, monthAfter, weeksOf } from './month-days.ts'
import './texts.ts'

const tones = { packing: 'neutral', on_way: 'accent', delivered: 'good' } as const

/** What comes on which day: a month of weeks where there is room, the days that have something on a phone. */
export function ReceivingCalendar({ point }: { point: string }) {
  const { t, i18n } = useTranslation('shipments')
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [address, setAddress] = useUrlState({ month: '' })
  const month = isMonth(address.month) ? address.month : today.slice(0, 7)
  const weeks = weeksOf(month)
  const calendar = useQuery({
    ...queryFor(getShipmentCalendar, {
      query: {
        from: weeks[0]![0]!,
        until: weeks.at(-1)!.at(-1)!,
        ...(point && { deliveryPointId: point }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const named = (options: Intl.DateTimeFormatOptions, day: string) =>
    new Intl.DateTimeFormat(i18n.language, { ...options, timeZone: 'UTC' }).format(new Date(day))
  const title = named({ month: 'long', year: 'numeric' }, `${month}-01`)
  const go = (to: string) => setAddress({ month: to === today.slice(0, 7) ? '' : to })
  const byDay = Map.groupBy(calendar.data?.items ?? [], ({ day }) => day)
  const inMonth = [...byDay.keys()].filter((day) => day.startsWith(month))
  return (
    <section aria-label={t('calendar.label', { month: title })}>
      <div className={styles.head}>
        <button
          type="button"
          className={controls.icon}
          aria-label={t('calendar.previous')}
          onClick={() => go(monthAfter(month, -1))}
        >
          <IconChevronLeft size={18} aria-hidden="true" />
        </button>
        <h2 aria-live="polite">{title}</h2>
        <button
          type="button"
          className={controls.icon}
          aria-label={t('calendar.next')}
          onClick={() => go(monthAfter(month, 1))}
        >
          <IconChevronRight size={18} aria-hidden="true" />
        </button>
        {month !== today.slice(0, 7) && (
          <button type="button" className={controls.button} onClick={() => go(today.slice(0, 7))}>
            {t('calendar.today')}
          </button>
        )}
        {calendar.data && calendar.data.undated > 0 && (
          <Link className={styles.soft} to={point ? `/on-the-way?point=${point}` : '/on-the-way'}>
            {t('calendar.undated', { count: calendar.data.undated })}
          </Link>
        )}
      </div>
      {calendar.data?.more && <p className={controls.alert}>{t('calendar.more')}</p>}
      {calendar.error && !calendar.data ? (
        <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />
      ) : calendar.isPending ? (
        <Skeleton lines={5} height={110} />
      ) : (
        <>
          {inMonth.length === 0 && <EmptyState title={t('calendar.nothing')} />}
          <table className={styles.month} aria-busy={calendar.isFetching}>
            <thead>
              <tr>
                {weeks[0]!.map((day) => (
                  <th key={day} scope="col">
                    <abbr title={named({ weekday: 'long' }, day)}>{named({ weekday: 'short' }, day)}</abbr>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week[0]}>
                  {week.map((day) => (
                    <td key={day} data-other={!day.startsWith(month)} data-today={day === today}>
                      <time dateTime={day} className={styles.number}>
                        {Number(day.slice(8))}
                      </time>
                      <Expected shipments={byDay.get(day) ?? []} today={today} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <div className={styles.agenda}>
            {inMonth.map((day) => (
              <section key={day} data-today={day === today}>
                <h3>{named({ weekday: 'short', day: 'numeric', month: 'long' }, day)}</h3>
                <Expected shipments={byDay.get(day) ?? []} today={today} />
              </section>
            ))}
          </div>
        </>
      )}
    </section>
  )
}

function Expected({ shipments, today }: { shipments: readonly ExpectedShipment[]; today: string }) {
  const { t } = useTranslation('shipments')
  const format = useFormat()
  if (shipments.length === 0) return null
  return (
    <ul className={styles.list}>
      {shipments.map(({ id, number, status, day, deliveryPointName, carrier, packages, orders }) => {
        const late = status !== 'delivered' && day < today
        return (
          <li key={id} data-status={status} data-late={late}>
            <span className={styles.top}>
              <Link to={`/orders/${orders[0]!.id}`} title={t('order', { number: orders[0]!.number })}>
                {t('number', { number })}
              </Link>
              <Badge tone={late ? 'warning' : tones[status]}>
                {late ? t('late') : t(`status.${status}`)}
              </Badge>
            </span>
            <span className={styles.soft}>
              {[
                deliveryPointName,
                carrier,
                packages !== null &&
                  t('calendar.place', { count: packages, formatted: format.number(packages) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
