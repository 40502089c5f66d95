import { listFailedJobs, type FailedJob } from '@portal/api/jobs.ts'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState, withPatch } from '../../lib/use-url-state.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { JobDialog } from './job-dialog.tsx'
import styles from './jobs.module.css'
import { useTaskName } from './use-task-name.ts'
import './texts.ts'

/** A job that is tried once more and fails again is back in the list by itself. */
const readAgainEvery = 10_000

/** What the portal gave up doing in the background: to be tried once more, or given up by a person. */
export function JobsScreen() {
  const { t } = useTranslation(['jobs', 'common'])
  const format = useFormat()
  const taskName = useTaskName()
  const [search] = useSearchParams()
  const [open, setOpen] = useUrlState({ job: '' })
  const jobs = usePages(listFailedJobs, { query: {} }, { every: () => readAgainEvery })
  const opened = jobs.table.rows?.find(({ id }) => id === open.job)
  const addressOf = (job: FailedJob) => `?${withPatch(search, { job: job.id }).toString()}`
  const columns: Column<FailedJob>[] = [
    {
      key: 'failed',
      title: t('column.failed'),
      width: 170,
      cell: (job) => format.dateTime(job.failedAt),
    },
    {
      key: 'task',
      title: t('column.task'),
      main: true,
      oneLine: true,
      width: 300,
      cell: (job) => (
        <>
          <Link to={addressOf(job)} preventScrollReset>
            {taskName(job.task)}
          </Link>
          {job.subject && <span className={styles.subject}>{job.subject}</span>}
        </>
      ),
    },
    {
      key: 'error',
      title: t('column.error'),
      oneLine: true,
      cell: (job) => job.lastError ?? t('died'),
    },
    {
      key: 'attempts',
      title: t('column.attempts'),
      width: 100,
      align: 'end',
      phone: 'labelled',
      cell: (job) => format.number(job.attempts),
    },
  ]
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')} />
      <DataTable
        label={t('title')}
        columns={columns}
        {...jobs.table}
        rowKey={(job) => job.id}
        rowLink={addressOf}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      />
      <MorePages of={jobs.query} />
      {opened && <JobDialog key={opened.id} job={opened} onClose={() => setOpen({ job: '' })} />}
    </>
  )
}
