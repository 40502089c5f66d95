import {
  listPartNumbers,
  listPartNumbersOf,
  removePartNumbers,
  removePartNumbersOf,
  setPartNumber,
  setPartNumberOf,
  setPartNumberRows,
  setPartNumberRowsOf,
  type OnTakenNumber,
} from '@portal/api/part-numbers.ts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

/** Whose numbers: those of the company that the person buys for, or of a customer whose card the operator has open. */
export type Place = { own: true } | { own?: false; companyId: string }

export function usePartNumbers(place: Place, search: string) {
  return useInfiniteQuery({
    queryKey: ['offer', listPartNumbers.path, place.own ? 'own' : place.companyId, search],
    queryFn: ({ pageParam, signal }) => pageOf(place, search, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

function pageOf(place: Place, search: string, cursor: string, signal?: AbortSignal, limit = 100) {
  const query = {
    limit,
    ...(search ? { search } : {}),
    ...(cursor ? { cursor } : { total: 'true' }),
  }
  const options = signal ? { signal } : {}
  return place.own
    ? call(listPartNumbers, { query }, options)
    : call(listPartNumbersOf, { params: { companyId: place.companyId }, query }, options)
}

/** Every number that the search finds, page after page, for a file. */
export async function allPartNumbers(place: Place, search: string) {
  const rows = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(place, search, cursor, undefined, 200)
    rows.push(...page.items)
    cursor = page.next
  }
  return rows
}

export interface Wanted {
  productId: string
  partNumber: string
  onTaken?: OnTakenNumber
}

/** Gives one number. A number that another product has is the caller's question to the person; other problems are told here. */
export function useSetPartNumber(place: Place) {
  const { t } = useTranslation('part-numbers')
  const problemText = useProblemText()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ productId, partNumber, onTaken }: Wanted) => {
      const body = { partNumber, ...(onTaken ? { onTaken } : {}) }
      return place.own
        ? call(setPartNumber, { params: { productId }, body })
        : call(setPartNumberOf, { params: { companyId: place.companyId, productId }, body })
    },
    onSuccess: async ({ partNumber, shadows }) => {
      await queries.invalidateQueries({ queryKey: ['offer'] })
      if (shadows) toastDone(t('shadows', { partNumber, ...shadows }))
    },
    onError: (error) => {
      if (takenOf(error)) return
      const wrong = error instanceof ApiProblem ? error.fields['partNumber'] : undefined
      toastProblem(
        wrong === 'too_long' || wrong === 'bad_number' ? t(`outcome.${wrong}`) : problemText(error),
      )
    },
  })
}

/** Whose number it is already; undefined: the error is another one. */
export function takenOf(error: unknown): { name: string | null; article: string | null } | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'part_number_taken') return undefined
  const text = (name: string) => {
    const value = error.params[name]
    return typeof value === 'string' ? value : null
  }
  return { name: text('name'), article: text('article') }
}

/** Takes numbers away; for a while it can be undone. */
export function useRemovePartNumbers(place: Place) {
  const { t } = useTranslation(['part-numbers', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const restore = useMutation({
    mutationFn: async (numbers: readonly Wanted[]) => {
      for (const { productId, partNumber } of numbers) {
        const body = { partNumber, onTaken: 'share' as const }
        await (place.own
          ? call(setPartNumber, { params: { productId }, body })
          : call(setPartNumberOf, { params: { companyId: place.companyId, productId }, body }))
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['offer'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  return useMutation({
    mutationFn: (productIds: readonly string[]) => {
      const body = { productIds: [...productIds] }
      return place.own
        ? call(removePartNumbers, { body })
        : call(removePartNumbersOf, { params: { companyId: place.companyId }, body })
    },
    onSuccess: async ({ removed }) => {
      await queries.invalidateQueries({ queryKey: ['offer'] })
      toastDone(t('removed', { count: removed.length }), {
        label: t('undo', { ns: 'common' }),
        run: () => restore.mutate(removed),
      })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
}

export function useSetPartNumberRows(place: Place) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { rows: { article: string; partNumber: string }[]; onTaken: OnTakenNumber }) =>
      place.own
        ? call(setPartNumberRows, { body })
        : call(setPartNumberRowsOf, { params: { companyId: place.companyId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['offer'] }),
  })
}
