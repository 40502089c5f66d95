import { listShipments, type Shipment } from '@portal/api/shipments.ts'
import { listOwnDeliveryPoints } from '@portal/api/warehouses.ts'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { ReceivingCalendar } from './calendar.tsx'
import { ShipmentCard } from './shipment-card.tsx'
import styles from './shipments.module.css'
import './texts.ts'

const tabs = ['coming', 'calendar', 'delivered'] as const

/** What is on its way to the company, by the day on which it is expected (function 12b). */
export function OnTheWayScreen() {
  const { t } = useTranslation(['shipments', 'common'])
  const tab = useTab(tabs)
  const status: 'coming' | 'delivered' = tab === 'delivered' ? tab : 'coming'
  const [{ point }, setFilter] = useUrlState({ point: '' })
  const points = useQuery(queryFor(listOwnDeliveryPoints, {})).data?.items ?? []
  const query = { status, ...(point && { deliveryPointId: point }) }
  const shipments = useInfiniteQuery({
    queryKey: ['orders', listShipments.path, query],
    queryFn: ({ pageParam, signal }) =>
      call(listShipments, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    enabled: tab !== 'calendar',
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const items = shipments.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')} note={t('note')} />
      <Tabs label={t('title')} tabs={tabs.map((key) => ({ key, label: t(`tab.${key}`) }))} />
      {points.length > 1 && (
        <div className={styles.filters}>
          <select
            className={controls.input}
            aria-label={t('point')}
            value={point}
            onChange={(event) => setFilter({ point: event.target.value })}
          >
            <option value="">{t('allPoints')}</option>
            {points.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {tab === 'calendar' && <ReceivingCalendar point={point} />}
      {tab !== 'calendar' && (
        <>
          {shipments.error && !items && (
            <ErrorState error={shipments.error} onRetry={() => void shipments.refetch()} />
          )}
          {shipments.isPending && <Skeleton lines={4} height={84} />}
          {items?.length === 0 &&
            (status === 'coming' ? (
              <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
            ) : (
              <EmptyState title={t('emptyDelivered')} />
            ))}
          {items && <Days shipments={items} />}
          {shipments.hasNextPage && (
            <button type="button" className={controls.button} onClick={() => void shipments.fetchNextPage()}>
              {t('more', { ns: 'common' })}
            </button>
          )}
        </>
      )}
    </>
  )
}

/** The days of receiving, in their order; what has no day yet comes last. */
function Days({ shipments }: { shipments: readonly Shipment[] }) {
  const { t } = useTranslation('shipments')
  const format = useFormat()
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const days = Map.groupBy(shipments, ({ deliveredOn, plannedOn }) => deliveredOn ?? plannedOn)
  return [...days].map(([day, own]) => (
    <section key={day ?? ''} className={styles.day}>
      <h2>
        {day ? format.date(day) : t('noDate')}
        {day && day < today && own.some(({ status }) => status !== 'delivered') && (
          <Badge tone="warning">{t('late')}</Badge>
        )}
      </h2>
      {own.map((shipment) => (
        <ShipmentCard key={shipment.id} shipment={shipment} orderPath={(id) => `/orders/${id}`} />
      ))}
    </section>
  ))
}
