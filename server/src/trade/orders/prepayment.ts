import type { Order } from '@portal/api/orders.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Decimal, decimal, lineAmounts, sum, wireMoney, zero } from '#kernel/money.ts'
import { prepaymentOf } from '#src/terms/contracts/public.ts'
import { supplierMayCancel, waitingOf } from './rules.ts'
import { type LineRow, type OrderRow, quantitiesOf } from './store.ts'

type Prepayment = NonNullable<Order['prepayment']>

/** An order's own columns that its prepayment is told by. */
export type Prepaid = Pick<OrderRow, 'currency' | 'prepayment_percent' | 'prepaid' | 'prepaid_at'>

/** Lines that wait in the portal's queue: what the ERP brought is in its own. */
function inQueue(lines: readonly LineRow[]): LineRow[] {
  return lines.filter(
    (line) => line.origin !== 'erp' && line.product_id !== null && waitingOf(quantitiesOf(line)).gt(zero),
  )
}

/** What is to be paid now before goods are allocated: of what waits at this moment. Nothing waits: null. */
export function prepaymentDue({ prepayment_percent: percent, currency }: Prepaid, lines: readonly LineRow[]) {
  const waiting = inQueue(lines)
  if (percent === null || waiting.length === 0) return null
  return prepaymentOf(percent, sum(waiting.map((line) => grossOf(line, currency))), currency)
}

function grossOf(line: LineRow, currency: string): Decimal {
  return lineAmounts({
    price: decimal(line.price),
    quantity: waitingOf(quantitiesOf(line)),
    rate: line.vat_rate === null ? null : decimal(line.vat_rate),
    includesVat: line.price_includes_vat,
    currency,
  }).gross
}

/** The prepayment as it stands: what was due when it was received stays, whatever has come since. */
export function prepaymentView(
  order: Prepaid & { prepaid_by_name: string | null },
  lines: readonly LineRow[],
): Order['prepayment'] {
  const { prepayment_percent: percent, prepaid, prepaid_at: at, prepaid_by_name: by, currency } = order
  if (percent === null) return null
  const none = { percent, receivedAt: null, receivedByName: null }
  if (at !== null)
    return {
      percent,
      state: 'received',
      amount: wireMoney(prepaid ?? zero, currency),
      receivedAt: at.toISOString(),
      receivedByName: by,
    }
  const due = prepaymentDue(order, lines)
  return due
    ? { ...none, state: 'due', amount: wireMoney(due, currency) }
    : { ...none, state: 'not_due', amount: null }
}

/**
 * To a buyer who is not shown what of his order waits, a prepayment that is due looks like one that is not, and has no sum:
 * either would tell how much was in stock (law 5).
 */
export function maskedPrepayment(prepayment: Order['prepayment']): Order['prepayment'] {
  if (!prepayment) return null
  return { ...prepayment, amount: null, state: prepayment.state === 'received' ? 'received' : 'untold' }
}

/** SQL condition: goods that came were allocated to the order; what a manager gave it by hand does not count. */
export function servedByQueue(order: string): RawBuilder<boolean> {
  return sql`exists (select from orders.events e where e.order_id = ${sql.raw(order)}.id and e.kind = 'allocated')`
}

/** What a manager may do with it; the same rule is checked again when he does it. */
export function prepaymentAbility(order: {
  status: Order['status']
  prepayment: Prepayment['state'] | null
  /** goods have been allocated to it as they came */
  served: boolean
}): Order['abilities']['prepayment'] {
  if (!supplierMayCancel(order.status)) return 'no'
  if (order.prepayment === 'due') return 'receive'
  return order.prepayment === 'received' && !order.served ? 'take_back' : 'no'
}
