import { answerRun, listRuns } from '@portal/api/exchange.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './exchange.module.css'
import './texts.ts'

type Run = OutputOf<typeof listRuns>['items'][number]

const tones: Record<Run['state'], Tone> = { open: 'accent', closed: 'neutral', asks: 'warning' }

/** Full exports and what they left out; one that would take too much off sale asks first. */
export function RunList() {
  const { t } = useTranslation('exchange')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const runs = useQuery(queryFor(listRuns, { query: {} }))
  const answer = useMutation({
    mutationFn: ({ runId, deactivate }: { runId: string; deactivate: boolean }) =>
      call(answerRun, { params: { runId }, body: { deactivate } }),
    onSuccess: () => toastDone(t('answered')),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exchange'] }),
  })
  const columns: Column<Run>[] = [
    { key: 'connection', title: t('column.connection'), main: true, cell: (run) => run.connectionName },
    { key: 'started', title: t('column.started'), width: 160, cell: (run) => format.dateTime(run.startedAt) },
    {
      key: 'state',
      title: t('column.state'),
      width: 150,
      cell: (run) => <Badge tone={tones[run.state]}>{t(`runState.${run.state}`)}</Badge>,
    },
    {
      key: 'missing',
      title: t('column.missingCount'),
      width: 130,
      align: 'end',
      phone: 'labelled',
      cell: (run) => format.number(run.missingCount),
    },
    {
      key: 'deactivated',
      title: t('column.deactivated'),
      width: 160,
      align: 'end',
      phone: 'labelled',
      cell: (run) => format.number(run.deactivatedCount),
    },
  ]
  return (
    <>
      {runs.data?.items
        .filter((run) => run.state === 'asks')
        .map((run) => (
          <div key={run.id} className={styles.ask} role="group" aria-label={run.connectionName}>
            <span>{t('asks', { missing: format.number(run.missingCount) })}</span>
            <span className={styles.buttons}>
              {[true, false].map((deactivate) => (
                <button
                  key={String(deactivate)}
                  type="button"
                  className={`${controls.button} ${deactivate ? controls.danger : ''}`}
                  disabled={answer.isPending}
                  onClick={() => answer.mutate({ runId: run.id, deactivate })}
                >
                  {t(deactivate ? 'askYes' : 'askNo')}
                </button>
              ))}
            </span>
          </div>
        ))}
      <DataTable
        label={t('tab.runs')}
        columns={columns}
        rows={runs.data?.items}
        rowKey={(run) => run.id}
        error={runs.error}
        onRetry={() => void runs.refetch()}
        busy={runs.isFetching}
        empty={<EmptyState title={t('noRuns')} />}
      />
    </>
  )
}
