import { sql } from 'kysely'
import type { Clock } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db.ts'
import { reaction, type Reaction } from '#kernel/events.ts'
import { writeMail } from '#kernel/mail.ts'
import { lotsChanged, stockChanged } from '#src/goods/inventory/events.ts'
import {
  goodsFreed,
  ordersCancelled,
  ordersChanged,
  ordersConfirmed,
  ordersPlaced,
  ordersServed,
  ordersShipped,
} from './events.ts'
import { buyerLetter, type LetterLine, managerLetter, type OrderNews } from './letters.ts'
import { readers, type Reader } from './readers.ts'
import { serveWaiting } from './serve-waiting.ts'
import { writeServedLetters } from './served-letters.ts'
import { tellWhoWaits } from './waiting-orders.ts'

/** Those who wait are served when goods or dates change. Letters about orders: each is written once per event, in the reaction's own transaction; a job sends it. */
export function orderReactions(publicUrl: string, clock: Clock): Reaction[] {
  const write =
    (news: OrderNews) =>
    (tx: Tx, { orderId, shipment = null }: { orderId: string; shipment?: string | null }, eventId: string) =>
      writeLetters(tx, { news, orderId, shipment, eventId, publicUrl, now: clock.now() })
  const serve = (tx: Tx, payload: { productIds: string[] }) =>
    serveWaiting(tx, payload.productIds, clock.now())
  return [
    reaction(stockChanged, 'orders.serve-stock', serve),
    reaction(goodsFreed, 'orders.serve-freed', serve),
    reaction(lotsChanged, 'orders.serve-lots', async (tx, payload) => {
      await serve(tx, payload)
      await tellWhoWaits(tx, payload.productIds)
    }),
    reaction(ordersServed, 'orders.write-served', (tx, payload, eventId) =>
      writeServedLetters(tx, { ...payload, eventId, publicUrl, now: clock.now() }),
    ),
    reaction(ordersPlaced, 'orders.write-placed', write('placed')),
    reaction(ordersConfirmed, 'orders.write-confirmed', write('confirmed')),
    reaction(ordersChanged, 'orders.write-changed', write('changed')),
    reaction(ordersShipped, 'orders.write-shipped', write('shipped')),
    reaction(ordersCancelled, 'orders.write-cancelled', write('cancelled')),
  ]
}

async function writeLetters(
  tx: Tx,
  told: {
    news: OrderNews
    orderId: string
    shipment: string | null
    eventId: string
    publicUrl: string
    now: Date
  },
): Promise<void> {
  const { rows } = await sql<{
    number: string
    po_number: string | null
    seller_name: string
    company_name: string
    manager: Reader | null
    lines: LetterLine[] | null
    shipped_lines: LetterLine[] | null
    partly: boolean
    prepayment: number | null
  }>`
    select o.number, o.po_number, s.name as seller_name, c.name as company_name,
      (select json_build_object('email', u.email, 'language', u.language) from identity.users u
        where u.id = c.manager_id and u.state = 'active') as manager,
      (select json_agg(json_build_object('article', l.article, 'partNumber', l.part_number, 'name', l.name,
          'quantity', trim_scale(l.quantity)::text, 'unitName', l.unit_name) order by l.position)
        from orders.lines l where l.order_id = o.id) as lines,
      (select json_agg(json_build_object('article', l.article, 'partNumber', l.part_number, 'name', l.name,
          'quantity', trim_scale(p.quantity)::text, 'unitName', l.unit_name) order by l.position)
        from orders.shipped_parts p join orders.lines l on l.id = p.line_id
        where l.order_id = o.id and p.shipment_number = ${told.shipment}) as shipped_lines,
      o.status = 'partly_shipped' as partly, o.prepayment_percent as prepayment
    from orders.orders o
    join sellers.sellers s on s.id = o.seller_id
    join organizations.companies c on c.id = o.company_id
    where o.id = ${told.orderId}`.execute(tx)
  const order = rows[0]
  if (!order) return
  const facts = {
    number: order.number,
    poNumber: order.po_number,
    sellerName: order.seller_name,
    lines: (told.news === 'shipped' ? order.shipped_lines : order.lines) ?? [],
    shipment: told.shipment,
    partly: order.partly,
    prepayment: order.prepayment,
  }
  for (const { email, language } of await readers(tx, told.orderId))
    await writeMail(
      tx,
      buyerLetter(told.news, {
        ...facts,
        to: email,
        language,
        href: `${told.publicUrl}/orders/${told.orderId}`,
      }),
      `${told.eventId}:${email}`,
      told.now,
    )
  if (told.news === 'placed' && order.manager)
    await writeMail(
      tx,
      managerLetter({
        ...facts,
        to: order.manager.email,
        language: order.manager.language,
        company: order.company_name,
        href: `${told.publicUrl}/office/orders/${told.orderId}`,
      }),
      `${told.eventId}:manager`,
      told.now,
    )
}
