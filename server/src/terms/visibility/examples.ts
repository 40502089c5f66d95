import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { stockExamples } from '@portal/api/stock-display.ts'
import { type Decimal, decimal, one, wireQuantity, zero } from '#kernel/money.ts'
import { show } from './mask-stock.ts'

/** Quantities on both sides of every threshold, and what buyers would see of each. */
export function examplesOf(
  query: ParsedOf<typeof stockExamples>['query'],
): OutputOf<typeof stockExamples>['items'] {
  const policy = {
    id: null,
    display: query.display,
    fewBelow: decimal(query.fewBelow),
    manyFrom: decimal(query.manyFrom),
    cap: decimal(query.cap),
  }
  const half = (value: Decimal) => value.div(2).ceil()
  const tried: Record<typeof query.display, Decimal[]> = {
    exact: [zero, decimal('7'), decimal('1250')],
    bands: [zero, half(policy.fewBelow), policy.fewBelow, policy.manyFrom, policy.manyFrom.times(10)],
    capped: [zero, half(policy.cap), policy.cap, policy.cap.plus(one), policy.cap.times(10)],
    yes_no: [zero, one, decimal('1250')],
    hidden: [zero, decimal('1250')],
  }
  const distinct = [...new Map(tried[query.display].map((each) => [each.toFixed(), each])).values()]
  return distinct.map((quantity) => ({ quantity: wireQuantity(quantity), stock: show(policy, quantity) }))
}
