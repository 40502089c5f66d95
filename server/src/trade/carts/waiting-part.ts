import type { Cart } from '@portal/api/carts.ts'
import { type Decimal, lineAmounts, wireMoney } from '#kernel/money.ts'
import { prepaymentOf } from '#src/terms/contracts/public.ts'
import type { EvaluatedLine } from './evaluate.ts'

/** Some of a line waits: so much of it as the buyer is told, so much as he is not told, or perhaps nothing (law 5). */
export type Waiting = 'told' | 'untold' | 'maybe'

/** What of a line waits, as far as its buyer is shown, and what that comes to where he is told how much it is. */
export function waitingPart(line: Omit<EvaluatedLine, 'problems' | 'amounts'>): {
  waiting: Waiting | null
  gross: Decimal | null
} {
  const { offered, enough, available, awaited, price, quantity, factor } = line
  if (!offered || enough === 'yes') return { waiting: null, gross: null }
  if (enough === 'unknown') return { waiting: 'maybe', gross: null }
  if (offered.absentGoods === 'forbid') return { waiting: null, gross: null }
  if (!offered.stockNumberMayBeTold || !price || !available) return { waiting: 'untold', gross: null }
  if (!awaited) return { waiting: null, gross: null }
  // as the order will have it: what is there is reserved in whole millionths of the unit
  const reserved = available.div(factor).toDecimalPlaces(6, 1)
  const { gross } = lineAmounts({
    price: price.unitPrice,
    quantity: quantity.minus(reserved),
    rate: offered.vatRate,
    includesVat: price.includesVat,
    currency: price.currency,
  })
  return { waiting: 'told', gross }
}

/**
 * What the buyer is told before he orders: the per cent that is to be prepaid for what waits, and the sum where he is shown
 * all that it is made of. One masked line, and there is no sum: it would tell how much is in stock.
 */
export function prepaymentOfOrder(
  percent: number | null,
  waiting: ReadonlySet<Waiting>,
  gross: Decimal,
  currency: string,
): Cart['orders'][number]['prepayment'] {
  if (percent === null || waiting.size === 0) return null
  const told = waiting.size === 1 && waiting.has('told')
  return {
    percent,
    certain: waiting.has('told') || waiting.has('untold'),
    amount: told ? wireMoney(prepaymentOf(percent, gross, currency), currency) : null,
  }
}
