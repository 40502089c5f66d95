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
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { CompanyDialog } from './company-dialog.tsx'
import { CompanyTable } from './company-table.tsx'
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
      <ListFilters count={total !== undefined && t('found', { count: total })}>
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
        <FilterSelect
          label={t('column.manager')}
          all={t('allManagers')}
          options={[
            ...(own ? [[own.id, t('mine')] as const] : []),
            ...(managers.data?.items ?? [])
              .filter((manager) => manager !== own)
              .map((manager) => [manager.id, manager.name] as const),
          ]}
          value={filter.manager}
          onChange={(manager) => setFilter({ manager })}
        />
        <GroupSelect
          label={t('column.group')}
          hideLabel
          none={t('anyGroup')}
          value={filter.group || null}
          name={rows?.find((row) => row.groupId === filter.group)?.groupName}
          onChange={(group) => setFilter({ group: group ?? '' })}
        />
        <FilterSelect
          label={t('column.segment')}
          all={t('allSegments')}
          options={(segments.data?.items ?? []).map(({ segment }) => [segment, segment])}
          value={filter.segment}
          onChange={(segment) => setFilter({ segment })}
        />
      </ListFilters>
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
