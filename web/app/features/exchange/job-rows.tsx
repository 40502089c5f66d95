import { getJob, type JobRow } from '@portal/api/exchange.ts'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { csvOf, saveFile } from '../../ui/csv.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { useCodeText } from './code-text.ts'
import styles from './exchange.module.css'

export const outcomes = ['quarantined', 'skipped', 'warning'] as const
type Outcome = (typeof outcomes)[number]

const tones: Record<Outcome, Tone> = { quarantined: 'warning', skipped: 'danger', warning: 'neutral' }

/** Every record of a file that was not taken as it stood, with the reason. */
export function JobRows({
  rows,
  empty,
  more,
}: {
  rows: readonly JobRow[] | undefined
  empty: string
  more: (() => void) | undefined
}) {
  const { t } = useTranslation(['exchange', 'common'])
  const columns = useRowColumns()
  return (
    <>
      <DataTable
        label={t('rowsTitle')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={empty} />}
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

/** All of them as a file, page after page: whoever corrects 1C works through a list. */
export function ExportRows({
  jobId,
  fileName,
  outcome,
}: {
  jobId: string
  fileName: string
  outcome: Outcome | undefined
}) {
  const { t } = useTranslation('common')
  const problemText = useProblemText()
  const columns = useFileColumns()
  const saving = useMutation({
    mutationFn: async () => {
      const rows: JobRow[] = []
      for (let after: number | null = -1; after !== null;) {
        const page: { rows: JobRow[]; nextAfter: number | null } = await call(getJob, {
          params: { jobId },
          query: { after, ...(outcome ? { outcome } : {}) },
        })
        rows.push(...page.rows)
        after = page.nextAfter
      }
      return rows
    },
    onSuccess: (rows) => saveFile(`${fileName}.csv`, csvOf(columns, rows)),
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <button
      type="button"
      className={controls.button}
      disabled={saving.isPending}
      aria-busy={saving.isPending}
      onClick={() => saving.mutate()}
    >
      {t('table.export')}
    </button>
  )
}

/** The place in the file, where the reader knows it. */
function lineOf(row: JobRow): string {
  return Number(row.params['line'] ?? 0) > 0 ? row.params['line']! : ''
}

/** In the file the id and the place have columns of their own. */
function useFileColumns(): Column<JobRow>[] {
  const { t } = useTranslation('exchange')
  return [
    ...useRowColumns(),
    {
      key: 'externalId',
      title: t('column.externalId'),
      cell: () => null,
      text: (row) => row.externalId ?? '',
    },
    { key: 'line', title: t('column.line'), cell: () => null, text: lineOf },
  ]
}

function useRowColumns(): Column<JobRow>[] {
  const { t } = useTranslation('exchange')
  const words = useCodeText()
  return [
    {
      key: 'outcome',
      title: t('column.outcome'),
      width: 120,
      cell: (row) => <Badge tone={tones[row.outcome]}>{t(`outcome.${row.outcome}`)}</Badge>,
      text: (row) => t(`outcome.${row.outcome}`),
    },
    {
      key: 'kind',
      title: t('column.kind'),
      width: 150,
      cell: (row) => words.kind(row.kind),
      text: (row) => words.kind(row.kind),
    },
    {
      key: 'record',
      title: t('column.record'),
      main: true,
      cell: (row) => (
        <>
          {row.label} {row.externalId && <code className={styles.soft}>{row.externalId}</code>}
        </>
      ),
      text: (row) => row.label ?? '',
    },
    {
      key: 'reason',
      title: t('column.reason'),
      cell: (row) => (
        <>
          {words.reason(row.code, row.params)}
          {lineOf(row) && <span className={styles.soft}> · {t('line', { line: lineOf(row) })}</span>}
        </>
      ),
      text: (row) => words.reason(row.code, row.params),
    },
  ]
}
