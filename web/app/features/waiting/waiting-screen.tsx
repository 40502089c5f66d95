import { listWaitedProducts, type WaitedProduct } from '@portal/api/absent-goods.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import officeList from '../../ui/office-list.module.css'
import { MorePages } from '../../ui/more-pages.tsx'
import './texts.ts'

const filters = ['oversold', 'asked', 'unanswered', 'held'] as const

/** What orders wait for: how much, how many lines, what covers it, and what is promised beyond that. */
export function WaitingScreen() {
  const { t } = useTranslation('waiting')
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ search: '', only: '' })
  const asked = {
    ...(filter.search ? { search: filter.search } : {}),
    only: filters.find((one) => one === filter.only),
  }
  const list = usePages(listWaitedProducts, { query: { ...asked, total: 'true' } })
  const total = list.total
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        <Link className={controls.button} to="/office/lots">
          {t('lots')}
        </Link>
        <Link className={controls.button} to="/office/absent-rules">
          {t('rules')}
        </Link>
      </PageHeader>
      <ListFilters count={total !== undefined && t('count', { count: total, value: format.number(total) })}>
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('onlyLabel')}
          all={t('only.all')}
          options={filters.map((one) => [one, t(`only.${one}`)])}
          value={filter.only}
          onChange={(only) => setFilter({ only })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={useColumns()}
        {...list.table}
        rowKey={(row) => row.productId}
        rowLink={(row) => `/office/waiting/${row.productId}`}
        empty={
          filter.search || filter.only ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={list.query} />
    </>
  )
}

function useColumns(): Column<WaitedProduct>[] {
  const { t } = useTranslation('waiting')
  const format = useFormat()
  return [
    {
      key: 'article',
      title: t('column.article'),
      width: 150,
      oneLine: true,
      cell: (row) => <span className={officeList.code}>{row.article}</span>,
    },
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (row) => (
        <>
          <Link to={`/office/waiting/${row.productId}`}>{row.name}</Link>{' '}
          {row.askedCount > 0 && (
            <Badge tone="warning">
              {t('asked', { count: row.askedCount, value: format.number(row.askedCount) })}
            </Badge>
          )}{' '}
          {row.unansweredCount > 0 && (
            <Badge tone="warning">
              {t('unanswered', { count: row.unansweredCount, value: format.number(row.unansweredCount) })}
            </Badge>
          )}{' '}
          {row.heldCount > 0 && (
            <Badge tone="warning">
              {t('held', { count: row.heldCount, value: format.number(row.heldCount) })}
            </Badge>
          )}
        </>
      ),
    },
    {
      key: 'waiting',
      title: t('column.waiting'),
      width: 130,
      align: 'end',
      phone: 'labelled',
      cell: (row) => (
        <>
          <b>{format.number(row.waiting)}</b> <span className={officeList.soft}>{row.unitName}</span>
        </>
      ),
    },
    {
      key: 'orders',
      title: t('column.orders'),
      width: 90,
      align: 'end',
      phone: 'labelled',
      cell: (row) => format.number(row.orderCount),
    },
    {
      key: 'lot',
      title: t('column.lot'),
      width: 190,
      phone: 'labelled',
      cell: (row) =>
        row.nearestLot ? (
          <>
            {t('lotOf', {
              quantity: format.number(row.nearestLot.quantity),
              date: format.date(row.nearestLot.eta),
            })}
            <span className={officeList.under}>
              {row.nearestLot.confirmed
                ? t('lotFree', { quantity: format.number(row.nearestLot.free) })
                : t('lotUnconfirmed')}
            </span>
          </>
        ) : (
          <span className={officeList.soft}>{t('noLot')}</span>
        ),
    },
    {
      key: 'oversold',
      title: t('column.oversold'),
      width: 120,
      align: 'end',
      phone: 'labelled',
      cell: (row) =>
        row.oversold !== '0' && <span className={officeList.late}>{format.number(row.oversold)}</span>,
    },
    {
      key: 'since',
      title: t('column.since'),
      width: 120,
      phone: 'labelled',
      cell: (row) => format.date(row.since),
    },
  ]
}
