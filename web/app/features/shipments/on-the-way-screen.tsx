import { listShipments, type Shipment } from '@portal/api/shipments.ts'
import { listOwnDeliveryPoints } from '@portal/api/warehouses.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
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
  const shipments = usePages(listShipments, { query }, { enabled: tab !== 'calendar' })
  const items = shipments.table.rows
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')} note={t('note')} />
      <Tabs label={t('title')} tabs={tabs.map((key) => ({ key, label: t(`tab.${key}`) }))} />
      {points.length > 1 && (
        <ListFilters>
          <FilterSelect
            label={t('point')}
            all={t('allPoints')}
            options={points.map(({ id, name }) => [id, name])}
            value={point}
            onChange={(point) => setFilter({ point })}
          />
        </ListFilters>
      )}
      {tab === 'calendar' && <ReceivingCalendar point={point} />}
      {tab !== 'calendar' && (
        <>
          {shipments.query.error && !items && (
            <ErrorState error={shipments.query.error} onRetry={shipments.table.onRetry} />
          )}
          {shipments.query.isPending && <Skeleton lines={4} height={84} />}
          {items?.length === 0 &&
            (status === 'coming' ? (
              <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
            ) : (
              <EmptyState title={t('emptyDelivered')} />
            ))}
          {items && <Days shipments={items} />}
          <MorePages of={shipments.query} />
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
