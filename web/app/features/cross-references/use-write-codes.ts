import {
  addCrossReference,
  changeCrossReference,
  listCrossReferences,
  removeCrossReferences,
  type CrossReference,
} from '@portal/api/cross-references.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

export const codesKey = ['goods', listCrossReferences.path] as const

/** A code written, changed or forgotten; forgetting can be undone. */
export function useWriteCodes() {
  const { t } = useTranslation(['cross-references', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const readAgain = () => queries.invalidateQueries({ queryKey: codesKey })
  const save = useMutation({
    mutationFn: ({
      id,
      ...body
    }: {
      id: string | null
      productId: string
      code: string
      owner: string | null
    }) =>
      id === null
        ? call(addCrossReference, { body })
        : call(changeCrossReference, { params: { crossReferenceId: id }, body }),
    onSettled: readAgain,
  })
  const remove = useMutation({
    mutationFn: (rows: readonly CrossReference[]) =>
      call(removeCrossReferences, { body: { ids: rows.map(({ id }) => id) } }),
    onSuccess: ({ removed }) =>
      toastDone(t('removed', { count: removed.length }), {
        label: t('undo', { ns: 'common' }),
        run: () => {
          for (const each of removed)
            save.mutate({ id: null, ...each }, { onError: (error) => toastProblem(problemText(error)) })
        },
      }),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: readAgain,
  })
  return { save, remove, readAgain }
}
