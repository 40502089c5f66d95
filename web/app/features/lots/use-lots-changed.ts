import { useQueryClient } from '@tanstack/react-query'

/** After a change of lots: what waits for goods is promised by them. */
export function useLotsChanged(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['lots'] }),
      queries.invalidateQueries({ queryKey: ['orders'] }),
    ])
}
