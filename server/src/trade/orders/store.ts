import { AppError } from '@portal/api/errors.ts'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { OrdersLines, OrdersOrders } from '#src/database.ts'
import type { Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, sum } from '#kernel/money.ts'
import { pushWaits } from './push-waits.ts'
import { statusOf, type LineQuantities } from './rules.ts'

export type OrderRow = Selectable<OrdersOrders>
export type LineRow = Selectable<OrdersLines> & { parts: StoredPart[] }

/** What has gone of a line, as it is kept; decimals as text. */
interface StoredPart {
  quantity: string
  rate: string | null
  shippedOn: string
  net: string
  vat: string
  gross: string
  shipment: string | null
}

/** Locks an order, and its contract before anything of the contract is changed (law 12), until the transaction ends. */
export async function lockOrder(tx: Tx, orderId: string): Promise<OrderRow> {
  const order = await tx
    .selectFrom('orders.orders')
    .selectAll()
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
  if (!order) throw new AppError('not_found')
  await lockContracts(tx, [order.contract_id])
  return order
}

/** Locks contracts in id order until the transaction ends; rows that only refer to them do not wait. */
export async function lockContracts(tx: Tx, contractIds: readonly string[]): Promise<void> {
  await sql`select from contracts.contracts where id = any(${[...contractIds]}::uuid[])
    order by id for no key update`.execute(tx)
}

/** Plain digits, at most 11: an ERP's column holds no more. */
export async function nextNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select nextval('orders.order_number')::text as number`.execute(tx)
  return rows[0]!.number
}

export async function linesOf(tx: Tx, orderId: string): Promise<LineRow[]> {
  return tx
    .selectFrom('orders.lines')
    .selectAll()
    .select(partsOf('orders.lines').as('parts'))
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute()
}

/** SQL: what has gone, part by part, of a row of orders.lines under an alias. */
export function partsOf(line: string): RawBuilder<StoredPart[]> {
  return sql`coalesce((
    select json_agg(json_build_object('quantity', s.quantity::text, 'rate', s.vat_rate::text, 'shippedOn', s.shipped_on::text,
      'net', s.net::text, 'vat', s.vat::text, 'gross', s.gross::text, 'shipment', s.shipment_number) order by s.position)
    from orders.shipped_parts s where s.line_id = ${sql.ref(`${line}.id`)}), '[]')`
}

export function quantitiesOf(line: LineRow): LineQuantities {
  return {
    quantity: decimal(line.quantity),
    reserved: decimal(line.reserved),
    picking: decimal(line.picking),
    shipped: decimal(line.shipped),
    delivered: decimal(line.delivered),
    cancelled: decimal(line.cancelled),
  }
}

export type EventSource = 'buyer' | 'manager' | 'erp' | 'system'

export interface OrderHappening {
  kind: string
  lineId?: string | null
  details?: Record<string, string | null>
}

/** Writes what happened, for the order's History. */
export async function tellHistory(
  tx: Tx,
  orderId: string,
  by: { source: EventSource; userId: string | null; now: Date },
  happenings: readonly OrderHappening[],
): Promise<void> {
  if (happenings.length === 0) return
  await tx
    .insertInto('orders.events')
    .values(
      happenings.map((happening) => ({
        id: newId(),
        order_id: orderId,
        line_id: happening.lineId ?? null,
        at: by.now,
        kind: happening.kind,
        source: by.source,
        user_id: by.userId,
        details: JSON.stringify(happening.details ?? {}),
      })),
    )
    .execute()
}

/**
 * Derives what is stored of an order from its lines: totals and status. `sendToErp`: other systems must learn of the
 * change, so its version grows (an answer of the ERP itself must not send the order back to it). `fromQueue`: the queue
 * itself has changed the lines, and knows who is next.
 */
export async function settleOrder(
  tx: Tx,
  order: OrderRow,
  options: { now: Date; confirmed: boolean; sendToErp: boolean; fromQueue?: boolean },
): Promise<OrderRow> {
  const lines = await linesOf(tx, order.id)
  const status = statusOf(lines.map(quantitiesOf), options.confirmed)
  const total = (part: 'net' | 'vat' | 'gross') => sum(lines.map((line) => decimal(line[part]))).toFixed()
  const settled = await tx
    .updateTable('orders.orders')
    .set({
      net: total('net'),
      vat: total('vat'),
      gross: total('gross'),
      status,
      confirmed_at: options.confirmed ? (order.confirmed_at ?? options.now) : null,
      cancelled_at: status === 'cancelled' ? (order.cancelled_at ?? options.now) : null,
      version: order.version + (options.sendToErp ? 1 : 0),
      updated_at: options.now,
    })
    .where('id', '=', order.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (!options.fromQueue) await pushWaits(tx, [order.id], { now: options.now, tellOthers: true })
  await tellBrowsers(tx, { topic: 'orders', id: order.id, companyId: order.company_id, operator: true })
  return settled
}
