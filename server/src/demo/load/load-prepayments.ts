import type pg from 'pg'
import { decimal, lineAmounts, sum } from '#kernel/money.ts'
import { prepaymentOf } from '#src/terms/contracts/public.ts'
import type { DemoIds } from './demo-ids.ts'

const percent = 30

/**
 * One contract asks a prepayment for what waits: where several of its orders wait the eldest is paid for, and what comes
 * passes the others by.
 */
export async function loadPrepayments(client: pg.ClientBase, ids: DemoIds): Promise<void> {
  const contract = ids.of('contract', 'trader-main')
  await client.query('update contracts.contracts set absent_prepayment = $2 where id = $1', [
    contract,
    percent,
  ])
  await client.query(
    `update orders.orders o set prepayment_percent = $2 where contract_id = $1 and exists (
      select from orders.lines l join inventory.waits w on w.order_line_id = l.id where l.order_id = o.id)`,
    [contract, percent],
  )
  await receiveEldest(client, contract, ids)
  await client.query(
    `update inventory.waits w set held = true from orders.lines l join orders.orders o on o.id = l.order_id
    where w.order_line_id = l.id and o.prepayment_percent is not null and o.prepaid_at is null`,
  )
}

/** A day after it was ordered. */
async function receiveEldest(client: pg.ClientBase, contract: string, ids: DemoIds): Promise<void> {
  const { rows } = await client.query<{
    order_id: string
    currency: string
    price: string
    waiting: string
    rate: string | null
    includes_vat: boolean
  }>(
    `select o.id as order_id, o.currency, l.price, l.quantity - l.reserved - l.picking - l.shipped - l.cancelled as waiting,
      l.vat_rate as rate, l.price_includes_vat as includes_vat
    from inventory.waits w join orders.lines l on l.id = w.order_line_id join orders.orders o on o.id = l.order_id
    where o.id = (select id from (select id, created_at, count(*) over () as all from orders.orders
        where contract_id = $1 and prepayment_percent is not null) o
      where o.all > 1 order by created_at, id limit 1)`,
    [contract],
  )
  const first = rows[0]
  if (!first) return
  const { order_id: order, currency } = first
  const gross = sum(
    rows.map(
      (line) =>
        lineAmounts({
          price: decimal(line.price),
          quantity: decimal(line.waiting),
          rate: line.rate === null ? null : decimal(line.rate),
          includesVat: line.includes_vat,
          currency,
        }).gross,
    ),
  )
  await client.query(
    `update orders.orders set prepaid = $2, prepaid_at = created_at + interval '1 day', prepaid_by = $3 where id = $1`,
    [order, prepaymentOf(percent, gross, currency).toFixed(), ids.of('user', 'manager')],
  )
  await client.query(
    `insert into orders.events (id, order_id, at, kind, source, user_id, details)
    select $2, o.id, o.prepaid_at, 'prepaid', 'manager', o.prepaid_by, jsonb_build_object('percent', $3::text)
    from orders.orders o where o.id = $1`,
    [order, ids.next('event'), String(percent)],
  )
}
