import type { getHome, getToday } from '@portal/api/orders.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { sql } from 'kysely'
import { wireMoney } from '#kernel/money.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { buyerScope, operatorScope } from './access.ts'
import { listOrders } from './queries.ts'

/** States in which somebody still works on an order. */
const openStatuses = ['new', 'confirmed', 'in_work', 'partly_shipped']

/** The cabinet's home. */
export async function homeOf(context: Context): Promise<OutputOf<typeof getHome>> {
  const terms = buyerTerms(context)
  const scope = buyerScope(context.caller, terms)
  const { rows } = await sql<{
    new_orders: number
    in_work: number
    changed: number
    unpaid: number
    open_carts: number
  }>`
    select count(*) filter (where o.status = 'new')::int as new_orders,
      count(*) filter (where o.status in ('confirmed', 'in_work', 'partly_shipped'))::int as in_work,
      count(*) filter (where o.changed_by_erp and o.status in ('new', 'confirmed', 'in_work', 'partly_shipped'))::int as changed,
      count(*) filter (where o.paid < o.gross and o.status in ('shipped', 'delivered', 'partly_shipped'))::int as unpaid,
      (select count(*)::int from carts.carts where company_id = ${terms.companyId} and state = 'open') as open_carts
    from orders.orders o where ${scope}`.execute(context.db)
  const counts = rows[0]
  const open = await listOrders(context.db, scope, { limit: 10, status: openStatuses.join(',') })
  const recent = await listOrders(context.db, scope, { limit: 8 })
  return {
    counts: {
      newOrders: counts?.new_orders ?? 0,
      inWork: counts?.in_work ?? 0,
      changed: counts?.changed ?? 0,
      unpaid: counts?.unpaid ?? 0,
      openCarts: counts?.open_carts ?? 0,
    },
    open: open.items,
    recent: recent.items,
  }
}

/**
 * What needs a manager's hand now, and sales of the last 30 days in roubles, by the day of the default seller's zone; a
 * day without orders is told too, unless all of them are.
 */
export async function todayOf(context: Context): Promise<OutputOf<typeof getToday>> {
  const toConfirm = await listOrders(context.db, operatorScope, { limit: 20, status: 'new' })
  const counted = await sql<{ to_confirm: number; changed: number; not_taken: number; applications: number }>`
    select (select count(*)::int from orders.orders where status = 'new') as to_confirm,
      (select count(*)::int from orders.orders where changed_by_erp and status in ('confirmed', 'in_work', 'partly_shipped')) as changed,
      (select count(*)::int from orders.orders where taken_by_erp_at is null and status = 'confirmed') as not_taken,
      (select count(*)::int from organizations.applications where state in ('new', 'checking')) as applications`.execute(
    context.db,
  )
  const sales = await sql<{ day: string; orders: number; gross: string; currency: string }>`
    with sold as (
      select (o.created_at at time zone s.time_zone)::date as day, count(*)::int as orders, sum(o.gross) as gross
      from orders.orders o
      join sellers.sellers s on s.is_default
      where o.created_at >= ${context.now}::timestamptz - interval '30 days' and o.status <> 'cancelled' and o.currency = 'RUB'
      group by 1)
    select d.day::date as day, coalesce(sold.orders, 0) as orders, coalesce(sold.gross, 0) as gross, 'RUB' as currency
    from sellers.sellers s
    cross join generate_series((${context.now}::timestamptz at time zone s.time_zone)::date - 30,
      (${context.now}::timestamptz at time zone s.time_zone)::date, interval '1 day') d (day)
    left join sold on sold.day = d.day::date
    where s.is_default and exists (select from sold)
    order by 1`.execute(context.db)
  const counts = counted.rows[0]
  return {
    toConfirm: toConfirm.items,
    counts: {
      toConfirm: counts?.to_confirm ?? 0,
      changedByErp: counts?.changed ?? 0,
      notTakenByErp: counts?.not_taken ?? 0,
      applications: counts?.applications ?? 0,
    },
    sales: sales.rows.map((row) => ({
      day: row.day,
      orders: row.orders,
      gross: wireMoney(row.gross, row.currency),
    })),
  }
}
