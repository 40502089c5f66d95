import { getJob, type Job, type JobRow, type RecordCounts } from '@portal/api/exchange.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, ErrorState, PageHeader, ProgressBar, Skeleton } from '../../ui/states.tsx'
import { useCodeText } from './code-text.ts'
import { jobTones } from './job-list.tsx'
import styles from './exchange.module.css'

const outcomes = ['quarantined', 'skipped', 'warning'] as const

/** One file of the exchange: what was taken from it by kind, and every row that was not taken as it stood. */
export function JobScreen({ jobId }: { jobId: string }) {
  const { t } = useTranslation(['exchange', 'common'])
  const format = useFormat()
  const words = useCodeText()
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
  })
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
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
            <Badge tone={jobTones[job.state]}>{t(`state.${job.state}`)}</Badge>{' '}
            {t('jobNote', { connection: job.connectionName, at: format.dateTime(job.receivedAt) })}
            {job.onlyChanges !== null && ` · ${t(job.onlyChanges ? 'changes' : 'full')}`}
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
          {words.reason(job.errorCode ?? 'internal', job.errorParams)}. {t('failedText')}
        </p>
      )}
      <Counts job={job} />
      <section className={styles.section}>
        <h2>{t('rowsTitle')}</h2>
        <div className={styles.filters}>
          <select
            className={controls.input}
            aria-label={t('column.outcome')}
            value={filter.outcome}
            onChange={(event) => setFilter({ outcome: event.target.value })}
          >
            <option value="">{t('allOutcomes')}</option>
            {outcomes.map((one) => (
              <option key={one} value={one}>
                {t(`outcome.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <Rows
          rows={pages.data?.pages.flatMap((page) => page.rows)}
          more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
        />
      </section>
    </>
  )
}

const figures = ['read', 'created', 'changed', 'same', 'quarantined', 'skipped'] as const

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

const tones: Record<JobRow['outcome'], Tone> = {
  quarantined: 'warning',
  skipped: 'danger',
  warning: 'neutral',
}

function Rows({ rows, more }: { rows: readonly JobRow[] | undefined; more: (() => void) | undefined }) {
  const { t } = useTranslation(['exchange', 'common'])
  const words = useCodeText()
  const columns: Column<JobRow>[] = [
    {
      key: 'outcome',
      title: t('column.outcome'),
      width: 120,
      cell: (row) => <Badge tone={tones[row.outcome]}>{t(`outcome.${row.outcome}`)}</Badge>,
    },
    { key: 'kind', title: t('column.kind'), width: 150, cell: (row) => words.kind(row.kind) },
    {
      key: 'record',
      title: t('column.record'),
      main: true,
      cell: (row) => (
        <>
          {row.label} {row.externalId && <code className={styles.soft}>{row.externalId}</code>}
        </>
      ),
    },
    {
      key: 'reason',
      title: t('column.reason'),
      cell: (row) => (
        <>
          {words.reason(row.code, row.params)}
          {row.params['line'] && Number(row.params['line']) > 0 && (
            <span className={styles.soft}> · {t('line', { line: row.params['line'] })}</span>
          )}
        </>
      ),
    },
  ]
  return (
    <>
      <DataTable
        label={t('rowsTitle')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('noRows')} />}
      />
      {more && (
        <p className={styles.more}>
          <button type="button" className={controls.button} onClick={more}>
            {t('more', { ns: 'common' })}
          </button>
        </p>
      )}
    </>
  )
}
