import type { OrderLine } from '@portal/api/orders.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Decimal, decimal, wireQuantity, zero } from '#kernel/money.ts'
import { waitingOf } from './rules.ts'
import { type LineRow, quantitiesOf } from './store.ts'

/** Base units of one lot that are promised to a line. */
export interface PromisedPart {
  eta: string
  confirmed: boolean
  arrived: boolean
  quantity: string
}

/** SQL: what lots promise to a line, by date; `line` is an alias of orders.lines. */
export function promisedParts(line: string): RawBuilder<PromisedPart[] | null> {
  return sql`(select json_agg(json_build_object('eta', lot.eta, 'confirmed', lot.confirmed,
      'arrived', lot.state = 'received', 'quantity', r.quantity::text) order by lot.eta, lot.confirmed desc, lot.id)
    from inventory.lot_reservations r join inventory.lots lot on lot.id = r.lot_id
    where r.order_line_id = ${sql.raw(line)}.id and r.released_at is null)`
}

/**
 * What of a line waits, by date, in its unit: what lots cover, and the rest, whose date is a manager's or to be
 * confirmed. Together it is what waits, never more.
 */
export function promisesOf(line: LineRow, parts: readonly PromisedPart[]): OrderLine['promises'] {
  const waiting = waitingOf(quantitiesOf(line))
  const shown = (quantity: Decimal, rest: Omit<OrderLine['promises'][number], 'quantity'>) =>
    quantity.gt(zero) ? [{ quantity: wireQuantity(quantity), ...rest }] : []
  // a manager's word is about the whole of what waits
  if (line.promised_by_manager && line.promised_on !== null)
    return shown(waiting, { expectedOn: line.promised_on, confirmed: true, arrived: false })
  const perBase = decimal(line.factor_denominator).div(decimal(line.factor_numerator))
  let left = waiting
  const dated = parts.flatMap(({ quantity, eta, confirmed, arrived }) => {
    const inUnit = decimal(quantity).times(perBase).toDecimalPlaces(6)
    const taken = inUnit.gt(left) ? left : inUnit
    left = left.minus(taken)
    return shown(taken, { expectedOn: eta, confirmed, arrived })
  })
  return [...dated, ...shown(left, { expectedOn: null, confirmed: false, arrived: false })]
}
