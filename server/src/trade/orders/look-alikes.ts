import type { findLookAlikes } from '@portal/api/carts.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { buyerScope } from './access.ts'

const day = 24 * 60 * 60_000

/**
 * Guards against ordering the same twice: orders of the last 24 hours whose lines, as the buyer ordered them, are the very
 * lines that the cart has under the order's contract. The newest of each contract, of those that the caller may see.
 */
export async function lookAlikesOf(
  context: Context,
  cartId: string,
): Promise<OutputOf<typeof findLookAlikes>> {
  const terms = buyerTerms(context)
  const cart = await context.db
    .selectFrom('carts.carts')
    .select(['id', 'revision'])
    .where('id', '=', cartId)
    .where('company_id', '=', terms.companyId)
    .where('state', '<>', 'deleted')
    .executeTakeFirst()
  if (!cart) throw new AppError('not_found')
  const since = new Date(context.now.getTime() - day)
  const { rows } = await sql<{ id: string; number: string; created_at: Date }>`
    select distinct on (o.contract_id) o.id, o.number, o.created_at
    from orders.orders o
    join (
      select contract_id, count(*) as lines from carts.lines where cart_id = ${cartId} group by contract_id
    ) mine on mine.contract_id = o.contract_id
    cross join lateral (
      select count(*) as lines, count(c.id) as same
      from orders.lines l
      left join carts.lines c on c.cart_id = ${cartId} and c.contract_id = o.contract_id
        and c.product_id = l.product_id and c.packaging_id = l.packaging_id and c.quantity = l.original_quantity
      where l.order_id = o.id and l.origin = 'buyer'
    ) its
    where ${buyerScope(context.caller, terms)} and o.created_at > ${since} and o.status <> 'cancelled'
      and its.lines = mine.lines and its.same = mine.lines
    order by o.contract_id, o.created_at desc, o.id desc`.execute(context.db)
  return {
    ...cart,
    orders: rows.map(({ id, number, created_at }) => ({ id, number, createdAt: created_at.toISOString() })),
  }
}
