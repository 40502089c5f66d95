import type { FastifyReply } from 'fastify'
import { sql } from 'kysely'
import type { App } from '#kernel/app.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { externalIdsOf } from '#src/goods/catalog/public.ts'
import { companyKeysIn } from '#src/people/organizations/public.ts'
import { markTakenByErp, ordersForErp, type OrderToExport } from '#src/trade/orders/public.ts'
import { writeOrders } from './commerceml/write-orders.ts'
import { documentOfOrder, wallClock } from './document-of-order.ts'
import type { ExchangeSession } from './sessions.ts'

/** How many orders one answer holds; what is left comes with the next exchange. */
const mostOrders = 500

/**
 * type=sale&mode=query: the orders that 1C does not have in their present version, as XML. Asking again without
 * mode=success gives them again; which version was given is remembered, because an order may change in between.
 */
export async function answerQuery(
  app: App,
  session: ExchangeSession,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const now = app.clock.now()
  const xml = await transaction(app.db, async (tx) => {
    const orders = await waitingOrders(tx, session)
    const products = orders.flatMap((order) => order.lines.flatMap((line) => line.product_id ?? []))
    const keys = {
      products: await externalIdsOf(tx, session.connection.source, [...new Set(products)]),
      companies: await companyKeysIn(tx, session.connection.source, [
        ...new Set(orders.map((order) => order.company.id)),
      ]),
    }
    const documents = orders.map((order) => documentOfOrder(order, keys))
    const { date, time } = wallClock(now, orders[0]?.seller.timeZone ?? 'Europe/Moscow')
    const text = [...writeOrders(documents, `${date}T${time}`)].join('')
    await offer(tx, session, orders, now)
    await logQuery(tx, session, orders.length, text, now)
    return text
  })
  return reply.header('cache-control', 'no-store').type('text/xml; charset=utf-8').send(xml)
}

/** type=sale&mode=success: 1C has loaded what this session gave it. What it was not given stays to be given. */
export async function confirmQuery(app: App, session: ExchangeSession): Promise<void> {
  const now = app.clock.now()
  await transaction(app.db, async (tx) => {
    const { rows } = await sql<{ order_id: string }>`
      update erp.order_exports set confirmed_version = offered_version, confirmed_at = ${now}
      where connection_id = ${session.connection.id} and offered_session_id = ${session.id}
        and offered_version is distinct from confirmed_version
      returning order_id`.execute(tx)
    await markTakenByErp(
      tx,
      rows.map((row) => row.order_id),
      now,
    )
  })
}

async function waitingOrders(tx: Tx, { connection }: ExchangeSession): Promise<OrderToExport[]> {
  const confirmedOnly = connection.settings.ordersAfterConfirmation
    ? sql`(o.confirmed_at is not null or o.status = 'cancelled')`
    : sql`true`
  return ordersForErp(
    tx,
    sql<boolean>`o.seller_id = ${connection.sellerId} and o.origin <> 'erp' and ${confirmedOnly}
      and not exists (select from erp.order_exports e where e.connection_id = ${connection.id}
        and e.order_id = o.id and e.confirmed_version >= o.version)
      and (o.status <> 'cancelled' or exists (select from erp.order_exports e
        where e.connection_id = ${connection.id} and e.order_id = o.id and e.confirmed_version is not null))`,
    mostOrders,
  )
}

async function offer(
  tx: Tx,
  session: ExchangeSession,
  orders: readonly OrderToExport[],
  now: Date,
): Promise<void> {
  await sql`insert into erp.order_exports as e (connection_id, order_id, offered_version, offered_session_id, offered_at)
    select ${session.connection.id}, id, version, ${session.id}, ${now}
    from unnest(${orders.map((order) => order.id)}::uuid[], ${orders.map((order) => order.version)}::int[]) as o(id, version)
    on conflict (connection_id, order_id) do update set offered_version = excluded.offered_version,
      offered_session_id = excluded.offered_session_id, offered_at = excluded.offered_at`.execute(tx)
}

/** A line in the log of the exchange; an answer without orders leaves none, because 1C asks every few minutes. */
async function logQuery(
  tx: Tx,
  { id, connection }: ExchangeSession,
  orders: number,
  text: string,
  now: Date,
) {
  if (orders === 0) return
  const counts = { order: { read: orders, created: 0, changed: 0, same: 0, quarantined: 0, skipped: 0 } }
  const jobId = newId()
  await tx
    .insertInto('erp.jobs')
    .values({
      id: jobId,
      connection_id: connection.id,
      session_id: id,
      direction: 'out',
      kind: 'orders',
      file_name: 'orders.xml',
      size: String(Buffer.byteLength(text)),
      state: 'done',
      progress: 100,
      counts: JSON.stringify(counts),
      received_at: now,
      started_at: now,
      finished_at: now,
    })
    .execute()
  await tellBrowsers(tx, { topic: 'exchange', id: jobId, operator: true })
}
