import { listJobs, type Job } from '@portal/api/exchange.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, ProgressBar } from '../../ui/states.tsx'
import styles from './exchange.module.css'
import './texts.ts'

export const jobTones: Record<Job['state'], Tone> = {
  received: 'neutral',
  running: 'accent',
  done: 'good',
  failed: 'danger',
}

const states = ['received', 'running', 'done', 'failed'] as const

export function recordsOf(job: Job): number {
  return Object.values(job.counts).reduce((total, one) => total + one.read, 0)
}

/** Files that came and went, the newest first, with a moving bar while one loads. */
export function JobList() {
  const { t } = useTranslation(['exchange', 'common'])
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ state: '' })
  const state = states.find((one) => one === filter.state)
  const jobs = useInfiniteQuery({
    queryKey: ['exchange', listJobs.path, state],
    queryFn: ({ pageParam, signal }) =>
      call(
        listJobs,
        { query: { ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const columns: Column<Job>[] = [
    {
      key: 'file',
      title: t('column.file'),
      main: true,
      oneLine: true,
      cell: (job) => (
        <Link to={`/office/exchange/jobs/${job.id}`}>
          {job.direction === 'in' ? '→' : '←'} {job.fileName}
        </Link>
      ),
    },
    {
      key: 'connection',
      title: t('column.connection'),
      width: 220,
      oneLine: true,
      cell: (job) => job.connectionName,
    },
    {
      key: 'received',
      title: t('column.received'),
      width: 150,
      cell: (job) => format.dateTime(job.receivedAt),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 150,
      cell: (job) =>
        job.state === 'running' ? (
          <ProgressBar percent={job.progress} label={t('state.running')} />
        ) : (
          <Badge tone={jobTones[job.state]}>{t(`state.${job.state}`)}</Badge>
        ),
    },
    {
      key: 'records',
      title: t('column.records'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: (job) => format.number(recordsOf(job)),
    },
    {
      key: 'rows',
      title: t('column.rows'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: (job) => (job.rowCount > 0 ? format.number(job.rowCount) : ''),
    },
  ]
  return (
    <>
      <div className={styles.filters}>
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
      </div>
      <DataTable
        label={t('tab.jobs')}
        columns={columns}
        rows={jobs.data?.pages.flatMap((page) => page.items)}
        rowKey={(job) => job.id}
        rowLink={(job) => `/office/exchange/jobs/${job.id}`}
        error={jobs.error}
        onRetry={() => void jobs.refetch()}
        busy={jobs.isFetching}
        empty={<EmptyState title={t('noJobs')}>{t('noJobsHint')}</EmptyState>}
      />
      {jobs.hasNextPage && (
        <p className={styles.more}>
          <button type="button" className={controls.button} onClick={() => void jobs.fetchNextPage()}>
            {t('more', { ns: 'common' })}
          </button>
        </p>
      )}
    </>
  )
}
