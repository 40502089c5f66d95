import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'
import { vatRateOf } from '#src/goods/catalog/public.ts'
import type { OrderHappening, OrderRow } from './store.ts'

/** The day in the zone of an order's seller. */
export async function sellersDay(tx: Tx, order: OrderRow, now: Date): Promise<string> {
  const seller = await tx
    .selectFrom('sellers.sellers')
    .select('time_zone')
    .where('id', '=', order.seller_id)
    .executeTakeFirstOrThrow()
  return dateIn(now, seller.time_zone)
}

/** VAT rates of an order's lines on a day, in percent; a line that the portal has no product for keeps its own. */
export async function ratesOfDay(tx: Tx, orderId: string, day: string): Promise<Map<string, Decimal | null>> {
  const { rows } = await sql<{ id: string; rate: string | null }>`
    select l.id, case when p.id is null then l.vat_rate when ct.vat_terms = 'export' then ${vatRateOf('p', 's', day, { exported: true })}
      else ${vatRateOf('p', 's', day)} end::text as rate
    from orders.lines l join orders.orders o on o.id = l.order_id join sellers.sellers s on s.id = o.seller_id
    join contracts.contracts ct on ct.id = o.contract_id left join catalog.products p on p.id = l.product_id
    where l.order_id = ${orderId}`.execute(tx)
  return new Map(rows.map(({ id, rate }) => [id, rate === null ? null : decimal(rate)]))
}

/** What the history tells when the day of shipment brings another rate than the order was placed at. */
export class RateChanges {
  readonly #lines = new Map<string, { from: string | null; to: string | null; lines: number }>()

  note(line: { vat_rate: string | null }, rate: Decimal | null): void {
    const from = line.vat_rate === null ? null : decimal(line.vat_rate).toFixed()
    const to = rate === null ? null : rate.toFixed()
    if (from === to) return
    const key = `${from} ${to}`
    this.#lines.set(key, { from, to, lines: (this.#lines.get(key)?.lines ?? 0) + 1 })
  }

  happenings(day: string): OrderHappening[] {
    return [...this.#lines.values()].map(({ from, to, lines }) => ({
      kind: 'vat_changed',
      details: { from, to, lines: String(lines), on: day },
    }))
  }
}
