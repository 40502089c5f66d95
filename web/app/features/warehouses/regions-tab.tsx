import { listRegions, removeRegion, type DeliveryRegion } from '@portal/api/warehouses.ts'
import { IconPencil, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { RegionDialog } from './region-dialog.tsx'
import styles from './warehouses.module.css'
import './texts.ts'

/** Regions of delivery: which warehouses serve the delivery points in them. */
export function RegionsTab({ editable }: { editable: boolean }) {
  const { t } = useTranslation('warehouses')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const regions = useQuery(queryFor(listRegions, {}))
  const [edited, setEdited] = useState<DeliveryRegion | null>(null)
  const remove = useMutation({
    mutationFn: (regionId: string) => call(removeRegion, { params: { regionId } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('removed'))
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  const columns: Column<DeliveryRegion>[] = [
    { key: 'name', title: t('column.regionName'), main: true, cell: ({ name }) => name },
    {
      key: 'warehouses',
      title: t('column.warehouses'),
      cell: ({ warehouses }) =>
        warehouses.length > 0 ? (
          warehouses.map(({ name, active }) => (active ? name : `${name} (${t('off')})`)).join(' → ')
        ) : (
          <span className={styles.soft}>{t('everyWarehouse')}</span>
        ),
    },
    {
      key: 'points',
      title: t('column.points'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: ({ pointCount }) => format.number(pointCount),
    },
  ]
  const actions: Column<DeliveryRegion> = {
    key: 'actions',
    title: '',
    width: 90,
    align: 'end',
    cell: (region) => (
      <span className={styles.actions}>
        <button
          type="button"
          className={controls.icon}
          aria-label={t('editOf', { name: region.name })}
          title={t('edit')}
          onClick={() => setEdited(region)}
        >
          <IconPencil size={16} stroke={1.6} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={controls.icon}
          aria-label={t('removeOf', { name: region.name })}
          disabled={remove.isPending}
          onClick={() => remove.mutate(region.id)}
        >
          <IconX size={16} stroke={1.6} aria-hidden="true" />
        </button>
      </span>
    ),
  }
  return (
    <>
      <DataTable
        label={t('tab.regions')}
        columns={editable ? [...columns, actions] : columns}
        rows={regions.data?.items}
        rowKey={({ id }) => id}
        error={regions.error}
        onRetry={() => void regions.refetch()}
        skeletonRows={4}
        empty={<EmptyState title={t('noRegions')}>{t('noRegionsHint')}</EmptyState>}
      />
      {edited && <RegionDialog region={edited} onClose={() => setEdited(null)} />}
    </>
  )
}
