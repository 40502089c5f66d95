import { dismissQuarantine, listQuarantine, retryQuarantine, type Quarantined } from '@portal/api/exchange.ts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { useCodeText } from './code-text.ts'
import styles from './exchange.module.css'

/** Records that wait for something nobody has sent yet. They are tried again by themselves when it comes. */
export function WaitingList() {
  const { t } = useTranslation(['exchange', 'common'])
  const format = useFormat()
  const words = useCodeText()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const waiting = useInfiniteQuery({
    queryKey: ['exchange', listQuarantine.path],
    queryFn: ({ pageParam, signal }) =>
      call(listQuarantine, { query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const settle = {
    onError: (error: Error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exchange'] }),
  }
  const retry = useMutation({
    ...settle,
    mutationFn: () => call(retryQuarantine, { body: {} }),
    onSuccess: ({ resolved, left }) => toastDone(t('retried', { count: resolved, left })),
  })
  const dismiss = useMutation({
    ...settle,
    mutationFn: (quarantineId: string) => call(dismissQuarantine, { params: { quarantineId } }),
    onSuccess: () => toastDone(t('dismissed')),
  })
  const columns: Column<Quarantined>[] = [
    {
      key: 'record',
      title: t('column.record'),
      main: true,
      cell: (one) => (
        <>
          {one.label ?? one.externalId} <span className={styles.soft}>{words.kind(one.kind)}</span>
        </>
      ),
    },
    {
      key: 'missing',
      title: t('column.missing'),
      cell: (one) => (
        <>
          {words.missing(one.missingKind)} <code>{one.missingExternalId}</code>
        </>
      ),
    },
    {
      key: 'connection',
      title: t('column.connection'),
      width: 200,
      oneLine: true,
      phone: 'hidden',
      cell: (one) => one.connectionName,
    },
    {
      key: 'since',
      title: t('column.since'),
      width: 150,
      phone: 'labelled',
      cell: (one) => format.dateTime(one.firstSeenAt),
    },
    {
      key: 'attempts',
      title: t('column.attempts'),
      width: 90,
      align: 'end',
      phone: 'labelled',
      cell: (one) => format.number(one.attempts),
    },
    {
      key: 'dismiss',
      title: '',
      width: 120,
      align: 'end',
      cell: (one) => (
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          disabled={dismiss.isPending}
          onClick={() => dismiss.mutate(one.id)}
        >
          {t('dismiss')}
        </button>
      ),
    },
  ]
  const rows = waiting.data?.pages.flatMap((page) => page.items)
  return (
    <>
      {rows && rows.length > 0 && (
        <div className={styles.filters}>
          <button
            type="button"
            className={controls.button}
            disabled={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {t('retryAll')}
          </button>
        </div>
      )}
      <DataTable
        label={t('tab.waiting')}
        columns={columns}
        rows={rows}
        rowKey={(one) => one.id}
        error={waiting.error}
        onRetry={() => void waiting.refetch()}
        busy={waiting.isFetching}
        empty={<EmptyState title={t('nothingWaits')} />}
      />
      {waiting.hasNextPage && (
        <p className={styles.more}>
          <button type="button" className={controls.button} onClick={() => void waiting.fetchNextPage()}>
            {t('more', { ns: 'common' })}
          </button>
        </p>
      )}
    </>
  )
}
