import { listWarehouses, type Warehouse } from '@portal/api/warehouses.ts'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { RegionDialog } from './region-dialog.tsx'
import { RegionsTab } from './regions-tab.tsx'
import { WarehouseContracts } from './warehouse-contracts.tsx'
import { WarehouseDialog } from './warehouse-dialog.tsx'
import styles from './warehouses.module.css'
import './texts.ts'

const tabs = ['warehouses', 'regions'] as const

/** Warehouses, and the regions of delivery that they serve (function 48). */
export function WarehousesScreen() {
  const { t } = useTranslation('warehouses')
  const tab = useTab(tabs)
  const keepsGoods = useOperatorPermission('goods.manage')
  const keepsTerms = useOperatorPermission('contracts.manage')
  const [creating, setCreating] = useState(false)
  const mayCreate = tab === 'warehouses' ? keepsGoods : keepsTerms
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        {mayCreate && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setCreating(true)}
          >
            {t(tab === 'warehouses' ? 'create' : 'createRegion')}
          </button>
        )}
      </PageHeader>
      <Tabs label={t('title')} tabs={tabs.map((key) => ({ key, label: t(`tab.${key}`) }))} />
      {tab === 'warehouses' ? <WarehouseTable editable={keepsGoods} /> : <RegionsTab editable={keepsTerms} />}
      {creating && tab === 'warehouses' && (
        <WarehouseDialog warehouse={null} onClose={() => setCreating(false)} />
      )}
      {creating && tab === 'regions' && <RegionDialog region={null} onClose={() => setCreating(false)} />}
    </>
  )
}

function WarehouseTable({ editable }: { editable: boolean }) {
  const { t } = useTranslation('warehouses')
  const format = useFormat()
  const warehouses = useQuery(queryFor(listWarehouses, {}))
  const [edited, setEdited] = useState<Warehouse | null>(null)
  const [asked, setAsked] = useState<Warehouse | null>(null)
  const columns: Column<Warehouse>[] = [
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: ({ name, active }) => (
        <>
          {name}
          {!active && (
            <span className={styles.off}>
              <Badge>{t('off')}</Badge>
            </span>
          )}
        </>
      ),
    },
    { key: 'region', title: t('column.region'), width: 150, phone: 'labelled', cell: ({ region }) => region },
    { key: 'address', title: t('column.address'), width: 280, cell: ({ address }) => address },
    {
      key: 'serves',
      title: t('column.serves'),
      width: 220,
      phone: 'labelled',
      cell: ({ regions }) =>
        regions.length > 0 ? (
          regions.map(({ name }) => name).join(', ')
        ) : (
          <span className={styles.soft}>{t('anywhere')}</span>
        ),
    },
    {
      key: 'products',
      title: t('column.products'),
      width: 100,
      align: 'end',
      phone: 'labelled',
      cell: ({ productCount }) => format.number(productCount),
    },
    {
      key: 'contracts',
      title: t('column.contracts'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: (warehouse) =>
        warehouse.contractCount === 0 ? (
          '0'
        ) : (
          <button
            type="button"
            className={styles.count}
            aria-label={t('contractsOf', {
              count: warehouse.contractCount,
              value: format.number(warehouse.contractCount),
              name: warehouse.name,
            })}
            onClick={() => setAsked(warehouse)}
          >
            {format.number(warehouse.contractCount)}
          </button>
        ),
    },
  ]
  const actions: Column<Warehouse> = {
    key: 'actions',
    title: '',
    width: 84,
    align: 'end',
    cell: (warehouse) => (
      <button
        type="button"
        className={controls.icon}
        aria-label={t('editOf', { name: warehouse.name })}
        title={t('edit')}
        onClick={() => setEdited(warehouse)}
      >
        <IconPencil size={16} stroke={1.6} aria-hidden="true" />
      </button>
    ),
  }
  return (
    <>
      <DataTable
        label={t('tab.warehouses')}
        columns={editable ? [...columns, actions] : columns}
        rows={warehouses.data?.items}
        rowKey={({ id }) => id}
        error={warehouses.error}
        onRetry={() => void warehouses.refetch()}
        skeletonRows={4}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      />
      {edited && <WarehouseDialog warehouse={edited} onClose={() => setEdited(null)} />}
      {asked && <WarehouseContracts warehouse={asked} onClose={() => setAsked(null)} />}
    </>
  )
}
