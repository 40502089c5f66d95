import type { DeliveryPoint } from '@portal/api/organizations.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './customers.module.css'
import { PointRegion } from './point-region.tsx'
import { PointDialog } from './point-dialog.tsx'
import './texts.ts'

/** Where a company's goods are brought; without its id it is the company of the buyer who looks. */
export function PointsTab({
  companyId,
  points,
  editable = true,
}: {
  companyId?: string
  points: readonly DeliveryPoint[]
  editable?: boolean
}) {
  const { t } = useTranslation(['customers', 'common'])
  const [editing, setEditing] = useState<DeliveryPoint | 'new' | null>(null)
  const columns: Column<DeliveryPoint>[] = [
    {
      key: 'name',
      title: t('points.name'),
      main: true,
      cell: (point) => (
        <span className={styles.badges}>
          {point.name}
          {point.isDefault && <Badge tone="accent">{t('points.default')}</Badge>}
          {!point.active && <Badge>{t('points.closed')}</Badge>}
        </span>
      ),
    },
    { key: 'address', title: t('points.address'), cell: (point) => point.address },
    {
      key: 'consignee',
      title: t('points.consignee'),
      width: 200,
      oneLine: true,
      cell: (point) => point.consignee,
    },
    {
      key: 'contact',
      title: t('points.contact'),
      width: 200,
      cell: (point) =>
        (point.contactName ?? point.contactPhone) && (
          <span className={styles.name}>
            {point.contactName}
            <span>{point.contactPhone}</span>
          </span>
        ),
    },
    ...(companyId
      ? [
          {
            key: 'region',
            title: t('points.region'),
            width: 190,
            phone: 'rest' as const,
            cell: (point: DeliveryPoint) => <PointRegion companyId={companyId} point={point} />,
          },
        ]
      : []),
    {
      key: 'change',
      title: '',
      width: 110,
      align: 'end',
      cell: (point) => (
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          aria-label={t('points.changeOf', { name: point.name })}
          onClick={() => setEditing(point)}
        >
          {t('change', { ns: 'common' })}
        </button>
      ),
    },
  ]
  return (
    <>
      <div className={styles.toolbar}>
        <span />
        {editable && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setEditing('new')}
          >
            {t('points.add')}
          </button>
        )}
      </div>
      <DataTable
        label={t('tab.points')}
        columns={editable ? columns : columns.slice(0, -1)}
        rows={points}
        rowKey={(point) => point.id}
        empty={<EmptyState title={t('points.empty')}>{t('points.emptyHint')}</EmptyState>}
      />
      {editing && (
        <PointDialog
          companyId={companyId}
          point={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}
