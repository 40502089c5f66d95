import type { OutputOf } from '@portal/api/endpoint.ts'
import type { getPurchases } from '@portal/api/orders.ts'
import { sql } from 'kysely'
import { wireQuantity } from '#kernel/money.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { buyerScope } from './access.ts'

interface Bought {
  times: number
  last: { orderId: string; number: string; at: Date; quantity: string; unitName: string } | null
  usual: { quantity: string; packagingId: string; unitName: string } | null
}

/** How often the orders that a buyer sees had a product: the last one, and how much is usual. */
export async function purchasesOf(
  context: Context,
  productId: string,
): Promise<OutputOf<typeof getPurchases>> {
  const { rows } = await sql<Bought>`
    with bought as (
      select o.id, o.number, o.created_at, l.packaging_id, l.unit_name, l.quantity - l.cancelled as quantity
      from orders.lines l join orders.orders o on o.id = l.order_id
      where l.product_id = ${productId} and l.quantity > l.cancelled
        and ${buyerScope(context.caller, buyerTerms(context))}
    )
    select (select count(distinct id)::int from bought) as times,
      (select json_build_object('orderId', id, 'number', number, 'at', created_at, 'quantity', quantity::text, 'unitName', unit_name)
        from bought order by created_at desc, id desc limit 1) as last,
      (select json_build_object('quantity', percentile_disc(0.5) within group (order by quantity)::text,
          'packagingId', packaging_id, 'unitName', max(unit_name))
        from bought group by packaging_id order by count(*) desc, max(created_at) desc limit 1) as usual`.execute(
    context.db,
  )
  const { times = 0, last = null, usual = null } = rows[0] ?? {}
  return {
    times,
    last: last && { ...last, at: new Date(last.at).toISOString(), quantity: wireQuantity(last.quantity) },
    usual: usual && { ...usual, quantity: wireQuantity(usual.quantity) },
  }
}
