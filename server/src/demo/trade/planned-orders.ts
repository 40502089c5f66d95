import { addDays, seasonFactor, workday } from '../calendar.ts'
import type { DateText, DemoProduct } from '../demo-data.ts'
import { seasonOf } from '../goods/categories.ts'
import { randomFor } from '../random.ts'
import type { Random } from '../random.ts'
import { habitsOf, inSteps, typicalQuantity } from './habits.ts'
import type { BuyingStyle, Habit } from './habits.ts'

/** What is wanted on a day, before prices and statuses. */
export interface PlannedOrder {
  contract: string
  date: DateText
  author: string
  origin: 'portal' | 'erp' | 'phone' | 'mail'
  comment: string | null
  wanted: { product: DemoProduct; quantity: number }[]
}

/** Eighteen months. */
export const HISTORY_DAYS = 548

/**
 * All orders of one style: on each order day the due habits come together with a few one-offs; what does not
 * fit waits for the next order. Standing sets are orders of their own.
 */
export function planOrders(style: BuyingStyle, offered: DemoProduct[], today: DateText): PlannedOrder[] {
  const random = randomFor(`orders:${style.contract}`)
  const start = addDays(today, -HISTORY_DAYS)
  const dayOf = (day: number): DateText => addDays(start, day)
  const growth = (day: number): number => (1 + style.yearlyGrowth) ** ((day - HISTORY_DAYS / 2) / 365)
  const first = HISTORY_DAYS + (style.firstDay ?? -HISTORY_DAYS)
  // today's orders would lie in the future when the company is made in the morning
  const last = HISTORY_DAYS + (style.lastDay ?? -1)
  const orders: PlannedOrder[] = []
  const head = (day: number, comment: string | null): Omit<PlannedOrder, 'wanted'> => ({
    contract: style.contract,
    date: day >= HISTORY_DAYS - 3 ? dayOf(day) : workday(dayOf(day)),
    author: random.pick(style.authors),
    origin: originOf(style, random),
    comment,
  })

  const habits = habitsOf(style, offered, start, HISTORY_DAYS, random)
  const due = new Map<Habit, number>(
    habits.map((habit) => [habit, Math.max(first, habit.from) + random.int(0, habit.intervalDays)]),
  )
  for (let day = first + random.int(0, style.cadenceDays); day <= last;) {
    const [least, most] = style.lines
    const alive = habits.filter((habit) => day >= habit.from && day <= habit.until)
    const byDue = alive.sort((a, b) => due.get(a)! - due.get(b)!)
    const ripe = byDue.filter((habit) => due.get(habit)! <= day + 2).slice(0, most - 3)
    const oneOffs = random.sample(offered, random.int(1, 3))
    // a small order is filled up with what would be due soon
    const chosen = byDue.slice(0, Math.max(ripe.length, least))
    const wanted = chosen.map((habit) => {
      const season = seasonFactor(seasonOf(habit.product.category), dayOf(day))
      due.set(habit, day + Math.max(5, (habit.intervalDays / Math.sqrt(season)) * (1 + 0.1 * random.bell())))
      const quantity = habit.quantity * growth(day) * season * (1 + 0.12 * random.bell())
      return { product: habit.product, quantity: inSteps(quantity, habit.product) }
    })
    for (const product of oneOffs) {
      if (product.createdOn > dayOf(day) || wanted.some((line) => line.product === product)) continue
      wanted.push({ product, quantity: typicalQuantity(product, style.lineSum * (0.2 + random.next())) })
    }
    orders.push({ ...head(day, random.chance(0.15) ? random.pick(remarks) : null), wanted })
    const next = day + Math.max(2, Math.round(style.cadenceDays * (1 + 0.3 * random.bell())))
    // the last order of a frequent buyer is a fresh one
    day = next > last && day < last - 3 && style.cadenceDays < 14 ? last - random.int(0, 2) : next
  }

  for (const [i, set] of style.standing.entries()) {
    const goods = random
      .sample(
        habits.filter((habit) => habit.until === Infinity && habit.from <= 0),
        set.size,
      )
      .map((habit) => ({ product: habit.product, quantity: inSteps(habit.quantity, habit.product) }))
    for (let day = first + 9 + i * 5; day <= last; day += set.everyDays) {
      // one line in twenty is left out, every third quantity moves a little
      const wanted = goods
        .filter(() => !random.chance(0.05))
        .map(({ product, quantity }) => ({
          product,
          quantity: random.chance(0.33) ? inSteps(quantity * (1 + 0.08 * random.bell()), product) : quantity,
        }))
      if (wanted.length >= 10) orders.push({ ...head(day, set.comment), origin: 'portal', wanted })
    }
  }
  return orders
}

function originOf(style: BuyingStyle, random: Random): PlannedOrder['origin'] {
  const draw = random.next()
  const [portal, erp, phone] = style.origins
  return draw < portal
    ? 'portal'
    : draw < portal + erp
      ? 'erp'
      : draw < portal + erp + phone
        ? 'phone'
        : 'mail'
}

const remarks = [
  'Отгрузить одной машиной',
  'Позвонить за час до доставки',
  'Нужны сертификаты на всю партию',
  'Въезд по пропускам, водителя сообщить накануне',
  'Если чего-то нет, отгрузите остальное',
  'Кабель — целыми бухтами',
  'Разгрузка боковая',
]
