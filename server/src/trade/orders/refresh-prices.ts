import type { Tx } from '#kernel/db.ts'
import { decimal, sum } from '#kernel/money.ts'
import { priceLines } from '#src/offer/showcase/public.ts'
import { termsOfContract } from '#src/terms/contracts/public.ts'
import { changeHold } from '#src/terms/credit/public.ts'
import { setLine } from './set-line.ts'
import type { WaitingOrder } from './waiting-orders.ts'
import { type LineRow, linesOf, type OrderHappening } from './store.ts'

/**
 * Where the contract says so, a line whose goods have come gets the price of today. A line that is shipped in part, or
 * whose order the ERP has answered, keeps its price: it stands in somebody's papers. Answers the orders that changed.
 */
export async function refreshPrices(
  tx: Tx,
  orders: ReadonlyMap<string, WaitingOrder>,
  got: readonly LineRow[],
  now: Date,
  tell: (line: LineRow, ...told: OrderHappening[]) => void,
): Promise<Set<string>> {
  const fresh = got.filter((line) => {
    const { order, refreshesPrice } = orders.get(line.order_id)!
    return (
      refreshesPrice &&
      order.erp_answered_at === null &&
      decimal(line.shipped).isZero() &&
      decimal(line.picking).isZero()
    )
  })
  const changed = new Set<string>()
  for (const [contractId, own] of Map.groupBy(
    fresh,
    (line) => orders.get(line.order_id)!.order.contract_id,
  )) {
    const terms = await termsOfContract(tx, contractId)
    if (!terms) continue
    const prices = await priceLines(
      tx,
      terms,
      own.map((line) => ({
        productId: line.product_id!,
        packagingId: line.packaging_id,
        quantity: decimal(line.quantity),
      })),
      { now },
    )
    for (const [index, line] of own.entries()) {
      const price = prices[index]
      const { order } = orders.get(line.order_id)!
      if (!price || price.unitPrice.equals(decimal(line.price)) || price.currency !== order.currency) continue
      await setLine(tx, order, line, { price: price.unitPrice })
      changed.add(order.id)
      tell(line, {
        kind: 'price_changed',
        lineId: line.id,
        details: { from: decimal(line.price).toFixed(), to: price.unitPrice.toFixed() },
      })
    }
  }
  for (const orderId of changed) {
    const { order } = orders.get(orderId)!
    const lines = await linesOf(tx, orderId)
    await changeHold(tx, {
      contractId: order.contract_id,
      orderId,
      amount: sum(lines.map((line) => decimal(line.gross))),
      now,
      reason: 'price_refreshed',
      check: false,
    })
  }
  return changed
}
