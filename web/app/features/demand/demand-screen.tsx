import { demandSort, listDemand, type DemandRow } from '@portal/api/subscriptions.ts'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState, withPatch } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import officeList from '../../ui/office-list.module.css'
import styles from './demand.module.css'
import { WaitingDialog } from './waiting-dialog.tsx'
import './texts.ts'

/** What buyers wait for: how many, how much they ask for, since when; a purchaser takes it away as a file. */
export function DemandScreen() {
  const { t } = useTranslation('demand')
  const format = useFormat()
  const [search] = useSearchParams()
  const [filter, setFilter] = useUrlState({ search: '', sort: '-subscribers', product: '' })
  const sort = demandSort.options.find((one) => one === filter.sort) ?? '-subscribers'
  const asked = { search: filter.search, sort, total: 'true' }
  const list = usePages(listDemand, { query: asked })
  const total = list.total
  const whoOf = (row: DemandRow) => `?${withPatch(search, { product: row.productId }).toString()}`
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        <Export kind="csv" search={filter.search} sort={sort} />
        <Export kind="xlsx" search={filter.search} sort={sort} />
      </PageHeader>
      <ListFilters
        count={total !== undefined && t('count', { count: total, formatted: format.number(total) })}
      >
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('sort.label')}
          options={demandSort.options.map((one) => [one, t(`sort.${one}`)])}
          value={sort}
          onChange={(sort) => setFilter({ sort })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={useColumns(whoOf)}
        {...list.table}
        rowKey={(row) => row.productId}
        rowLink={whoOf}
        empty={
          filter.search ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={list.query} />
      {filter.product && (
        <WaitingDialog productId={filter.product} onClose={() => setFilter({ product: '' })} />
      )}
    </>
  )
}

/** The whole list in this order, as a file of the server: it holds more rows than the page has read. */
function Export({ kind, search, sort }: { kind: 'csv' | 'xlsx'; search: string; sort: string }) {
  const { t } = useTranslation('demand')
  const query = new URLSearchParams({ sort, ...(search ? { search } : {}) })
  return (
    <a className={controls.button} href={`/api/office/demand.${kind}?${query.toString()}`} download>
      <IconDownload size={18} aria-hidden="true" />
      {t(kind === 'csv' ? 'exportCsv' : 'exportXlsx')}
    </a>
  )
}

function useColumns(whoOf: (row: DemandRow) => string): readonly Column<DemandRow>[] {
  const { t } = useTranslation('demand')
  const format = useFormat()
  const inUnits = (value: string | null, row: DemandRow) =>
    value !== null && `${format.number(value)} ${row.unit}`
  return [
    {
      key: 'article',
      title: t('column.article'),
      width: 150,
      oneLine: true,
      cell: (row) => <span className={styles.article}>{row.article}</span>,
    },
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (row) => (
        <Link to={whoOf(row)} preventScrollReset>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'brand',
      title: t('column.brand'),
      width: 120,
      oneLine: true,
      phone: 'hidden',
      cell: (row) => row.brand,
    },
    {
      key: 'waiting',
      title: t('column.waiting'),
      width: 124,
      cell: (row) => (
        <>
          <b>{t('people', { count: row.subscribers, formatted: format.number(row.subscribers) })}</b>
          <span className={officeList.under}>
            {t('companies', { count: row.companies, formatted: format.number(row.companies) })}
          </span>
        </>
      ),
    },
    {
      key: 'wanted',
      title: t('column.wanted'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: (row) => inUnits(row.wantedQuantity, row),
    },
    {
      key: 'free',
      title: t('column.free'),
      width: 104,
      align: 'end',
      phone: 'labelled',
      cell: (row) => inUnits(row.free, row),
    },
    {
      key: 'lot',
      title: t('column.lot'),
      width: 130,
      align: 'end',
      phone: 'labelled',
      cell: (row) =>
        row.nextLot && (
          <>
            {`+${format.number(row.nextLot.quantity)} ${row.unit}`}
            <span className={officeList.under}>{format.date(row.nextLot.eta)}</span>
          </>
        ),
    },
    {
      key: 'first',
      title: t('column.first'),
      width: 116,
      phone: 'labelled',
      cell: (row) => format.date(row.firstAt),
    },
    {
      key: 'last',
      title: t('column.last'),
      width: 116,
      phone: 'hidden',
      cell: (row) => format.date(row.lastAt),
    },
  ]
}
