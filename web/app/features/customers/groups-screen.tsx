import { listGroups } from '@portal/api/organizations.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import styles from './customers.module.css'
import { GroupDialog } from './group-dialog.tsx'
import './texts.ts'

type GroupSummary = OutputOf<typeof listGroups>['items'][number]

/** Umbrellas over the companies of one customer. */
export function GroupsScreen() {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const navigate = useNavigate()
  const [filter, setFilter] = useUrlState({ search: '' })
  const [adding, setAdding] = useState(false)
  const groups = usePages(listGroups, { query: filter })
  const columns: Column<GroupSummary>[] = [
    {
      key: 'name',
      title: t('groups.name'),
      main: true,
      width: 360,
      cell: (group) => <Link to={`/office/groups/${group.id}`}>{group.name}</Link>,
    },
    { key: 'note', title: t('groups.note'), oneLine: true, cell: (group) => group.note },
    {
      key: 'companies',
      title: t('groups.companies'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: (group) => format.number(group.companyCount),
    },
  ]
  return (
    <>
      <title>{t('groups.title')}</title>
      <PageHeader title={t('groups.title')}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setAdding(true)}
        >
          {t('groups.add')}
        </button>
      </PageHeader>
      <div className={styles.search} role="search">
        <SearchField
          label={t('groups.search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
      </div>
      <DataTable
        label={t('groups.title')}
        columns={columns}
        {...groups.table}
        rowKey={(group) => group.id}
        rowLink={(group) => `/office/groups/${group.id}`}
        empty={
          filter.search ? (
            <EmptyState title={t('groups.nothing')}>{t('nothingHint')}</EmptyState>
          ) : (
            <EmptyState title={t('groups.empty')}>{t('groups.emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={groups.query} />
      {adding && (
        <GroupDialog
          onClose={() => setAdding(false)}
          onCreated={(groupId) => void navigate(`/office/groups/${groupId}`)}
        />
      )}
    </>
  )
}
