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

/** Everything that was read under the old terms is read again. */
export function useSwitchContext() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (contractId: string) => call(switchContext, { body: { contractId } }),
    onSuccess: (me) => {
      rememberMe(queries, me)
      return queries.invalidateQueries()
    },
  })
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut, {}),
    onSuccess: () => window.location.assign('/'),
  })
}

export function useStopActing() {
  return useMutation({
    mutationFn: () => call(stopActing, {}),
    onSuccess: () => window.location.assign('/office'),
  })
}
