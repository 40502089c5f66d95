import { listFamilies, type FamilyRow } from '@portal/api/families.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, FilterTick, ListFilters } from '../../ui/list-filters.tsx'
import officeList from '../../ui/office-list.module.css'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './families.module.css'
import './texts.ts'

const origins = ['office', 'exchange'] as const

/** Families by name; those in which something is wrong can be looked at alone. */
export function FamilyList() {
  const { t } = useTranslation(['families', 'common'])
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ search: '', from: '', trouble: '' })
  const asked = {
    ...(filter.search ? { search: filter.search } : {}),
    from: origins.find((one) => one === filter.from),
    ...(filter.trouble ? { trouble: 'true' as const } : {}),
  }
  const list = usePages(listFamilies, { query: { ...asked, total: 'true' } })
  const total = list.total
  const filtered = Boolean(filter.search || filter.from || filter.trouble)
  return (
    <>
      <ListFilters
        count={total !== undefined && t('count', { count: total, formatted: format.number(total) })}
      >
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('from.label')}
          all={t('from.any')}
          options={origins.map((one) => [one, t(`from.${one}`)])}
          value={filter.from}
          onChange={(from) => setFilter({ from })}
        />
        <FilterTick
          label={t('onlyTrouble')}
          value={filter.trouble}
          onChange={(trouble) => setFilter({ trouble })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={useColumns()}
        {...list.table}
        rowKey={(row) => row.id}
        rowLink={(row) => `/office/families/${row.id}`}
        empty={
          filtered ? (
            <EmptyState title={t('noneFound')} />
          ) : (
            <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
          )
        }
      />
      <MorePages of={list.query} />
    </>
  )
}

function useColumns(): Column<FamilyRow>[] {
  const { t } = useTranslation('families')
  const format = useFormat()
  return [
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (row) => <Link to={`/office/families/${row.id}`}>{row.name}</Link>,
    },
    {
      key: 'axes',
      title: t('column.axes'),
      width: 250,
      cell: (row) =>
        row.axes.length > 0 ? row.axes.join(' × ') : <span className={officeList.soft}>{t('noAxes')}</span>,
    },
    {
      key: 'members',
      title: t('column.members'),
      width: 100,
      align: 'end',
      phone: 'labelled',
      cell: (row) => format.number(row.memberCount),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 190,
      phone: 'rest',
      cell: (row) => (
        <span className={styles.badges}>
          {row.conflictCount > 0 && (
            <Badge tone="danger">
              {t('conflicts', { count: row.conflictCount, formatted: format.number(row.conflictCount) })}
            </Badge>
          )}
          {row.unplacedCount > 0 && (
            <Badge tone="warning">
              {t('unplaced', { count: row.unplacedCount, formatted: format.number(row.unplacedCount) })}
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: 'origin',
      title: t('column.origin'),
      width: 190,
      phone: 'hidden',
      cell: (row) => (
        <span className={officeList.soft}>
          {row.editedAt && `${format.date(row.editedAt)}, `}
          {t(
            row.fromExchange ? (row.editedAt ? 'origin.exchangeEdited' : 'origin.exchange') : 'origin.office',
          )}
        </span>
      ),
    },
  ]
}
