import type { Order } from '@portal/api/orders.ts'

export interface Step {
  key: 'placed' | 'confirmed' | 'in_work' | 'partly_shipped' | 'shipped' | 'delivered' | 'cancelled'
  /** behind, the last one reached, still to come, or where it ended */
  state: 'done' | 'now' | 'ahead' | 'stopped'
  /** null: it is not known when, or it has not happened */
  at: string | null
}

type Told = Pick<Order, 'status' | 'createdAt' | 'confirmedAt' | 'erp' | 'events'>

const way = ['placed', 'confirmed', 'in_work', 'shipped', 'delivered'] as const
const reached = {
  new: 0,
  confirmed: 1,
  in_work: 2,
  partly_shipped: 3,
  shipped: 3,
  delivered: 4,
  cancelled: 0,
} as const satisfies Record<Order['status'], number>

/** The way of an order from its state and its history; a cancelled one ends after the steps that it had made. */
export function stepsOf(order: Told): Step[] {
  // events come the newest first
  const lastly = (kind: string) => order.events.find((event) => event.kind === kind)?.at ?? null
  const dates = {
    placed: order.createdAt,
    confirmed: order.confirmedAt ?? lastly('confirmed'),
    in_work: order.erp?.takenAt ?? lastly('taken') ?? lastly('picking'),
    shipped: lastly('shipped'),
    delivered: lastly('delivered'),
  }
  if (order.status === 'cancelled')
    return [
      { key: 'placed', state: 'done', at: dates.placed },
      ...(dates.confirmed ? [{ key: 'confirmed', state: 'done', at: dates.confirmed } as const] : []),
      { key: 'cancelled', state: 'stopped', at: lastly('cancelled') },
    ]
  const last = reached[order.status]
  return way.map((key, place) => ({
    key: key === 'shipped' && order.status === 'partly_shipped' ? 'partly_shipped' : key,
    state: place < last ? 'done' : place === last ? 'now' : 'ahead',
    at: place <= last ? dates[key] : null,
  }))
}
