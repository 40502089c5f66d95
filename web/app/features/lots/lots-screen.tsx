import { listLots, type Lot } from '@portal/api/lots.ts'
import { listWarehouses } from '@portal/api/warehouses.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { LotDialog } from './lot-dialog.tsx'
import { PasteLotsDialog } from './paste-lots-dialog.tsx'
import { useLotColumns } from './use-lot-columns.tsx'
import './texts.ts'

const states = ['expected', 'overdue', 'received', 'cancelled'] as const

/** Goods on their way to the warehouses: when, how many, and how much of it is promised already. */
export function LotsScreen() {
  const { t } = useTranslation('lots')
  const format = useFormat()
  const mayManage = useOperatorPermission('goods.manage')
  const [filter, setFilter] = useUrlState({ search: '', state: 'expected', warehouse: '', product: '' })
  const [editing, setEditing] = useState<Lot | 'new' | null>(null)
  const [pasting, setPasting] = useState(false)
  const warehouses = useQuery(queryFor(listWarehouses, {}))
  const asked = {
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.warehouse ? { warehouseId: filter.warehouse } : {}),
    ...(filter.product ? { productId: filter.product } : {}),
    state: states.find((one) => one === filter.state),
  }
  const lots = usePages(listLots, { query: { ...asked, total: 'true' } })
  const total = lots.total
  const columns = useLotColumns(mayManage ? setEditing : undefined)
  const filtered = filter.search !== '' || filter.warehouse !== '' || filter.product !== ''
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        {mayManage && (
          <>
            <button type="button" className={controls.button} onClick={() => setPasting(true)}>
              {t('paste')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.primary}`}
              onClick={() => setEditing('new')}
            >
              {t('add')}
            </button>
          </>
        )}
      </PageHeader>
      <ListFilters count={total !== undefined && t('count', { count: total, value: format.number(total) })}>
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('stateLabel')}
          options={[...states.map((state) => [state, t(`state.${state}`)] as const), ['all', t('state.all')]]}
          value={filter.state}
          onChange={(state) => setFilter({ state })}
        />
        <FilterSelect
          label={t('warehouse')}
          all={t('allWarehouses')}
          options={(warehouses.data?.items ?? []).map((one) => [one.id, one.name])}
          value={filter.warehouse}
          onChange={(warehouse) => setFilter({ warehouse })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={columns}
        {...lots.table}
        rowKey={(row) => row.id}
        empty={
          filtered || filter.state !== 'expected' ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={lots.query} />
      {editing && (
        <LotDialog lot={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {pasting && <PasteLotsDialog onClose={() => setPasting(false)} />}
    </>
  )
}
