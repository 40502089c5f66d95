import type { OrderSummary } from '@portal/api/orders.ts'
import type { Tone } from '../../ui/badge.tsx'

export const statusTones: Record<OrderSummary['status'], Tone> = {
  new: 'warning',
  confirmed: 'accent',
  in_work: 'accent',
  partly_shipped: 'accent',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'neutral',
}

/** States of orders that somebody still works on. */
export const openStatuses = 'new,confirmed,in_work,partly_shipped'
