import { type Decimal, hundred, roundMoney } from '#kernel/money.ts'

/**
 * What is to be paid before goods that come are allocated to an order: the contract's per cent of the gross of what waits,
 * rounded once, half-up, to the currency's digits. The per cent is whole, 1 to 100.
 */
export function prepaymentOf(percent: number, waitingGross: Decimal, currency: string): Decimal {
  return roundMoney(waitingGross.times(percent).div(hundred), currency)
}
