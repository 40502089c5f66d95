import { getMe, listContexts, signOut, stopActing, switchContext, type Me } from '@portal/api/identity.ts'
import type { BuyerPermission, OperatorPermission } from '@portal/api/permissions.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, queryFor, setCurrentContract } from './api.ts'

/** Who is signed in and under which terms; every tab asks again when the context changes anywhere. */
export const meQuery = {
  ...queryFor(getMe, {}),
  queryFn: async (): Promise<Me> => {
    const me = await call(getMe, {})
    setCurrentContract(me.current?.context.contractId ?? null)
    return me
  },
  staleTime: 60_000,
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

export function useContexts(search: string) {
  return useQuery(queryFor(listContexts, { query: search ? { search } : {} }))
}

/** Everything that was read under the old terms is read again. */
export function useSwitchContext() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (contractId: string) => call(switchContext, { body: { contractId } }),
    onSuccess: (me) => {
      setCurrentContract(me.current?.context.contractId ?? null)
      queries.setQueryData(meQuery.queryKey, me)
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
