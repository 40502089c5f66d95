import { receiveLot } from '@portal/api/lots.ts'
import { cancelOrder, getOrderAsOperator } from '@portal/api/orders.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { importStock } from '#src/goods/inventory/public.ts'
import { testApp } from '#test/app.ts'
import { waitingStage } from '#test/waiting.ts'
import { closeAllAbsent } from './close-absent.ts'

const portal = await testApp({ max: 16 })
const { db, call, time } = portal
const { market, order, ordered, lineOf } = waitingStage(portal)

describe('what arrives', () => {
  it('is allocated by the priority of contracts, then by order time, and never twice', async () => {
    const { productId, buyer, arrive, serve } = await market()
    const early = await buyer()
    const late = await buyer()
    const first = await buyer({ allocation_priority: 5 })
    const orders = [
      [early, await ordered(early, productId, '10')],
      [late, await ordered(late, productId, '10')],
      [first, await ordered(first, productId, '4')],
    ] as const
    await arrive('17')
    await serve()
    await serve()
    const got = await Promise.all(orders.map(async ([one, id]) => (await lineOf(one, id)).reserved))
    expect(got).toEqual(['10', '3', '4'])
    const { rows } = await sql<{
      held: string
    }>`select sum(quantity)::text as held from inventory.reservations
      where product_id = ${productId} and released_at is null`.execute(db)
    expect(Number(rows[0]!.held)).toBe(17)
    expect((await lineOf(late, orders[1][1])).events).toContain('allocated')
  })

  it('served by many workers at once is shared out once', async () => {
    const { productId, buyer, warehouse, serve } = await market()
    const buyers = await Promise.all(Array.from({ length: 6 }, () => buyer()))
    const orders = []
    for (const one of buyers) orders.push([one, await ordered(one, productId, '5')] as const)
    await transaction(db, (tx) =>
      importStock(tx, [{ productId, warehouseId: warehouse, quantity: '12' }], time.now),
    )
    await Promise.all(Array.from({ length: 8 }, () => serve()))
    const got = await Promise.all(orders.map(async ([one, id]) => Number((await lineOf(one, id)).reserved)))
    expect(got).toEqual([5, 5, 2, 0, 0, 0])
  })

  it('what one buyer cancels goes to the next in the queue', async () => {
    const { productId, buyer, serve } = await market(10)
    const [one, two] = [await buyer(), await buyer()]
    const mine = await ordered(one, productId, '10')
    const his = await ordered(two, productId, '6')
    await call(cancelOrder, { params: { orderId: mine }, body: {} }, one)
    await serve()
    const line = await lineOf(two, his)
    expect([line.reserved, line.waiting]).toEqual(['6', '0'])
  })

  it('a received lot stays with those whom it was promised to until the stock source has it', async () => {
    const { productId, buyer, lot, office, serve, arrive } = await market()
    const coming = await lot('10', '2026-12-12')
    const one = await buyer()
    const orderId = await ordered(one, productId, '6')
    expect((await call(receiveLot, { params: { lotId: coming.id } }, office)).body.state).toBe('received')
    await serve()
    expect((await lineOf(one, orderId)).promises).toEqual([
      { quantity: '6', expectedOn: '2026-12-12', confirmed: true, arrived: true },
    ])
    await arrive('10')
    const line = await lineOf(one, orderId)
    expect([line.reserved, line.promises]).toEqual(['6', []])
  })

  it('keeps the price of the order, or takes that of the day, as the contract says; the history tells', async () => {
    const { productId, listId, buyer, arrive } = await market()
    const [keeps, refreshes] = [await buyer(), await buyer({ absent_price: 'refresh' })]
    const orders = [await ordered(keeps, productId, '2'), await ordered(refreshes, productId, '2')] as const
    await db
      .updateTable('pricing.prices')
      .set({ amount: '110' })
      .where('price_list_id', '=', listId)
      .execute()
    await arrive('4')
    const kept = await lineOf(keeps, orders[0])
    const fresh = await lineOf(refreshes, orders[1])
    expect([kept.price!.amount, fresh.price!.amount]).toEqual(['100.00', '110.00'])
    expect(fresh.gross!.amount).toBe('220.00')
    expect(fresh.events).toContain('price_changed')
  })
})

describe('the buyer’s choice', () => {
  it('cancels the rest after the day that he named, once, and gives back what was held', async () => {
    const { productId, buyer, office } = await market(3)
    const one = await buyer({ payment_terms: 'credit', credit_mode: 'block', credit_limit: '100000' })
    expect((await order(one, productId, '10', { absentChoice: 'cancel' })).problem.fields).toEqual({
      absentUntil: 'required',
    })
    expect(
      (await order(one, productId, '10', { absentChoice: 'cancel', absentUntil: '2026-11-23' })).problem
        .fields,
    ).toEqual({ absentUntil: 'out_of_range' })
    const orderId = await ordered(one, productId, '10', {
      absentChoice: 'cancel',
      absentUntil: '2026-11-26',
    })
    const before = time.now
    time.now = new Date('2026-11-26T20:00:00Z')
    await closeAllAbsent(db, time.now)
    expect((await lineOf(one, orderId)).cancelled).toBe('0')
    time.now = new Date('2026-11-26T21:30:00Z')
    await Promise.all([closeAllAbsent(db, time.now), closeAllAbsent(db, time.now)])
    await closeAllAbsent(db, time.now)
    const line = await lineOf(one, orderId)
    expect([line.cancelled, line.reserved, line.waiting]).toEqual(['7', '3', '0'])
    expect(line.events.filter((kind) => kind === 'rest_cancelled')).toHaveLength(1)
    const shown = (await call(getOrderAsOperator, { params: { orderId } }, office)).body
    expect([shown.absentChoice, shown.absentUntil, shown.gross!.amount]).toEqual([
      'cancel',
      '2026-11-26',
      '300.00',
    ])
    time.now = before
  })
})
