import { addDays, daysBetween, instant } from '../calendar.ts'
import type {
  DateText,
  DemoCompany,
  DemoContract,
  DemoOrder,
  DemoOrderEvent,
  DemoOrderLine,
  DemoOrderStatus,
} from '../demo-data.ts'
import { randomFor } from '../random.ts'
import type { Random } from '../random.ts'
import type { PlannedOrder } from './planned-orders.ts'
import { lineSum, priceText, roubles, vatPercent } from './pricing.ts'
import type { FoundPrice } from './pricing.ts'
import type { DemoProduct } from '../demo-data.ts'

export interface OrderTerms {
  company: DemoCompany
  contract: DemoContract
  vatRegime: 'general' | 'usn5'
  priceOf: (
    product: DemoProduct,
    unit: string,
    factor: number,
    quantity: number,
    date: DateText,
  ) => FoundPrice
}

/** An order as it stands today: older ones are delivered, the newest wait for a manager. */
export function orderOf(
  planned: PlannedOrder,
  terms: OrderTerms,
  number: number,
  today: DateText,
): DemoOrder {
  const key = `${planned.contract}:${planned.date}:${number}`
  const random = randomFor(`order:${key}`)
  const age = daysBetween(planned.date, today)
  const stage = stageAt(age, random)
  const lines = planned.wanted.map((line) => lineOf(line, planned.date, terms, stage, random))
  const status = statusOf(lines, stage)
  const sum = (part: 'net' | 'vat' | 'gross'): number =>
    lines.reduce((total, line) => total + Math.round(Number(line[part]) * 100), 0)
  const gross = sum('gross')
  const placedAt = instant(planned.date, random.int(8 * 60 + 40, 17 * 60 + 50), 3)
  const manager = terms.company.manager
  const byManager = planned.origin === 'phone' || planned.origin === 'mail'
  const finished = status === 'delivered' || status === 'shipped'
  const paidBy = terms.contract.payment === 'prepaid' ? 2 : terms.contract.paymentDays + random.int(-4, 6)
  const isPaid = finished && age > paidBy
  const events = eventsOf(planned, status, placedAt, age, manager, random)
  return {
    key,
    number: String(number),
    company: terms.company.key,
    contract: terms.contract.key,
    seller: terms.contract.seller,
    deliveryPoint: random.chance(0.7)
      ? terms.company.deliveryPoints[0]!.key
      : random.pick(terms.company.deliveryPoints).key,
    warehouse: terms.contract.warehouses[0]!,
    author: planned.origin === 'erp' ? null : byManager ? manager : planned.author,
    onBehalf: byManager,
    origin: planned.origin,
    placedAt,
    status,
    poNumber:
      planned.origin === 'portal' && random.chance(0.6)
        ? `${random.pick(['ЗП', 'СН', 'Т'])}-${random.int(100, 9999)}`
        : null,
    wantedOn: random.chance(0.5) ? addDays(planned.date, random.int(3, 10)) : null,
    comment: planned.comment,
    net: roubles(sum('net')),
    vat: roubles(sum('vat')),
    gross: roubles(gross),
    paid: isPaid ? roubles(gross) : '0.00',
    lines,
    events: isPaid ? withPayment(events, placedAt, paidBy) : events,
  }
}

/** How far an order of this age has come; what its lines say in the end may differ. */
function stageAt(age: number, random: Random): DemoOrderStatus {
  const draw = random.next()
  if (age > 3 && draw < 0.025) return 'cancelled'
  if (age > 21) return draw < 0.035 ? 'partly_shipped' : 'delivered'
  if (age > 10) return draw < 0.15 ? 'partly_shipped' : draw < 0.3 ? 'shipped' : 'delivered'
  if (age > 5) return draw < 0.3 ? 'partly_shipped' : draw < 0.7 ? 'shipped' : 'in_work'
  if (age > 2) return draw < 0.65 ? 'in_work' : 'confirmed'
  return age > 1 && draw < 0.6 ? 'confirmed' : 'new'
}

/** The portal's own rule: a status is what the quantities of the lines add up to. */
function statusOf(lines: DemoOrderLine[], stage: DemoOrderStatus): DemoOrderStatus {
  const total = (part: 'quantity' | 'cancelled' | 'shipped' | 'delivered' | 'picking'): number =>
    lines.reduce((sum, line) => sum + Number(line[part]), 0)
  const wanted = total('quantity') - total('cancelled')
  if (wanted === 0) return 'cancelled'
  if (total('shipped') >= wanted) return total('delivered') >= wanted ? 'delivered' : 'shipped'
  if (total('shipped') > 0) return 'partly_shipped'
  if (total('picking') > 0) return 'in_work'
  return stage === 'new' ? 'new' : 'confirmed'
}

function lineOf(
  wanted: PlannedOrder['wanted'][number],
  date: DateText,
  terms: OrderTerms,
  status: DemoOrderStatus,
  random: Random,
): DemoOrderLine {
  const { product } = wanted
  // whole boxes are ordered as boxes by every second buyer
  const box = product.packagings.find((pack) => pack.unit === 'box' && wanted.quantity % pack.factor === 0)
  const [unit, factor] = box && random.chance(0.5) ? [box.unit, box.factor] : [product.baseUnit, 1]
  const quantity = wanted.quantity / factor
  const found = terms.priceOf(product, unit, factor, quantity, date)
  const rate = vatPercent(product.vatClass, terms.vatRegime, date)
  const { net, vat, gross } = lineSum(found.price, quantity, rate)
  const split = { reserved: 0, picking: 0, shipped: 0, delivered: 0, cancelled: 0 }
  if (status === 'cancelled') split.cancelled = quantity
  if (status === 'confirmed' || status === 'new')
    split.reserved = random.chance(0.9) ? quantity : Math.floor(quantity / 2)
  if (status === 'in_work') split[random.chance(0.6) ? 'picking' : 'reserved'] = quantity
  if (status === 'shipped' || status === 'delivered') split.shipped = quantity
  if (status === 'partly_shipped') {
    // most lines have left whole, some wait for goods, some went in part
    const fate = random.next()
    split.shipped = fate < 0.7 ? quantity : fate < 0.85 ? 0 : Math.floor(quantity / 2)
  }
  if (status === 'delivered') split.delivered = quantity
  return {
    product: product.key,
    unit,
    factor,
    quantity: String(quantity),
    price: priceText(found.price),
    basePrice: priceText(found.basePrice),
    priceSource: found.source,
    vatPercent: String(rate),
    net: roubles(net),
    vat: roubles(vat),
    gross: roubles(gross),
    reserved: String(split.reserved),
    picking: String(split.picking),
    shipped: String(split.shipped),
    delivered: String(split.delivered),
    cancelled: String(split.cancelled),
  }
}

function eventsOf(
  planned: PlannedOrder,
  status: DemoOrderStatus,
  placedAt: string,
  age: number,
  manager: string,
  random: Random,
): DemoOrderEvent[] {
  const events: DemoOrderEvent[] = []
  let at = Date.parse(placedAt)
  const happened = (
    kind: DemoOrderEvent['kind'],
    hoursLater: number,
    source: DemoOrderEvent['source'],
    by: string | null,
  ): void => {
    at += Math.round(hoursLater * 3_600_000)
    events.push({ at: new Date(at).toISOString(), kind, source, by })
  }
  const byManager = planned.origin === 'phone' || planned.origin === 'mail'
  const source = planned.origin === 'erp' ? 'erp' : byManager ? 'manager' : 'buyer'
  happened('placed', 0, source, planned.origin === 'erp' ? null : byManager ? manager : planned.author)
  if (status === 'new') return events
  if (status === 'cancelled') {
    const regretted = random.chance(0.5)
    happened(
      'cancelled',
      3 + 40 * random.next(),
      regretted ? 'buyer' : 'manager',
      regretted ? planned.author : manager,
    )
    return events
  }
  happened('confirmed', 0.4 + 3 * random.next(), 'manager', manager)
  if (age > 1) happened('taken', 0.2 + 0.5 * random.next(), 'erp', null)
  if (status === 'confirmed') return events
  // the pace fits the order's age, so that nothing happens after today
  const pace = Math.min(1, age / 9)
  happened('picking', pace * (10 + 14 * random.next()), 'erp', null)
  if (status === 'in_work') return events
  happened('shipped', pace * (16 + 40 * random.next()), 'erp', null)
  if (status === 'delivered') happened('delivered', pace * (20 + 70 * random.next()), 'erp', null)
  return events
}

function withPayment(events: DemoOrderEvent[], placedAt: string, days: number): DemoOrderEvent[] {
  const at = new Date(Date.parse(placedAt) + days * 86_400_000).toISOString()
  const payment: DemoOrderEvent = { at, kind: 'paid', source: 'erp', by: null }
  return [...events, payment].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
