import type { Endpoint, InputOf, OutputOf } from '@portal/api/endpoint.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from './api.ts'

interface Page<Row> {
  items: Row[]
  next: string | null
  total?: number | undefined
}

/** A row of what the endpoint lists; not for endpoints that answer no pages. */
type RowOf<E> = OutputOf<E> extends Page<infer Row> ? Row : never

interface How<Row> {
  /** false: nobody looks at it yet */
  enabled?: boolean
  /** milliseconds until it is read again by itself; false: only when something has changed */
  every?: (rows: readonly Row[]) => number | false
}

/**
 * A list that is read page after page. What stands there stays while other filters are asked, a total is counted with the
 * first page only. `table` is for a `DataTable`, `query` for `MorePages`.
 */
export function usePages<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { enabled = true, every }: How<RowOf<E>> = {},
) {
  const query = useInfiniteQuery({
    queryKey: [endpoint.tags[0], endpoint.path, 'pages', input],
    queryFn: async ({ pageParam, signal }) =>
      (await call(endpoint, pageParam ? after(input, pageParam) : input, { signal })) as OutputOf<E> &
        Page<RowOf<E>>,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval: ({ state }) => every?.(state.data?.pages.flatMap(({ items }) => items) ?? []) ?? false,
  })
  const first = query.data?.pages[0]
  return {
    /** what the first page tells besides its rows */
    first,
    total: first?.total,
    table: {
      rows: query.data?.pages.flatMap(({ items }) => items),
      error: query.error,
      onRetry: () => void query.refetch(),
      busy: query.isPlaceholderData,
    },
    query,
  }
}

function after<Input>(input: Input, cursor: string): Input {
  const { total: _counted, ...query } = (input as { query?: Record<string, unknown> }).query ?? {}
  return { ...input, query: { ...query, cursor } }
}
