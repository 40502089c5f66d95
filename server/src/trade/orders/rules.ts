import type { OrderStatus } from '@portal/api/orders.ts'
import { sum, zero, type Decimal } from '#kernel/money.ts'

/** Quantities of a line, in its unit. They are the truth; every status is derived from them. */
export interface LineQuantities {
  quantity: Decimal
  reserved: Decimal
  picking: Decimal
  shipped: Decimal
  delivered: Decimal
  cancelled: Decimal
}

/** What of a line is neither reserved, nor in work, nor gone: it waits for goods. */
export function waitingOf(line: LineQuantities): Decimal {
  return line.quantity.minus(line.reserved).minus(line.picking).minus(line.shipped).minus(line.cancelled)
}

/** The state of an order, from its lines and from whether the supplier has confirmed it. */
export function statusOf(lines: readonly LineQuantities[], confirmed: boolean): OrderStatus {
  const total = (of: (line: LineQuantities) => Decimal) => sum(lines.map(of))
  const wanted = total((line) => line.quantity.minus(line.cancelled))
  if (wanted.lte(zero)) return 'cancelled'
  const shipped = total((line) => line.shipped)
  if (shipped.gte(wanted)) return total((line) => line.delivered).gte(wanted) ? 'delivered' : 'shipped'
  if (shipped.gt(zero)) return 'partly_shipped'
  if (total((line) => line.picking).gt(zero)) return 'in_work'
  return confirmed ? 'confirmed' : 'new'
}

/** May the buyer still take an order back by himself? Only while nobody has begun to work on it. */
export function buyerMayCancel(order: { status: OrderStatus; takenByErp: boolean }): boolean {
  return (order.status === 'new' || order.status === 'confirmed') && !order.takenByErp
}

/**
 * How a buyer takes back what a line of his waits for: by himself, or, once the ERP has the order, by asking the manager.
 */
export function buyerCancelsWaiting(order: {
  status: OrderStatus
  takenByErp: boolean
}): 'no' | 'at_once' | 'by_request' {
  if (!supplierMayCancel(order.status)) return 'no'
  return order.takenByErp ? 'by_request' : 'at_once'
}

export function supplierMayCancel(status: OrderStatus): boolean {
  return status === 'new' || status === 'confirmed' || status === 'in_work' || status === 'partly_shipped'
}

export function mayConfirm(status: OrderStatus): boolean {
  return status === 'new'
}
