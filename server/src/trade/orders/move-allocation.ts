import type { moveAllocation } from '@portal/api/absent-goods.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { type Decimal, decimal, sum, wireQuantity, zero } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { lockGoods, moveStockHolds, reserve } from '#src/goods/inventory/public.ts'
import { lotsChanged } from '#src/goods/inventory/events.ts'
import { record } from '#src/people/audit/public.ts'
import { ordersServed } from './events.ts'
import { pushWaits } from './push-waits.ts'
import { supplierMayCancel, waitingOf } from './rules.ts'
import {
  type LineRow,
  linesOf,
  lockContracts,
  type OrderRow,
  quantitiesOf,
  settleOrder,
  tellHistory,
} from './store.ts'

type Move = ParsedOf<typeof moveAllocation>['body']

/**
 * A manager gives goods to a line out of turn: from what is free, or from what another line holds and has not been
 * picked. Who gave them up waits again, in his old place. Both histories and the audit log tell, with the reason.
 */
export async function moveByHand(context: Context, productId: string, move: Move): Promise<void> {
  await transaction(context.db, async (tx) => {
    const { to, from } = await lockLines(tx, productId, move)
    await lockGoods(tx, [productId])
    const asked = decimal(move.quantity)
    if (asked.gt(inBase(to.line, waitingOf(quantitiesOf(to.line)))))
      throw new AppError('invalid_input', {}, { quantity: 'above_waiting' })
    const moved = from
      ? await fromLine(tx, productId, { to, from, asked }, context.now)
      : await fromStock(tx, productId, to, asked, context.now)
    const details = { reason: move.reason }
    await change(tx, to.line, inUnit(to.line, moved))
    if (from) await change(tx, from.line, inUnit(from.line, moved).negated())
    await pushWaits(tx, [to.order.id, ...(from ? [from.order.id] : [])], {
      now: context.now,
      tellOthers: false,
      productIds: [productId],
    })
    for (const side of from ? [to, from] : [to]) {
      const given = side === from
      await settle(tx, context, side, {
        kind: given ? 'given_up' : 'given',
        details: { quantity: wireQuantity(inUnit(side.line, moved)), ...details },
      })
    }
    await record(tx, context, {
      action: 'order.move_allocation',
      entityKind: 'product',
      entityId: productId,
      companyId: to.order.company_id,
      details: { ...move, toOrder: to.order.number, fromOrder: from?.order.number ?? null },
    })
    // the lots that were promised to the one are the other's now
    await publish(tx, lotsChanged, { productIds: [productId] })
    await publish(tx, ordersServed, { lineIds: [to.line.id, ...(from ? [from.line.id] : [])] })
  })
}

interface Side {
  order: OrderRow
  line: LineRow
}

/** Both orders in id order, then their contracts. */
async function lockLines(
  tx: Tx,
  productId: string,
  { toLineId, fromLineId }: Move,
): Promise<{ to: Side; from: Side | null }> {
  if (toLineId === fromLineId) throw new AppError('invalid_input', {}, { fromLineId: 'same_line' })
  const ids = [toLineId, ...(fromLineId ? [fromLineId] : [])]
  const { rows: orders } = await sql<OrderRow>`
    select o.* from orders.orders o where o.id in (select l.order_id from orders.lines l
      where l.id = any(${ids}::uuid[]) and l.product_id = ${productId}) order by o.id for update`.execute(tx)
  await lockContracts(
    tx,
    orders.map((order) => order.contract_id),
  )
  const sides: Side[] = []
  for (const order of orders) for (const line of await linesOf(tx, order.id)) sides.push({ order, line })
  const sideOf = (lineId: string) => {
    const found = sides.find(({ line }) => line.id === lineId && line.product_id === productId)
    if (!found) throw new AppError('not_found')
    if (!supplierMayCancel(found.order.status)) throw new AppError('wrong_state')
    return found
  }
  return { to: sideOf(toLineId), from: fromLineId ? sideOf(fromLineId) : null }
}

async function fromLine(
  tx: Tx,
  productId: string,
  { to, from, asked }: { to: Side; from: Side; asked: Decimal },
  now: Date,
): Promise<Decimal> {
  if (asked.gt(inBase(from.line, decimal(from.line.reserved))))
    throw new AppError('invalid_input', {}, { quantity: 'above_held' })
  const moved = await moveStockHolds(
    tx,
    { fromLineId: from.line.id, toLineId: to.line.id, productId, quantity: asked },
    now,
  )
  // the ERP's own figures have it already
  if (moved.lt(asked)) throw new AppError('invalid_input', {}, { quantity: 'above_held' })
  return moved
}

async function fromStock(tx: Tx, productId: string, to: Side, asked: Decimal, now: Date): Promise<Decimal> {
  const wait = await tx
    .selectFrom('inventory.waits')
    .select('warehouse_ids')
    .where('order_line_id', '=', to.line.id)
    .executeTakeFirst()
  if (!wait) throw new AppError('wrong_state')
  const demand = { orderLineId: to.line.id, productId, quantity: asked, warehouseIds: wait.warehouse_ids }
  const [answer] = await reserve(tx, [demand], now)
  if (answer!.missing.gt(zero)) throw new AppError('invalid_input', {}, { quantity: 'above_free' })
  return sum(answer!.parts.map((part) => part.quantity))
}

async function change(tx: Tx, line: LineRow, by: Decimal): Promise<void> {
  const reserved = decimal(line.reserved).plus(by).toFixed()
  await tx.updateTable('orders.lines').set({ reserved }).where('id', '=', line.id).execute()
}

async function settle(
  tx: Tx,
  context: Context,
  { order, line }: Side,
  happening: { kind: string; details: Record<string, string | null> },
): Promise<void> {
  await settleOrder(tx, order, {
    now: context.now,
    confirmed: order.confirmed_at !== null,
    sendToErp: false,
    fromQueue: true,
  })
  const who = { source: 'manager' as const, userId: context.caller.user?.id ?? null, now: context.now }
  await tellHistory(tx, order.id, who, [{ ...happening, lineId: line.id }])
}

const inBase = (line: LineRow, quantity: Decimal) =>
  quantity.times(decimal(line.factor_numerator)).div(decimal(line.factor_denominator)).toDecimalPlaces(6)

const inUnit = (line: LineRow, base: Decimal) =>
  base.times(decimal(line.factor_denominator)).div(decimal(line.factor_numerator)).toDecimalPlaces(6, 1)
