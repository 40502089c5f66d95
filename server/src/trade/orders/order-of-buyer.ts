import type { Order, OrderLine } from '@portal/api/orders.ts'
import { decimal, wireQuantity } from '#kernel/money.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { type Offered, offeredProducts } from '#src/offer/showcase/public.ts'
import { buyerAbilities, buyerScope } from './access.ts'
import { maskedPrepayment } from './prepayment.ts'
import { orderView } from './queries.ts'

/** One order as its buyer sees it: a line leads to its product only while that is offered to him. */
export async function orderOfBuyer(context: Context, orderId: string): Promise<Order> {
  const terms = buyerTerms(context)
  const order = await orderView(
    context.db,
    buyerScope(context.caller, terms),
    orderId,
    buyerAbilities(context.caller, terms),
  )
  const offered = await offeredProducts(
    context.db,
    terms,
    order.lines.flatMap((line) => line.productId ?? []),
    context,
  )
  const lines = order.lines.map((line) => {
    const product = line.productId === null ? undefined : offered.get(line.productId)
    const shown = product ? line : { ...line, slug: null }
    return order.confirmedAt === null ? withoutFigures(shown, product) : shown
  })
  const masked = lines.some((line) => line.confirms)
  return {
    ...order,
    lines,
    prepayment: masked ? maskedPrepayment(order.prepayment) : order.prepayment,
    events: masked ? order.events.filter(({ kind }) => !tellsOfStock.has(kind)) : order.events,
  }
}

/** What happened to a line that tells how much of it came, or was promised. */
const tellsOfStock = new Set(['allocated', 'promised', 'given', 'given_up'])

/**
 * An order that nobody has confirmed can be taken back at once, so what it has reserved, or waits for, would tell how much
 * was there: where the buyer is not shown figures, he hears of them when a manager or the ERP has taken it (law 5).
 */
function withoutFigures(line: OrderLine, product: Offered | undefined): OrderLine {
  if (product?.stockNumberMayBeTold) return line
  const waiting = wireQuantity(decimal(line.waiting).plus(decimal(line.reserved)))
  return { ...line, reserved: '0', waiting, promisedOn: null, promises: [], confirms: true }
}
