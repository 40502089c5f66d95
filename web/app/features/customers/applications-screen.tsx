import { listApplications, type Application } from '@portal/api/applications.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState, withPatch } from '../../lib/use-url-state.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { ApplicationDialog } from './application-dialog.tsx'
import styles from './customers.module.css'
import './texts.ts'

const tabs = ['new', 'checking', 'approved', 'rejected', 'all'] as const

const tones: Record<Application['state'], Tone> = {
  new: 'warning',
  checking: 'accent',
  approved: 'good',
  rejected: 'neutral',
}

/** Those who want to buy here; the one that is open stands in the address. */
export function ApplicationsScreen() {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const tab = useTab(tabs, 'state')
  const [search] = useSearchParams()
  const [{ application }, setOpen] = useUrlState({ application: '' })
  const [now] = useState(() => Date.now())
  const query = tab === 'all' ? {} : { state: tab }
  const applications = usePages(listApplications, { query })
  const addressOf = (row: Application) => `?${withPatch(search, { application: row.id }).toString()}`
  const decidedToo = tab !== 'new' && tab !== 'checking'
  const columns: (Column<Application> | false)[] = [
    {
      key: 'company',
      title: t('applications.company'),
      main: true,
      cell: (row) => (
        <span className={styles.name}>
          <Link to={addressOf(row)}>{row.companyName}</Link>
          <span className={styles.number}>
            {row.inn}
            {row.kpp && ` / ${row.kpp}`}
          </span>
        </span>
      ),
    },
    {
      key: 'contact',
      title: t('applications.contact'),
      width: 280,
      cell: (row) => (
        <span className={styles.name}>
          {row.contactName}
          <span>
            {row.email}
            {row.phone && ` · ${row.phone}`}
          </span>
        </span>
      ),
    },
    {
      key: 'waiting',
      title: t('applications.sent'),
      width: 160,
      cell: (row) => (
        <time dateTime={row.createdAt} title={format.dateTime(row.createdAt)}>
          {format.ago(row.createdAt, now)}
        </time>
      ),
    },
    decidedToo && {
      key: 'decided',
      title: t('applications.decided'),
      width: 200,
      phone: 'hidden',
      cell: (row) =>
        row.decidedAt && (
          <span className={styles.name}>
            {format.dateTime(row.decidedAt)}
            <span>{row.decidedByName}</span>
          </span>
        ),
    },
    {
      key: 'state',
      title: t('applications.stateColumn'),
      width: 220,
      cell: (row) => (
        <span className={styles.badges}>
          <Badge tone={tones[row.state]}>{t(`applications.one.${row.state}`)}</Badge>
          {row.joinsCompanyId && <Badge tone="warning">{t('applications.joins')}</Badge>}
        </span>
      ),
    },
  ]
  return (
    <>
      <title>{t('applications.title')}</title>
      <PageHeader title={t('applications.title')} />
      <Tabs
        label={t('applications.title')}
        param="state"
        tabs={tabs.map((key) => ({
          key,
          label: key === 'all' ? t('applications.all') : t(`applications.state.${key}`),
        }))}
      />
      <DataTable
        label={t('applications.title')}
        columns={columns.filter((column) => column !== false)}
        {...applications.table}
        rowKey={(row) => row.id}
        rowLink={addressOf}
        empty={<EmptyState title={t(`applications.empty.${tab}`)}>{t('applications.emptyHint')}</EmptyState>}
      />
      <MorePages of={applications.query} />
      {application && (
        <ApplicationDialog
          key={application}
          applicationId={application}
          onClose={() => setOpen({ application: '' })}
        />
      )}
    </>
  )
}
