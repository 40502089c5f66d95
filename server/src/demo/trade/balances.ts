import { addDays, instant } from '../calendar.ts'
import type { DateText, DemoBalance, DemoContract, DemoOrder } from '../demo-data.ts'
import { roubles } from './pricing.ts'

/** What the ERP would say last night: shipped and unpaid orders of contracts on credit, overdue by their terms. */
export function balancesOf(
  orders: Iterable<DemoOrder>,
  contracts: DemoContract[],
  today: DateText,
): DemoBalance[] {
  const sums = new Map(
    contracts
      .filter((contract) => contract.payment === 'credit')
      .map((contract) => [contract.key, { contract, debt: 0, overdue: 0 }]),
  )
  for (const order of orders) {
    const sum = sums.get(order.contract)
    if (!sum || (order.status !== 'shipped' && order.status !== 'delivered')) continue
    const open = Math.round((Number(order.gross) - Number(order.paid)) * 100)
    sum.debt += open
    if (addDays(order.placedAt.slice(0, 10), sum.contract.paymentDays) < today) sum.overdue += open
  }
  return [...sums.values()].map(({ contract, debt, overdue }) => ({
    contract: contract.key,
    debt: roubles(debt),
    overdue: roubles(overdue),
    advances: '0.00',
    asOf: instant(today, 3 * 60, 3),
  }))
}
