import { listOrders, type OrderSummary } from '@portal/api/orders.ts'
import { call } from '../../lib/api.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useContexts, useMe } from '../../lib/me.ts'

export const noFilter = {
  status: '',
  search: '',
  product: '',
  contractId: '',
  from: '',
  until: '',
  changed: '',
}
export type OrderFilter = typeof noFilter

const queryOf = ({ changed, ...filter }: OrderFilter) => ({
  ...filter,
  ...(changed ? { changed: 'true' as const } : {}),
})

/** Orders that match, page after page; what stood before stays until the next is there. */
export function useOrders(filter: OrderFilter) {
  return usePages(listOrders, { query: { ...queryOf(filter), total: 'true' } })
}

/** Every order that matches, for a file: not only the pages that have been looked at. */
export async function allOrders(filter: OrderFilter): Promise<OrderSummary[]> {
  const all: OrderSummary[] = []
  let cursor: string | null = null
  do {
    const page: { items: OrderSummary[]; next: string | null } = await call(listOrders, {
      query: { ...queryOf(filter), limit: '200', ...(cursor ? { cursor } : {}) },
    })
    all.push(...page.items)
    cursor = page.next
  } while (cursor)
  return all
}

/** Contracts of the present company that the person may work under. */
export function useOwnContracts() {
  const companyId = useMe()?.current?.context.companyId
  const contexts = useContexts('', true).data?.items ?? []
  return contexts.filter((context) => context.companyId === companyId)
}
