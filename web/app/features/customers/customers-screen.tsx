import { listCompanies, listManagers, listSegments, type CompanySummary } from '@portal/api/organizations.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { CompanyDialog } from './company-dialog.tsx'
import { CompanyTable } from './company-table.tsx'
import styles from './customers.module.css'
import { GroupSelect } from './group-select.tsx'
import './texts.ts'

const states = ['active', 'blocked', 'inactive'] as const
const noFilter = { search: '', state: '', manager: '', group: '', segment: '' }

/** Every company of every customer, by name; what is looked for stands in the address. */
export function CustomersScreen() {
  const { t } = useTranslation(['customers', 'common'])
  const navigate = useNavigate()
  const me = useMe()
  const [filter, setFilter] = useUrlState(noFilter)
  const [adding, setAdding] = useState(false)
  const managers = useQuery(queryFor(listManagers, {}))
  const segments = useQuery(queryFor(listSegments, {}))
  const state = states.find((one) => one === filter.state)
  const query = {
    search: filter.search,
    managerId: filter.manager,
    groupId: filter.group,
    segment: filter.segment,
    ...(state ? { state } : {}),
  }
  const companies = usePages(listCompanies, { query: { ...query, total: 'true' } })
  const rows: CompanySummary[] | undefined = companies.table.rows
  const total = companies.total
  const filtered = Object.values(filter).some((value) => value !== '')
  const own = managers.data?.items.find((manager) => manager.id === me?.user?.id)
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setAdding(true)}
        >
          {t('newCompany')}
        </button>
      </PageHeader>
      <div className={styles.filters} role="search">
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <select
          className={controls.input}
          aria-label={t('column.state')}
          value={filter.state}
          onChange={(event) => setFilter({ state: event.target.value })}
        >
          <option value="">{t('allStates')}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`state.${one}`)}
            </option>
          ))}
        </select>
        <select
          className={controls.input}
          aria-label={t('column.manager')}
          value={filter.manager}
          onChange={(event) => setFilter({ manager: event.target.value })}
        >
          <option value="">{t('allManagers')}</option>
          {own && <option value={own.id}>{t('mine')}</option>}
          {managers.data?.items
            .filter((manager) => manager !== own)
            .map((manager) => (
              <option key={manager.id} value={manager.id}>
                {manager.name}
              </option>
            ))}
        </select>
        <GroupSelect
          label={t('column.group')}
          hideLabel
          none={t('anyGroup')}
          value={filter.group || null}
          name={rows?.find((row) => row.groupId === filter.group)?.groupName}
          onChange={(group) => setFilter({ group: group ?? '' })}
        />
        <select
          className={controls.input}
          aria-label={t('column.segment')}
          value={filter.segment}
          onChange={(event) => setFilter({ segment: event.target.value })}
        >
          <option value="">{t('allSegments')}</option>
          {segments.data?.items.map(({ segment }) => (
            <option key={segment} value={segment}>
              {segment}
            </option>
          ))}
        </select>
      </div>
      <p className={styles.count} role="status">
        {total === undefined ? '\u00a0' : t('found', { count: total })}
      </p>
      <CompanyTable
        {...companies.table}
        empty={
          filtered ? (
            <EmptyState title={t('nothing')}>
              <p>{t('nothingHint')}</p>
              <button type="button" className={controls.button} onClick={() => setFilter(noFilter)}>
                {t('clearFilters')}
              </button>
            </EmptyState>
          ) : (
            <EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={companies.query} />
      {adding && (
        <CompanyDialog
          managerId={own?.id ?? null}
          onClose={() => setAdding(false)}
          onCreated={(company) => void navigate(`/office/customers/${company.id}`)}
        />
      )}
    </>
  )
}
