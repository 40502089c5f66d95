import { forgetEmptySearch, listEmptySearches, type EmptySearch } from '@portal/api/search-words.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import type { Editing } from './search-screen.tsx'
import styles from './search-words.module.css'
import './texts.ts'

/** Words that found nothing, the most frequent first: a reason to teach the search, or to buy the goods. */
export function EmptySearchList({ onEdit }: { onEdit: (editing: Editing) => void }) {
  const { t } = useTranslation('search-words')
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ search: '' })
  const asked = { search: filter.search, total: 'true' }
  const list = usePages(listEmptySearches, { query: asked })
  const total = list.total
  return (
    <>
      <ListFilters
        count={total !== undefined && t('emptyCount', { count: total, formatted: format.number(total) })}
      >
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
      </ListFilters>
      <DataTable
        label={t('tab.empty')}
        columns={useColumns(onEdit)}
        {...list.table}
        rowKey={(one) => one.words}
        empty={
          filter.search ? (
            <EmptyState title={t('emptyNoneFound')} />
          ) : (
            <EmptyState title={t('emptyNone')}>{t('emptyNoneHint')}</EmptyState>
          )
        }
      />
      <MorePages of={list.query} />
    </>
  )
}

function useColumns(onEdit: (editing: Editing) => void): readonly Column<EmptySearch>[] {
  const { t } = useTranslation('search-words')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const forget = useMutation({
    mutationFn: (words: string) => call(forgetEmptySearch, { body: { words } }),
    onSuccess: () => toastDone(t('forgotten')),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['search'] }),
  })
  return [
    { key: 'asked', title: t('column.asked'), main: true, cell: (one) => <b>{one.words}</b> },
    {
      key: 'times',
      title: t('column.times'),
      width: 90,
      align: 'end',
      phone: 'labelled',
      cell: (one) => format.number(one.count),
    },
    {
      key: 'who',
      title: t('column.who'),
      width: 200,
      cell: (one) =>
        [
          one.companies > 0 &&
            t('companies', { count: one.companies, formatted: format.number(one.companies) }),
          one.guests && t('guests'),
        ]
          .filter(Boolean)
          .join(', '),
    },
    {
      key: 'last',
      title: t('column.last'),
      width: 130,
      phone: 'labelled',
      cell: (one) => format.date(one.lastAt),
    },
    {
      key: 'actions',
      title: '',
      width: 250,
      align: 'end',
      cell: (one) => (
        <span className={styles.actions}>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('teachOf', { words: one.words })}
            onClick={() => onEdit({ words: one.words })}
          >
            {t('teach')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('forgetOf', { words: one.words })}
            disabled={forget.isPending}
            onClick={() => forget.mutate(one.words)}
          >
            {t('forget')}
          </button>
        </span>
      ),
    },
  ]
}
