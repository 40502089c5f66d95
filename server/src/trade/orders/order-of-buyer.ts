import type { Order } from '@portal/api/orders.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { offeredProducts } from '#src/offer/showcase/public.ts'
import { buyerAbilities, buyerScope } from './access.ts'
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
  const leadsOn = (productId: string | null) => productId !== null && offered.has(productId)
  return {
    ...order,
    lines: order.lines.map((line) => (leadsOn(line.productId) ? line : { ...line, slug: null })),
  }
}
