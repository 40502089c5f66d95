import { getJob, type Job, type RecordCounts } from '@portal/api/exchange.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { ErrorState, PageHeader, ProgressBar, Skeleton } from '../../ui/states.tsx'
import { useCodeText } from './code-text.ts'
import { useDuration } from './duration.ts'
import { figures, jobState, jobTones } from './job-list.tsx'
import { ExportRows, JobRows, outcomes } from './job-rows.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import styles from './exchange.module.css'

/** One file of the exchange: what was taken from it by kind, and every row that was not taken as it stood. */
export function JobScreen({ jobId }: { jobId: string }) {
  const { t } = useTranslation(['exchange', 'common'])
  const format = useFormat()
  const words = useCodeText()
  const duration = useDuration()
  const [filter, setFilter] = useUrlState({ outcome: '' })
  const outcome = outcomes.find((one) => one === filter.outcome)
  const pages = useInfiniteQuery({
    queryKey: ['exchange', getJob.path, jobId, outcome],
    queryFn: ({ pageParam, signal }) =>
      call(
        getJob,
        { params: { jobId }, query: { after: pageParam, ...(outcome ? { outcome } : {}) } },
        { signal },
      ),
    initialPageParam: -1,
    getNextPageParam: (last) => last.nextAfter,
    placeholderData: keepPreviousData,
  })
  if (isLost(pages)) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  const first = pages.data?.pages[0]
  if (!first) return <Skeleton lines={12} />
  const { job } = first
  return (
    <>
      <title>{t('jobTitle', { name: job.fileName })}</title>
      <PageHeader
        title={t('jobTitle', { name: job.fileName })}
        note={
          <>
            <Badge tone={jobTones[job.state]}>{t(`state.${jobState(job)}`)}</Badge>{' '}
            {t('jobNote', { connection: job.connectionName, at: format.dateTime(job.receivedAt) })}
            {job.onlyChanges !== null && ` · ${t(job.onlyChanges ? 'changes' : 'full')}`}
            {job.finishedAt && job.startedAt && ` · ${t('took', { time: duration(job) })}`}
            {first.fileUntil && ` · ${t('fileUntil', { date: format.date(first.fileUntil) })}`}
          </>
        }
      >
        <Link className={controls.button} to="/office/exchange">
          {t('back')}
        </Link>
        {first.fileHref && (
          <a className={controls.button} href={first.fileHref} download>
            {t('download')}
          </a>
        )}
      </PageHeader>
      {job.state === 'running' && <ProgressBar percent={job.progress} label={t('state.running')} />}
      {job.state === 'failed' && (
        <p className={controls.alert} role="alert">
          {words.reason(job.errorCode ?? 'internal', job.errorParams).replace(/\.?$/, '.')} {t('failedText')}
        </p>
      )}
      <Counts job={job} />
      <section className={styles.section}>
        <h2>{t('rowsTitle')}</h2>
        {job.rowCount > 0 && (
          <ListFilters>
            <FilterSelect
              label={t('column.outcome')}
              all={t('allOutcomes', { count: format.number(job.rowCount) })}
              options={outcomes.map((one) => [
                one,
                t('outcomeOption', {
                  outcome: t(`outcome.${one}`),
                  count: format.number(first.outcomes[one] ?? 0),
                }),
              ])}
              value={filter.outcome}
              onChange={(outcome) => setFilter({ outcome })}
            />
            <ExportRows jobId={jobId} fileName={job.fileName} outcome={outcome} />
          </ListFilters>
        )}
        <JobRows
          rows={pages.data?.pages.flatMap((page) => page.rows)}
          empty={t(job.state === 'failed' ? 'noRowsFailed' : outcome ? 'noneFound' : 'noRows')}
          more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
        />
      </section>
    </>
  )
}

function Counts({ job }: { job: Job }) {
  const { t } = useTranslation('exchange')
  const format = useFormat()
  const words = useCodeText()
  const rows = Object.entries(job.counts)
  if (rows.length === 0) return null
  const columns: Column<[string, RecordCounts]>[] = [
    { key: 'kind', title: t('column.kind'), main: true, cell: ([kind]) => words.kind(kind) },
    ...figures.map((figure): Column<[string, RecordCounts]> => ({
      key: figure,
      title: t(`column.${figure}`),
      width: 130,
      align: 'end',
      phone: 'labelled',
      cell: ([, counts]) => (counts[figure] > 0 || figure === 'read' ? format.number(counts[figure]) : ''),
    })),
  ]
  return (
    <section className={styles.section}>
      <h2>{t('counts')}</h2>
      <DataTable label={t('counts')} columns={columns} rows={rows} rowKey={([kind]) => kind} empty={null} />
    </section>
  )
}
