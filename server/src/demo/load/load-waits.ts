import type pg from 'pg'
import { decimal } from '#kernel/money.ts'
import { inQueue, type OpenLot, promiseLots, type Wait } from '#src/goods/inventory/public.ts'
import { addDays } from '../calendar.ts'
import type { DateText } from '../demo-data.ts'
import { drawFor } from '../random.ts'
import { copyRows } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

interface WaitRow {
  order_line_id: string
  product_id: string
  number: string
  quantity: string
  warehouse_ids: string[]
  priority: number
  since: Date
}

/**
 * What open orders wait for: the queue, lots that were ordered for it (two thirds of it have one), the dates that they
 * promise, buyers who have chosen what becomes of the rest, and one who asks to cancel.
 */
export async function loadWaits(client: pg.ClientBase, today: DateText, ids: DemoIds): Promise<void> {
  await client.query(
    `update contracts.contracts set allocation_priority = 5, absent_price = 'keep' where id = $1`,
    [ids.of('contract', 'retail-main')],
  )
  // machines are made to order: a manager names the date
  await copyRows(
    client,
    'contracts.absent_rules',
    ['id', 'category_id', 'mode'],
    [[ids.next('absent rule'), ids.of('category', 'compressors'), 'on_request']],
  )
  const waits = await waitingLines(client)
  if (waits.length === 0) return
  await copyRows(
    client,
    'inventory.waits',
    ['order_line_id', 'product_id', 'quantity', 'warehouse_ids', 'priority', 'since'],
    waits.map((wait) => [
      wait.order_line_id,
      wait.product_id,
      wait.quantity,
      wait.warehouse_ids,
      wait.priority,
      wait.since.toISOString(),
    ]),
  )
  const products = [...new Set(waits.map((wait) => wait.product_id))].sort()
  await copyRows(
    client,
    'inventory.queues',
    ['product_id'],
    products.map((product) => [product]),
  )
  await emptyShelves(client)
  await loadLots(client, waits, today, ids)
  await promise(client, waits, today, ids)
  await choose(client, waits, today)
}

async function waitingLines(client: pg.ClientBase): Promise<WaitRow[]> {
  const { rows } = await client.query<WaitRow>(`
    select l.id as order_line_id, l.product_id, o.number, c.allocation_priority as priority, o.created_at as since,
      round((l.quantity - l.reserved - l.picking - l.shipped - l.cancelled) * l.factor_numerator / l.factor_denominator, 6)::text as quantity,
      coalesce((select array_agg(cw.warehouse_id order by cw.priority) from contracts.contract_warehouses cw
        where cw.contract_id = c.id), array(select w.id from inventory.warehouses w where w.active order by w.position, w.id)) as warehouse_ids
    from orders.lines l join orders.orders o on o.id = l.order_id join contracts.contracts c on c.id = o.contract_id
    where o.origin <> 'erp' and o.status in ('new', 'confirmed', 'in_work', 'partly_shipped')
      and l.quantity > l.reserved + l.picking + l.shipped + l.cancelled
    order by o.number::bigint, l.position`)
  return rows
}

/** What is waited for is not there: all that lies on those warehouses is held by orders. */
async function emptyShelves(client: pg.ClientBase): Promise<void> {
  await client.query(`
    update inventory.stock s set quantity = coalesce((select sum(r.quantity) from inventory.reservations r
      where r.product_id = s.product_id and r.warehouse_id = s.warehouse_id and r.released_at is null), 0)
    where exists (select from inventory.waits w where w.product_id = s.product_id and s.warehouse_id = any(w.warehouse_ids))`)
}

/** A lot for most of what is waited for; some of them are not sure of their date, and one in nine is late. */
async function loadLots(
  client: pg.ClientBase,
  waits: readonly WaitRow[],
  today: DateText,
  ids: DemoIds,
): Promise<void> {
  const rows = [...Map.groupBy(waits, (wait) => wait.product_id)].flatMap(([product, own]) => {
    const draw = drawFor(`waited:${own[0]!.number}:${own.length}:${own[0]!.quantity}`)
    if (draw > 0.66) return []
    const waited = own.reduce((total, wait) => total.plus(wait.quantity), decimal('0'))
    const eta = addDays(today, draw < 0.07 ? -3 : 4 + Math.round(draw * 45))
    return [
      [
        ids.next('lot'),
        product,
        own[0]!.warehouse_ids[0]!,
        waited
          .times(draw < 0.3 ? 3 : 1)
          .ceil()
          .toFixed(),
        eta,
        draw < 0.5,
        `Контейнер ${100 + Math.round(draw * 800)}`,
      ],
    ]
  })
  await copyRows(
    client,
    'inventory.lots',
    ['id', 'product_id', 'warehouse_id', 'quantity', 'eta', 'confirmed', 'note'],
    rows,
  )
}

/** By the portal's own rule. */
async function promise(
  client: pg.ClientBase,
  rows: readonly WaitRow[],
  today: DateText,
  ids: DemoIds,
): Promise<void> {
  const lots = await client.query<Omit<OpenLot, 'free'> & { free: string }>(
    `select id, product_id as "productId", warehouse_id as "warehouseId", eta::text, confirmed, quantity::text as free
     from inventory.lots where state = 'expected' and eta >= $1 and product_id = any($2) order by eta, id`,
    [today, rows.map((wait) => wait.product_id)],
  )
  const waits = inQueue(
    rows.map((row): Wait => ({
      orderLineId: row.order_line_id,
      productId: row.product_id,
      quantity: decimal(row.quantity),
      warehouseIds: row.warehouse_ids,
      priority: row.priority,
      since: row.since,
      byLots: true,
      held: false,
    })),
  )
  const promised = promiseLots(
    waits,
    lots.rows.map((lot) => ({ ...lot, free: decimal(lot.free) })),
  )
  const products = new Map(waits.map((wait) => [wait.orderLineId, wait.productId]))
  const etas = new Map(lots.rows.map((lot) => [lot.id, lot.eta]))
  await copyRows(
    client,
    'inventory.lot_reservations',
    ['id', 'order_line_id', 'lot_id', 'product_id', 'quantity', 'created_at'],
    promised.flatMap(({ orderLineId, parts }) =>
      parts.map((part) => [
        ids.next('lot reservation'),
        orderLineId,
        part.lotId,
        products.get(orderLineId)!,
        part.quantity.toFixed(),
        `${today}T00:00:00Z`,
      ]),
    ),
  )
  const dated = promised.filter(({ parts, uncovered }) => parts.length > 0 && uncovered.isZero())
  await client.query(
    `update orders.lines l set promised_on = d.eta from unnest($1::uuid[], $2::date[]) as d(id, eta) where l.id = d.id`,
    [dated.map(({ orderLineId }) => orderLineId), dated.map(({ parts }) => etas.get(parts.at(-1)!.lotId)!)],
  )
}

/** Every third of these orders waits for everything, every fifth not longer than a week; the eldest asks to cancel. */
async function choose(client: pg.ClientBase, waits: readonly WaitRow[], today: DateText): Promise<void> {
  const numbers = [...new Set(waits.map((wait) => wait.number))]
  const every = (step: number) => numbers.filter((number) => Number(number) % step === 0)
  await client.query(`update orders.orders set absent_choice = 'wait' where number = any($1)`, [every(3)])
  await client.query(
    `update orders.orders set absent_choice = 'cancel', absent_until = $2 where number = any($1)`,
    [every(5), addDays(today, 7)],
  )
  await client.query(
    `update orders.lines l set cancel_asked = l.quantity - l.reserved - l.picking - l.shipped - l.cancelled where l.id = $1`,
    [waits[0]!.order_line_id],
  )
}
