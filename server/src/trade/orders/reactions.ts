import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Clock } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db.ts'
import { reaction, type Reaction } from '#kernel/events.ts'
import { writeMail } from '#kernel/mail.ts'
import { ordersCancelled, ordersChanged, ordersConfirmed, ordersPlaced } from './events.ts'
import { buyerLetter, type LetterLine, managerLetter, type OrderNews } from './letters.ts'

/** Letters about orders. Each is written once per event, in the reaction's own transaction; a job sends it. */
export function orderReactions(publicUrl: string, clock: Clock): Reaction[] {
  const write = (news: OrderNews) => (tx: Tx, payload: { orderId: string }, eventId: string) =>
    writeLetters(tx, { news, orderId: payload.orderId, eventId, publicUrl, now: clock.now() })
  return [
    reaction(ordersPlaced, 'orders.write-placed', write('placed')),
    reaction(ordersConfirmed, 'orders.write-confirmed', write('confirmed')),
    reaction(ordersChanged, 'orders.write-changed', write('changed')),
    reaction(ordersCancelled, 'orders.write-cancelled', write('cancelled')),
  ]
}

async function writeLetters(
  tx: Tx,
  told: { news: OrderNews; orderId: string; eventId: string; publicUrl: string; now: Date },
): Promise<void> {
  const { rows } = await sql<{
    number: string
    po_number: string | null
    seller_name: string
    company_name: string
    manager: Reader | null
    lines: LetterLine[] | null
  }>`
    select o.number, o.po_number, s.name as seller_name, c.name as company_name,
      (select json_build_object('email', u.email, 'language', u.language) from identity.users u
        where u.id = c.manager_id and u.state = 'active') as manager,
      (select json_agg(json_build_object('article', l.article, 'partNumber', l.part_number, 'name', l.name,
          'quantity', trim_scale(l.quantity)::text, 'unitName', l.unit_name) order by l.position)
        from orders.lines l where l.order_id = o.id) as lines
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
    lines: order.lines ?? [],
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

interface Reader {
  email: string
  language: Language
}

/** Who ordered; for an order that the supplier made for them, the people of the company who may order (at most 20). */
async function readers(tx: Tx, orderId: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct u.email, u.language
    from orders.orders o
    join organizations.companies c on c.id = o.company_id
    join organizations.members m on m.state = 'active' and (m.company_id = c.id or m.group_id = c.group_id)
      and (m.contract_ids is null or o.contract_id = any(m.contract_ids))
    join identity.users u on u.id = m.user_id and u.state = 'active'
    where o.id = ${orderId} and c.state <> 'inactive'
      and case when o.on_behalf or o.created_by is null then 'orders.submit' = any(m.permissions)
        else u.id = o.created_by end
    order by u.email limit 20`.execute(tx)
  return rows
}
