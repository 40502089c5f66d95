import { createSynonym, listSynonyms, removeSynonym, type Synonym } from '@portal/api/search-words.ts'
import { IconArrowRight } from '@tabler/icons-react'
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

/** Groups of synonyms, those changed last first. */
export function SynonymList({ onEdit }: { onEdit: (editing: Editing) => void }) {
  const { t } = useTranslation('search-words')
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ search: '' })
  const asked = { search: filter.search, total: 'true' }
  const list = usePages(listSynonyms, { query: asked })
  const total = list.total
  return (
    <>
      <ListFilters
        count={total !== undefined && t('count', { count: total, formatted: format.number(total) })}
      >
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
      </ListFilters>
      <DataTable
        label={t('tab.synonyms')}
        columns={useColumns(onEdit)}
        {...list.table}
        rowKey={(one) => one.id}
        empty={
          filter.search ? (
            <EmptyState title={t('noneFound')} />
          ) : (
            <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
          )
        }
      />
      <MorePages of={list.query} />
    </>
  )
}

function useColumns(onEdit: (editing: Editing) => void): readonly Column<Synonym>[] {
  const { t } = useTranslation('search-words')
  const format = useFormat()
  const remove = useRemove()
  return [
    {
      key: 'words',
      title: t('column.words'),
      main: true,
      cell: (one) => (
        <span className={styles.words}>
          <Words words={one.words} />
          {one.kind === 'instead' && (
            <>
              <IconArrowRight size={16} aria-label={t('kind.instead')} />
              <Words words={one.targets} />
            </>
          )}
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('column.kind'),
      width: 150,
      cell: (one) => <span title={t(`kindHint.${one.kind}`)}>{t(`kind.${one.kind}`)}</span>,
    },
    {
      key: 'changed',
      title: t('column.changed'),
      width: 190,
      phone: 'hidden',
      cell: (one) => (
        <span className={styles.stack}>
          {format.date(one.updatedAt)}
          {one.updatedBy && <span className={styles.soft}>{one.updatedBy}</span>}
        </span>
      ),
    },
    {
      key: 'actions',
      title: '',
      width: 190,
      align: 'end',
      cell: (one) => (
        <span className={styles.actions}>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('changeOf', { words: one.words[0] ?? '' })}
            onClick={() => onEdit({ synonym: one })}
          >
            {t('change')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('removeOf', { words: one.words[0] ?? '' })}
            disabled={remove.isPending}
            onClick={() => remove.mutate(one)}
          >
            {t('remove')}
          </button>
        </span>
      ),
    },
  ]
}

function Words({ words }: { words: readonly string[] }) {
  return words.map((word) => (
    <span key={word} className={styles.word}>
      {word}
    </span>
  ))
}

/** Taken away at once; the way back is a new one of the same words. */
function useRemove() {
  const { t } = useTranslation('search-words')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const reread = () => queries.invalidateQueries({ queryKey: ['search'] })
  const restore = useMutation({
    mutationFn: ({ kind, words, targets }: Synonym) =>
      call(createSynonym, { body: { kind, words, targets } }),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: reread,
  })
  return useMutation({
    mutationFn: ({ id }: Synonym) => call(removeSynonym, { params: { synonymId: id } }),
    onSuccess: (_, synonym) =>
      toastDone(t('removed'), { label: t('undo'), run: () => restore.mutate(synonym) }),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: reread,
  })
}
