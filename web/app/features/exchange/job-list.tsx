import { listConnections, listJobs, type Job } from '@portal/api/exchange.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, FilterTick, ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { EmptyState, ProgressBar } from '../../ui/states.tsx'
import { useCodeText } from './code-text.ts'
import { useDuration } from './duration.ts'
import styles from './exchange.module.css'
import './texts.ts'

export const jobTones: Record<Job['state'], Tone> = {
  received: 'neutral',
  running: 'accent',
  done: 'good',
  failed: 'danger',
}

/** A file that was read and goes no further waits for a person's word. */
export function jobState({ state, startedAt }: Pick<Job, 'state' | 'startedAt'>) {
  return state === 'received' && startedAt !== null ? 'waits' : state
}

const states = ['received', 'running', 'done', 'failed'] as const
const directions = ['in', 'out'] as const

/** What became of everything in a file, over all kinds of records. */
export function totalsOf(job: Job) {
  const totals = { read: 0, created: 0, changed: 0, same: 0, quarantined: 0, skipped: 0 }
  for (const counts of Object.values(job.counts))
    for (const figure of figures) totals[figure] += counts[figure]
  return totals
}

export const figures = ['read', 'created', 'changed', 'same', 'quarantined', 'skipped'] as const

/** Files that came and went, the newest first, with a moving bar while one loads. */
export function JobList() {
  const { t } = useTranslation(['exchange', 'common'])
  const [filter, setFilter] = useUrlState({ state: '', direction: '', connection: '', remarks: '' })
  const connections = useQuery(queryFor(listConnections, {}))
  const query = {
    state: states.find((one) => one === filter.state),
    direction: directions.find((one) => one === filter.direction),
    connectionId: connections.data?.items.find((one) => one.id === filter.connection)?.id,
    remarks: filter.remarks ? 'true' : undefined,
  }
  const jobs = usePages(listJobs, { query })
  const columns = useJobColumns((connections.data?.items.length ?? 0) > 1)
  const filtered = Object.values(query).some((value) => value !== undefined)
  return (
    <>
      <ListFilters>
        <FilterSelect
          label={t('column.state')}
          all={t('allStates')}
          options={states.map((one) => [one, t(`state.${one}`)])}
          value={filter.state}
          onChange={(state) => setFilter({ state })}
        />
        <FilterSelect
          label={t('direction')}
          all={t('allDirections')}
          options={directions.map((one) => [one, t(`directionOf.${one}`)])}
          value={filter.direction}
          onChange={(direction) => setFilter({ direction })}
        />
        {connections.data && connections.data.items.length > 1 && (
          <FilterSelect
            label={t('column.connection')}
            all={t('allConnections')}
            options={connections.data.items.map((one) => [one.id, one.name])}
            value={filter.connection}
            onChange={(connection) => setFilter({ connection })}
          />
        )}
        <FilterTick
          label={t('onlyRemarks')}
          value={filter.remarks}
          onChange={(remarks) => setFilter({ remarks })}
        />
      </ListFilters>
      <DataTable
        label={t('tab.jobs')}
        columns={columns}
        {...jobs.table}
        rowKey={(job) => job.id}
        rowLink={(job) => `/office/exchange/jobs/${job.id}`}
        empty={
          filtered ? (
            <EmptyState title={t('noneFound')} />
          ) : (
            <EmptyState title={t('noJobs')}>{t('noJobsHint')}</EmptyState>
          )
        }
      />
      <MorePages of={jobs.query} />
    </>
  )
}

function useJobColumns(severalConnections: boolean): Column<Job>[] {
  const { t } = useTranslation('exchange')
  const format = useFormat()
  const words = useCodeText()
  const duration = useDuration()
  const figure = (
    key: 'read' | 'written' | 'quarantined',
    width: number,
    value: (totals: ReturnType<typeof totalsOf>) => number,
  ): Column<Job> => ({
    key,
    title: t(`column.${key}`),
    width,
    align: 'end',
    phone: 'labelled',
    cell: (job) => {
      const number = value(totalsOf(job))
      return number > 0 || key === 'read' ? format.number(number) : ''
    },
  })
  return [
    {
      key: 'file',
      title: t('column.file'),
      main: true,
      oneLine: true,
      cell: (job) => (
        <Link to={`/office/exchange/jobs/${job.id}`}>
          <span className={styles.arrow} aria-hidden="true">
            {job.direction === 'in' ? '→' : '←'}
          </span>{' '}
          {job.fileName}
          {job.state === 'failed' && (
            <span className={styles.soft}>
              {' · '}
              {words.reason(job.errorCode ?? 'internal', job.errorParams)}
            </span>
          )}
        </Link>
      ),
    },
    ...(severalConnections
      ? [
          {
            key: 'connection',
            title: t('column.connection'),
            width: 150,
            oneLine: true,
            cell: (job: Job) => job.connectionName,
          },
        ]
      : []),
    {
      key: 'received',
      title: t('column.received'),
      width: 144,
      cell: (job) => format.dateTime(job.receivedAt),
    },
    {
      key: 'mode',
      title: t('column.mode'),
      width: 100,
      phone: 'hidden',
      cell: (job) => (job.onlyChanges === null ? '' : t(job.onlyChanges ? 'modeChanges' : 'modeFull')),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 132,
      cell: (job) =>
        job.state === 'running' ? (
          <ProgressBar percent={job.progress} label={t('state.running')} />
        ) : (
          <Badge tone={jobTones[job.state]}>{t(`state.${jobState(job)}`)}</Badge>
        ),
    },
    figure('read', 96, ({ read }) => read),
    figure('written', 88, ({ created, changed }) => created + changed),
    figure('quarantined', 66, ({ quarantined }) => quarantined),
    {
      key: 'rows',
      title: t('column.rows'),
      width: 104,
      align: 'end',
      phone: 'labelled',
      cell: (job) => (job.rowCount > 0 ? format.number(job.rowCount) : ''),
    },
    {
      key: 'duration',
      title: t('column.duration'),
      width: 84,
      align: 'end',
      phone: 'hidden',
      cell: (job) => duration(job),
    },
  ]
}
