import type { MoneyWire } from '@portal/api/primitives.ts'
import { Decimal } from 'decimal.js'

const Exact = Decimal.clone({ precision: 40, toExpNeg: -30, toExpPos: 40 })

/** What remains of an amount after a sum is taken from it, or how much is missing; of one currency. */
export function moneyLeft(
  available: MoneyWire,
  taken: MoneyWire,
): { left: MoneyWire; missing: MoneyWire | null } {
  const difference = new Exact(available.amount).minus(taken.amount)
  const amountOf = (value: Decimal) => ({ amount: value.toFixed(2), currency: available.currency })
  return difference.lt(0)
    ? { left: amountOf(new Exact(0)), missing: amountOf(difference.abs()) }
    : { left: amountOf(difference), missing: null }
}
