import { listPriceLists, type PriceListSummary } from '@portal/api/price-lists.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { PriceListDialog } from './price-list-dialog.tsx'
import styles from './price-lists.module.css'
import './texts.ts'

/** Every price list: where it comes from and how many rest on it. */
export function PriceListsScreen() {
  const { t } = useTranslation('price-lists')
  const mayManage = useOperatorPermission('prices.manage')
  const [filter, setFilter] = useUrlState({ search: '' })
  const [creating, setCreating] = useState(false)
  const lists = usePages(listPriceLists, { query: filter })
  const columns = useColumns()
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        {mayManage && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setCreating(true)}
          >
            {t('create')}
          </button>
        )}
      </PageHeader>
      <ListFilters>
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={columns}
        {...lists.table}
        rowKey={(list) => list.id}
        rowLink={(list) => `/office/price-lists/${list.id}`}
        empty={
          filter.search ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={lists.query} />
      {creating && <PriceListDialog list={undefined} onClose={() => setCreating(false)} />}
    </>
  )
}

function useColumns(): Column<PriceListSummary>[] {
  const { t } = useTranslation('price-lists')
  const format = useFormat()
  const count = (
    key: 'prices' | 'contracts' | 'assignments',
    of: (list: PriceListSummary) => number,
  ): Column<PriceListSummary> => ({
    key,
    title: t(`column.${key}`),
    width: 100,
    align: 'end',
    phone: 'labelled',
    cell: (list) => format.number(of(list)),
  })
  return [
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (list) => (
        <>
          <Link className={styles.named} to={`/office/price-lists/${list.id}`}>
            {list.name}
          </Link>{' '}
          <ListMarks list={list} />
        </>
      ),
    },
    {
      key: 'seller',
      title: t('column.seller'),
      width: 170,
      oneLine: true,
      cell: (list) => list.sellerName,
    },
    {
      key: 'currency',
      title: t('column.currency'),
      width: 70,
      phone: 'hidden',
      cell: (list) => list.currency,
    },
    {
      key: 'vat',
      title: t('column.vat'),
      width: 80,
      phone: 'labelled',
      cell: (list) => t(list.includesVat ? 'withVat' : 'withoutVat'),
    },
    {
      ...count('prices', (list) => list.priceCount),
      cell: (list) =>
        list.morePrices
          ? t('moreThan', { value: format.number(list.priceCount) })
          : format.number(list.priceCount),
    },
    count('contracts', (list) => list.contractCount),
    count('assignments', (list) => list.assignmentCount),
    {
      key: 'source',
      title: t('column.source'),
      width: 190,
      oneLine: true,
      cell: (list) => list.source ?? t('byHand'),
    },
    {
      key: 'updated',
      title: t('column.updated'),
      width: 145,
      phone: 'hidden',
      cell: (list) => format.dateTime(list.updatedAt),
    },
  ]
}

/** What makes a list unlike others. */
export function ListMarks({ list }: { list: PriceListSummary }) {
  const { t } = useTranslation('price-lists')
  const format = useFormat()
  return (
    <>
      {list.isBase && <Badge tone="accent">{t('base')}</Badge>}
      {list.kind === 'cost' && <Badge>{t('costs')}</Badge>}
      {list.state === 'not_yet' && (
        <Badge tone="warning">{t('notYet', { date: format.date(list.validFrom) })}</Badge>
      )}
      {list.state === 'over' && <Badge>{t('over')}</Badge>}
      {!list.active && <Badge>{t('off')}</Badge>}
    </>
  )
}
