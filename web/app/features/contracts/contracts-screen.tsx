import { listContracts, type ContractSummary } from '@portal/api/contracts.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { lastDayOf } from './last-day.ts'
import { StateBadge } from './state-badge.tsx'
import './texts.ts'

const states = ['in_force', 'not_yet', 'expired', 'suspended', 'terminated'] as const

/** Every contract of every customer. */
export function ContractsScreen() {
  const { t } = useTranslation('contracts')
  const [filter, setFilter] = useUrlState({ search: '', state: '' })
  const state = states.find((one) => one === filter.state)
  const contracts = usePages(listContracts, {
    query: { search: filter.search, ...(state ? { state } : {}) },
  })
  const filtered = filter.search !== '' || filter.state !== ''
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} />
      <ListFilters>
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('column.state')}
          all={t('allStates')}
          options={states.map((one) => [one, t(`state.${one}`)])}
          value={filter.state}
          onChange={(state) => setFilter({ state })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={useColumns()}
        {...contracts.table}
        rowKey={(row) => row.id}
        rowLink={(row) => `/office/contracts/${row.id}`}
        empty={
          filtered ? (
            <EmptyState title={t('nothing')}>
              <button
                type="button"
                className={controls.button}
                onClick={() => setFilter({ search: '', state: '' })}
              >
                {t('reset')}
              </button>
            </EmptyState>
          ) : (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={contracts.query} />
    </>
  )
}

function useColumns(): Column<ContractSummary>[] {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  return [
    {
      key: 'number',
      title: t('column.number'),
      width: 140,
      oneLine: true,
      cell: (row) => <Link to={`/office/contracts/${row.id}`}>{row.number}</Link>,
    },
    { key: 'company', title: t('column.company'), main: true, cell: (row) => row.companyName },
    { key: 'state', title: t('column.state'), width: 130, cell: (row) => <StateBadge state={row.state} /> },
    {
      key: 'until',
      title: t('column.until'),
      width: 120,
      phone: 'labelled',
      cell: (row) => (row.validUntil ? format.date(lastDayOf(row.validUntil)) : t('dates.always')),
    },
    {
      key: 'priceList',
      title: t('column.priceList'),
      width: 170,
      phone: 'hidden',
      oneLine: true,
      cell: (row) => row.priceListName ?? t('field.basePriceList'),
    },
    {
      key: 'discount',
      title: t('column.discount'),
      width: 90,
      align: 'end',
      phone: 'labelled',
      cell: (row) => (row.discountPercent === '0' ? '' : `${format.number(row.discountPercent)} %`),
    },
    {
      key: 'payment',
      title: t('column.payment'),
      width: 160,
      cell: (row) =>
        row.paymentTerms === 'credit'
          ? t('payment.credit', { count: row.paymentDays })
          : t(`payment.${row.paymentTerms}`),
    },
    { key: 'seller', title: t('column.seller'), width: 170, phone: 'hidden', cell: (row) => row.sellerName },
  ]
}
