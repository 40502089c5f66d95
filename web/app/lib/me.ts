import {
  getMe,
  listContexts,
  signOut,
  stopActing,
  switchContext,
  updateMe,
  type Me,
} from '@portal/api/identity.ts'
import type { BuyerPermission, OperatorPermission } from '@portal/api/permissions.ts'
import type { Language } from '@portal/api/primitives.ts'
import {
  hashKey,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { call, queryFor, setCurrentContract } from './api.ts'
import { chooseLanguage } from './preferences.ts'

/** Who is signed in and under which terms; every tab asks again when the context changes anywhere. */
export const meQuery = {
  ...queryFor(getMe, {}),
  queryFn: async ({ client }: { client: QueryClient }): Promise<Me> => {
    const me = await call(getMe, {})
    rememberMe(client, me)
    return me
  },
  staleTime: 60_000,
}

/** What the server told of the person; from now on requests of this tab name his contract. */
export function rememberMe(queries: QueryClient, me: Me): void {
  // the server renders for many people at once: there is no "this tab" there
  if (typeof document !== 'undefined') setCurrentContract(me.current?.context.contractId ?? null)
  queries.setQueryData(meQuery.queryKey, me)
}

export function useMe(): Me | undefined {
  return useQuery(meQuery).data
}

/** May the person do this in the present context? The server decides again. */
export function usePermission(permission: BuyerPermission): boolean {
  return useMe()?.current?.permissions.includes(permission) ?? false
}

export function useOperatorPermission(permission: OperatorPermission): boolean {
  return useMe()?.operator?.permissions.includes(permission) ?? false
}

/** Where the person may switch to; asked when the list is opened. */
export function useContexts(search: string, enabled: boolean) {
  return useQuery({
    ...queryFor(listContexts, { query: search ? { search } : {} }),
    enabled,
    placeholderData: keepPreviousData,
  })
}

/** Asks the server to remember the language, where letters are written in it too; then the page is loaded again. */
export function useChooseLanguage() {
  return useMutation({
    mutationFn: (language: Language) => call(updateMe, { body: { language } }),
    onSuccess: (_, language) => chooseLanguage(language),
  })
}

/** The terms under which everything else was read: the contract, and for whom a manager acts. */
export function termsOf(me: Me | undefined): string {
  return JSON.stringify([me?.current?.context.contractId, me?.acting?.companyId, me?.acting?.mode])
}

/** Reads everything else again; under other terms than `before` not even a glimpse of the old prices stays. */
export async function rereadAfter(queries: QueryClient, before: Me | undefined): Promise<void> {
  const others = {
    predicate: ({ queryHash }: { queryHash: string }) => queryHash !== hashKey(meQuery.queryKey),
  }
  const same = termsOf(queries.getQueryData(meQuery.queryKey)) === termsOf(before)
  await (same ? queries.invalidateQueries(others) : queries.resetQueries(others))
}

/** Another contract, or another delivery point of the same: what was read under the old terms is read again. */
export function useSwitchContext() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (terms: { contractId: string; deliveryPointId?: string }) =>
      call(switchContext, { body: terms }),
    onSuccess: (me) => {
      const before = queries.getQueryData(meQuery.queryKey)
      rememberMe(queries, me)
      return rereadAfter(queries, before)
    },
  })
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut, {}),
    onSuccess: () => window.location.assign('/'),
  })
}

/** Ends acting and leads back to the customer's page. */
export function useStopActing() {
  return useMutation({
    mutationFn: (_companyId: string) => call(stopActing, {}),
    // a page of its own: nothing that was read as the buyer stays in memory
    onSuccess: (_, companyId) => window.location.assign(`/office/customers/${companyId}`),
  })
}
