import {
  endSubscriptions,
  extendSubscriptions,
  listSubscribedProducts,
  subscribe,
  type SubscriptionKind,
} from '@portal/api/subscriptions.ts'
import type { InputOf } from '@portal/api/endpoint.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useMe, usePermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

/** May the person subscribe? Letters go to himself, so nobody does it in another's place. */
export function useMaySubscribe(): boolean {
  const mayView = usePermission('catalogue.view')
  const me = useMe()
  return mayView && me?.acting === null
}

/** What the person has asked of products, for the marks on buttons; one read for all of a page. */
export function useSubscribed(productId: string): readonly { id: string; kind: SubscriptionKind }[] {
  const may = useMaySubscribe()
  const all = useQuery({ ...queryFor(listSubscribedProducts, {}), enabled: may, staleTime: 60_000 })
  return (all.data?.items ?? []).filter((one) => one.productId === productId)
}

export function useSubscribe(onDone: () => void) {
  const { t } = useTranslation('subscriptions')
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: InputOf<typeof subscribe>['body']) => call(subscribe, { body }),
    onSuccess: () => {
      toastDone(t('done'), { label: t('list'), run: () => void navigate('/subscriptions') })
      onDone()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['subscriptions'] }),
  })
}

export function useEndSubscriptions(onDone: () => void = () => undefined) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const queries = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: (ids: string[]) => call(endSubscriptions, { body: { ids } }),
    onSuccess: ({ ended }) => {
      toastDone(t('offDone', { count: ended, formatted: format.number(ended) }))
      onDone()
    },
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['subscriptions'] }),
  })
}

export function useExtendSubscriptions(onDone: () => void) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const queries = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: (ids: string[]) => call(extendSubscriptions, { body: { ids } }),
    onSuccess: ({ expiresAt }) => {
      toastDone(t('extended', { date: format.date(expiresAt) }))
      onDone()
    },
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['subscriptions'] }),
  })
}
