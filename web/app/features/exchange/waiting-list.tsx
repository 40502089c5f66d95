import { dismissQuarantine, listQuarantine, retryQuarantine, type Quarantined } from '@portal/api/exchange.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { useCodeText } from './code-text.ts'
import styles from './exchange.module.css'

const missingKinds = ['product', 'priceType', 'company', 'contract'] as const

/** Records that wait for something nobody has sent yet. They are tried again by themselves when it comes. */
export function WaitingList() {
  const { t } = useTranslation(['exchange', 'common'])
  const format = useFormat()
  const words = useCodeText()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [filter, setFilter] = useUrlState({ missing: '' })
  const missingKind = missingKinds.find((one) => one === filter.missing)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const waiting = usePages(listQuarantine, { query: { missingKind } })
  const settle = {
    onError: (error: Error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exchange'] }),
  }
  const retry = useMutation({
    ...settle,
    mutationFn: (ids: string[]) => call(retryQuarantine, { body: ids.length > 0 ? { ids } : {} }),
    onSuccess: ({ resolved, left }) => {
      setSelected(new Set())
      toastDone(t('retried', { count: resolved, left }))
    },
  })
  const dismiss = useMutation({
    ...settle,
    mutationFn: (ids: string[]) => call(dismissQuarantine, { body: { ids } }),
    onSuccess: ({ dismissed }) => {
      setSelected(new Set())
      toastDone(t('dismissed', { count: dismissed }))
    },
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
  ]
  const rows = waiting.table.rows
  // what has left the list meanwhile is not chosen any more
  const chosen = (rows ?? []).map((one) => one.id).filter((id) => selected.has(id))
  return (
    <>
      {rows && (rows.length > 0 || missingKind) && (
        <ListFilters>
          <FilterSelect
            label={t('column.missing')}
            all={t('allMissing')}
            options={missingKinds.map((one) => [one, t(`missingOption.${one}`)])}
            value={filter.missing}
            onChange={(missing) => setFilter({ missing })}
          />
          <button
            type="button"
            className={controls.button}
            disabled={retry.isPending}
            aria-busy={retry.isPending}
            onClick={() => retry.mutate(chosen)}
          >
            {chosen.length > 0 ? t('retryChosen', { count: chosen.length }) : t('retryAll')}
          </button>
          {chosen.length > 0 && (
            <button
              type="button"
              className={`${controls.button} ${controls.danger}`}
              disabled={dismiss.isPending}
              onClick={() => dismiss.mutate(chosen)}
            >
              {t('dismissChosen', { count: chosen.length })}
            </button>
          )}
        </ListFilters>
      )}
      <DataTable
        label={t('tab.waiting')}
        columns={columns}
        {...waiting.table}
        rowKey={(one) => one.id}
        selection={{ selected, onChange: setSelected }}
        empty={<EmptyState title={t(missingKind ? 'noneFound' : 'nothingWaits')} />}
      />
      <MorePages of={waiting.query} />
    </>
  )
}
