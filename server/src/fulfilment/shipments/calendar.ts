import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import {
  type ExpectedShipment,
  type getShipmentCalendar,
  mostExpected,
} from '@portal/api/shipment-calendar.ts'
import { sql } from 'kysely'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { buyerScope } from '#src/trade/orders/public.ts'

const mostDays = 62

/** What comes within the orders that the buyer sees, by day; two queries. */
export async function shipmentCalendar(
  context: Context,
  { from, until, deliveryPointId }: ParsedOf<typeof getShipmentCalendar>['query'],
): Promise<OutputOf<typeof getShipmentCalendar>> {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1
  if (days < 1 || days > mostDays) throw new AppError('invalid_input', {}, { until: 'out_of_range' })
  const terms = buyerTerms(context)
  const orders = sql`
    select o.id, o.number from shipments.lines l join orders.lines ol on ol.id = l.order_line_id
    join orders.orders o on o.id = ol.order_id
    where l.shipment_id = s.id and ${buyerScope(context.caller, terms)}`
  const mine = sql`s.company_id = ${terms.companyId} and exists (${orders})
    ${deliveryPointId ? sql`and s.delivery_point_id = ${deliveryPointId}` : sql``}`
  const day = sql`coalesce(s.delivered_on, s.planned_on)`
  const { rows } = await sql<ExpectedShipment>`
    select s.id, s.number, s.status, ${day}::text as day, coalesce(dp.name, s.delivery_address) as "deliveryPointName",
      s.carrier, s.packages,
      (select json_agg(json_build_object('id', d.id, 'number', d.number) order by d.number)
        from (select distinct * from (${orders}) each) d) as orders
    from shipments.shipments s left join organizations.delivery_points dp on dp.id = s.delivery_point_id
    where ${mine} and ${day} between ${from} and ${until}
    order by ${day}, s.number, s.id limit ${mostExpected + 1}`.execute(context.db)
  const undated = await sql<{ count: number }>`
    select count(*)::int from shipments.shipments s
    where ${mine} and s.status <> 'delivered' and s.planned_on is null`.execute(context.db)
  return {
    items: rows.slice(0, mostExpected),
    more: rows.length > mostExpected,
    undated: undated.rows[0]!.count,
  }
}
