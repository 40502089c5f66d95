import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { type Letter, writeMail } from '#kernel/mail.ts'
import { wireQuantity } from '#kernel/money.ts'
import { letter } from '#src/people/identity/public.ts'
import { readers } from './readers.ts'

interface ServedLine {
  order_id: string
  number: string
  article: string | null
  name: string
  unit_name: string
  /** nobody has taken the order yet: what it got may be more than its buyer is shown (law 5) */
  is_new: boolean
  reserved: string
  waiting: string
  promised_on: string | null
}

/** One letter tells of so many lines; the orders tell the rest. */
const most = 40

/**
 * Tells people whose goods have come, or come on another day than promised: one letter a person for a whole batch,
 * however many lines and orders it touches. Read as it stands now.
 */
export async function writeServedLetters(
  tx: Tx,
  told: { lineIds: readonly string[]; eventId: string; publicUrl: string; now: Date },
): Promise<void> {
  const { rows } = await sql<ServedLine>`
    select l.order_id, o.number, l.article, l.name, l.unit_name, o.confirmed_at is null as is_new, l.reserved, l.promised_on,
      l.quantity - l.reserved - l.picking - l.shipped - l.cancelled as waiting
    from orders.lines l join orders.orders o on o.id = l.order_id
    where l.id = any(${[...told.lineIds]}::uuid[]) order by o.created_at, o.id, l.position`.execute(tx)
  const people = new Map<string, { language: Language; lines: ServedLine[] }>()
  for (const [orderId, lines] of Map.groupBy(rows, (line) => line.order_id))
    for (const { email, language } of await readers(tx, orderId)) {
      const known = people.get(email)
      people.set(email, { language, lines: [...(known?.lines ?? []), ...lines] })
    }
  for (const [email, { language, lines }] of people)
    await writeMail(
      tx,
      servedLetter(email, language, lines, told.publicUrl),
      `${told.eventId}:${email}`,
      told.now,
    )
}

function servedLetter(
  to: string,
  language: Language,
  lines: readonly ServedLine[],
  publicUrl: string,
): Letter {
  const orders = [...new Set(lines.map((line) => line.order_id))]
  const shown = lines.slice(0, most).map((line) => lineText(language, line))
  const rest = lines.length - shown.length
  const href = orders.length === 1 ? `${publicUrl}/orders/${orders[0]}` : `${publicUrl}/orders`
  const number = lines[0]!.number
  if (language === 'en')
    return letter(
      to,
      orders.length === 1
        ? `Order ${number}: news of goods that you wait for`
        : `Goods that you wait for: ${lines.length} lines in ${orders.length} orders`,
      ['What has come is reserved for you, and dates have been looked at again.', ...shown].concat(
        rest > 0 ? [`And ${rest} more: see the orders.`] : [],
      ),
      { text: orders.length === 1 ? 'Open the order' : 'Open the orders', href },
    )
  return letter(
    to,
    orders.length === 1
      ? `Заказ ${number}: новости о товаре, которого вы ждёте`
      : `Товар, которого вы ждёте: строк — ${lines.length}, заказов — ${orders.length}`,
    ['Что поступило, отложено для вас; сроки остального уточнены.', ...shown].concat(
      rest > 0 ? [`И ещё строк: ${rest}. Все они видны в заказах.`] : [],
    ),
    { text: orders.length === 1 ? 'Открыть заказ' : 'Открыть заказы', href },
  )
}

function lineText(language: Language, line: ServedLine): string {
  const { number, article, name, unit_name: unit, reserved, waiting, promised_on: date } = line
  const what = [article, name].filter(Boolean).join(' ')
  if (line.is_new)
    return language === 'ru'
      ? `Заказ ${number}. ${what}: есть новости о поступлении`
      : `Order ${number}. ${what}: there is news of a receipt`
  const count = (value: string) =>
    `${wireQuantity(value).replace('.', language === 'ru' ? ',' : '.')} ${unit}`
  const parts =
    language === 'ru'
      ? [
          Number(reserved) > 0 && `отложено ${count(reserved)}`,
          Number(waiting) > 0 &&
            `ждём ${count(waiting)}${date ? ` к ${dayText(date, language)}` : ', дата уточняется'}`,
        ]
      : [
          Number(reserved) > 0 && `reserved ${count(reserved)}`,
          Number(waiting) > 0 &&
            `waiting ${count(waiting)}${date ? ` until ${dayText(date, language)}` : ', the date is being clarified'}`,
        ]
  const state =
    parts.filter(Boolean).join(', ') || (language === 'ru' ? 'ничего не ждёт' : 'waits for nothing')
  return language === 'ru' ? `Заказ ${number}. ${what}: ${state}` : `Order ${number}. ${what}: ${state}`
}

function dayText(date: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${date}T00:00:00Z`))
}
