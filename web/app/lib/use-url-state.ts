import { useEffect } from 'react'
import { useSearchParams } from 'react-router'

/** Back undoes a click; while somebody types, the address is replaced instead. */
export interface UrlChange {
  replace?: boolean
}

/** Where this page is on its way to: a second change must not undo a first that the router has not come to yet. */
let heading: URLSearchParams | null = null

/**
 * Filters, sort, tab and open drawer live in the address: they survive a reload, can be shared, and "back" goes back.
 * A value equal to its default is left out. Changing anything but `page` and `cursor` forgets both.
 *
 * ```ts
 * const [filter, setFilter] = useUrlState({ status: '', search: '', sort: '-createdAt' })
 * setFilter({ status: 'new' })
 * ```
 */
export function useUrlState<State extends Record<string, string>>(
  defaults: State,
): [State, (patch: Partial<State>, how?: UrlChange) => void] {
  const [search, setSearch] = useSearchParams()
  const state = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, search.get(name) ?? value]),
  ) as State
  useEffect(() => {
    heading = null
    return () => {
      heading = null
    }
  }, [search])
  const change = (patch: Partial<State>, { replace = false }: UrlChange = {}) => {
    heading = withPatch(heading ?? search, patch, defaults)
    setSearch(heading, { replace, preventScrollReset: true })
  }
  return [state, change]
}

/** The address's query after a change; what is at its default is not written. */
export function withPatch(
  search: URLSearchParams,
  patch: Partial<Record<string, string>>,
  defaults: Record<string, string> = {},
): URLSearchParams {
  const next = new URLSearchParams(search)
  if (!('page' in patch) && !('cursor' in patch)) for (const name of ['page', 'cursor']) next.delete(name)
  for (const [name, value] of Object.entries(patch))
    if (value === undefined || value === '' || value === defaults[name]) next.delete(name)
    else next.set(name, value)
  return next
}
