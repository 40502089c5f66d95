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

/**
 * A list that is read page after page. What stands there stays while other filters are asked, a total is counted with the
 * first page only. `table` is for a `DataTable`, `query` for `MorePages`.
 */
export function usePages<E extends Endpoint>(endpoint: E, input: InputOf<E>) {
  const query = useInfiniteQuery({
    queryKey: [endpoint.tags[0], endpoint.path, 'pages', input],
    queryFn: async ({ pageParam, signal }) =>
      (await call(endpoint, pageParam ? after(input, pageParam) : input, { signal })) as Page<RowOf<E>>,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
  return {
    total: query.data?.pages[0]?.total,
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
