import {
  cancelWaiting,
  cancelWaitingAsOperator,
  declineCancellation,
  getQueue,
  listWaitedProducts,
  moveAllocation,
} from '@portal/api/absent-goods.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeWarehouse } from '#test/factories/goods.ts'
import { waitingStage } from '#test/waiting.ts'
import { transaction } from '#kernel/db.ts'
import { importStock } from '#src/goods/inventory/public.ts'

const portal = await testApp({ max: 16 })
const { db, call, time } = portal
const { market, ordered, lineOf } = waitingStage(portal)

describe('a buyer who will not wait', () => {
  it('takes back what waits by himself, and asks a manager once the ERP has the order', async () => {
    const { productId, buyer, office } = await market(3)
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    const { id: lineId } = await lineOf(one, orderId)
    const params = { orderId, lineId }
    expect((await call(cancelWaiting, { params, body: { quantity: '8' } }, one)).problem.fields).toEqual({
      quantity: 'above_waiting',
    })
    const after = (await call(cancelWaiting, { params, body: { quantity: '2' } }, one)).body.lines[0]!
    expect([after.cancelled, after.waiting, after.reserved]).toEqual(['2', '5', '3'])
    await db
      .updateTable('orders.orders')
      .set({ taken_by_erp_at: time.now })
      .where('id', '=', orderId)
      .execute()
    const asked = (await call(cancelWaiting, { params, body: {} }, one)).body
    expect([asked.lines[0]!.cancelAsked, asked.lines[0]!.waiting]).toEqual(['5', '5'])
    expect(asked.abilities.cancelWaiting).toBe('by_request')
    const declined = (await call(declineCancellation, { params }, office)).body.lines[0]!
    expect(declined.cancelAsked).toBe('0')
    await call(cancelWaiting, { params, body: { quantity: '4' } }, one)
    const done = (await call(cancelWaitingAsOperator, { params, body: {} }, office)).body.lines[0]!
    expect([done.cancelled, done.waiting, done.cancelAsked]).toEqual(['6', '1', '0'])
  })

  it('a stranger’s line is not found, and nothing is taken back twice', async () => {
    const { productId, buyer } = await market()
    const [one, stranger] = [await buyer(), await buyer()]
    const orderId = await ordered(one, productId, '4')
    const { id: lineId } = await lineOf(one, orderId)
    const params = { orderId, lineId }
    expect((await call(cancelWaiting, { params, body: {} }, stranger)).code).toBe('not_found')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call(cancelWaiting, { params, body: { quantity: '4' } }, one)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await lineOf(one, orderId)).cancelled).toBe('4')
  })
})

describe('who waits, as the office sees it', () => {
  it('demand by product, the queue in the order of service, and goods given out of turn', async () => {
    const { productId, article, buyer, lot, office, arrive } = await market()
    await lot('5', '2026-12-12')
    const [early, late] = [await buyer(), await buyer()]
    const orders = [await ordered(early, productId, '6'), await ordered(late, productId, '6')] as const
    const { items } = (await call(listWaitedProducts, { query: { search: article } }, office)).body
    expect(items[0]).toMatchObject({
      productId,
      waiting: '12',
      covered: '5',
      oversold: '7',
      lineCount: 2,
      orderCount: 2,
      nearestLot: { eta: '2026-12-12', free: '0', quantity: '5', confirmed: true },
    })
    await arrive('6')
    const before = (await call(getQueue, { params: { productId } }, office)).body
    expect(before.lines.map((line) => line.orderId)).toEqual([orders[1]])
    expect(before.holders.map((line) => line.orderId)).toEqual([orders[0]])
    const move = {
      toLineId: before.lines[0]!.lineId,
      fromLineId: before.holders[0]!.lineId,
      quantity: '4',
      reason: 'срочная стройка',
    }
    const after = (await call(moveAllocation, { params: { productId }, body: move }, office)).body
    expect(after.lines.map((line) => [line.orderId, line.waiting])).toEqual([
      [orders[0], '4'],
      [orders[1], '2'],
    ])
    const given = await lineOf(late, orders[1])
    expect([given.reserved, given.waiting]).toEqual(['4', '2'])
    expect((await lineOf(early, orders[0])).events).toContain('given_up')
    const logged = await db
      .selectFrom('audit.entries')
      .select('details')
      .where('action', '=', 'order.move_allocation')
      .where('entity_id', '=', productId)
      .execute()
    expect(logged[0]!.details).toMatchObject({ reason: 'срочная стройка', quantity: '4' })
    const tooMuch = await call(
      moveAllocation,
      { params: { productId }, body: { ...move, quantity: '90' } },
      office,
    )
    expect(tooMuch.problem.fields).toEqual({ quantity: 'above_waiting' })
    const nothingFree = { toLineId: move.toLineId, quantity: '1', reason: 'из свободного' }
    expect(
      (await call(moveAllocation, { params: { productId }, body: nothingFree }, office)).problem.fields,
    ).toEqual({ quantity: 'above_free' })
  })

  it('what is free is told for each line as its warehouses have it: what lies elsewhere cannot be given to it', async () => {
    const { productId, warehouse, buyer, office } = await market()
    await ordered(await buyer(), productId, '6')
    const elsewhere = await makeWarehouse(db)
    await transaction(db, (tx) =>
      importStock(tx, [{ productId, warehouseId: elsewhere, quantity: '3' }], time.now),
    )
    const before = (await call(getQueue, { params: { productId } }, office)).body
    expect([before.free, before.lines[0]!.free]).toEqual(['3', '0'])
    await transaction(db, (tx) =>
      importStock(tx, [{ productId, warehouseId: warehouse, quantity: '2' }], time.now),
    )
    const after = (await call(getQueue, { params: { productId } }, office)).body
    expect([after.free, after.lines[0]!.free]).toEqual(['5', '2'])
  })
})
