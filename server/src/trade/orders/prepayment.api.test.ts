import { cancelWaiting, getQueue, listWaitedProducts, moveAllocation } from '@portal/api/absent-goods.ts'
import { addLines, changeLine, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { updateContract } from '@portal/api/contracts.ts'
import { startActing } from '@portal/api/identity.ts'
import { getOrder, getOrderAsOperator, repeatOrder } from '@portal/api/orders.ts'
import { receivePrepayment, takeBackPrepayment } from '@portal/api/prepayment.ts'
import { createStockPolicy } from '@portal/api/stock-display.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { importStock } from '#src/goods/inventory/public.ts'
import { testApp } from '#test/app.ts'
import { makePackaging, makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'
import { serveWaiting } from './serve-waiting.ts'

const { db, call, time } = await testApp()

/** A product at 100.00 of which so many are in stock, and buyers whose contracts ask 30 % unless told otherwise. */
async function market(stock = 0) {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const productId = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: stock } })
  await makePrice(db, listId, productId, 100)
  const manager = await makeUser(db, { operator_role: 'administrator', name: 'Савельев' })
  const office = { cookie: (await signedInAs(db, manager.id)).cookie }
  const buyer = async (row: Parameters<typeof makeContract>[1] = {}) => {
    const companyId = await makeCompany(db)
    const contractId = await makeContract(db, {
      seller_id: sellerId,
      price_list_id: listId,
      warehouses: [warehouse],
      company_id: companyId,
      absent_prepayment: 30,
      ...row,
    })
    const { userId } = await makeMember(db, { company_id: companyId })
    const { cookie } = await signedInAs(db, userId, { contract_id: contractId })
    return { cookie, contractId, companyId }
  }
  const serve = () => transaction(db, (tx) => serveWaiting(tx, [productId], time.now))
  const arrive = async (quantity: string) => {
    await transaction(db, (tx) =>
      importStock(tx, [{ productId, warehouseId: warehouse, quantity }], time.now),
    )
    await serve()
  }
  return { sellerId, warehouse, listId, productId, manager, office, buyer, serve, arrive }
}

type Caller = { cookie: string }

async function cartWith(buyer: Caller, productId: string, quantity: string, packagingId?: string) {
  const { id } = (await call(createCart, { body: { name: 'Корзина' } }, { cookie: buyer.cookie })).body
  const rows = [{ productId, quantity, ...(packagingId ? { packagingId } : {}) }]
  await call(addLines, { params: { cartId: id }, body: { rows } }, { cookie: buyer.cookie })
  return (await call(getCart, { params: { cartId: id } }, { cookie: buyer.cookie })).body
}

async function submitted({ cookie }: Caller, cart: { id: string; revision: number }) {
  const body = { revision: cart.revision, submissionKey: newId() }
  const answer = await call(submitCart, { params: { cartId: cart.id }, body }, { cookie })
  expect(answer.status).toBe(200)
  return answer.body.orders[0]!.id
}

const ordered = async (buyer: Caller, productId: string, quantity: string) =>
  submitted(buyer, await cartWith(buyer, productId, quantity))

const seen = async ({ cookie }: Caller, orderId: string) =>
  (await call(getOrder, { params: { orderId } }, { cookie })).body

const reservedOf = async (buyer: Caller, orderId: string) => (await seen(buyer, orderId)).lines[0]!.reserved

const rub = (amount: string) => ({ amount, currency: 'RUB' })

describe('before the order', () => {
  it('the buyer is told the per cent of what waits and what it comes to; where all is there, nothing', async () => {
    const { productId, buyer } = await market(4)
    const one = await buyer()
    const cart = await cartWith(one, productId, '10')
    expect(cart.orders[0]!.prepayment).toEqual({ percent: 30, certain: true, amount: rub('180.00') })
    const params = { cartId: cart.id, lineId: cart.lines[0]!.id }
    const less = (await call(changeLine, { params, body: { quantity: '5' } }, one)).body
    expect(less.orders[0]!.prepayment).toEqual({ percent: 30, certain: true, amount: rub('30.00') })
    const none = (await call(changeLine, { params, body: { quantity: '4' } }, one)).body
    expect(none.orders[0]!.prepayment).toBeNull()
    const free = await buyer({ absent_prepayment: null })
    expect((await cartWith(free, productId, '10')).orders[0]!.prepayment).toBeNull()
  })

  it('the sum told is the sum that is due, with VAT on top, part of a box and prices of many digits', async () => {
    const { sellerId, warehouse, buyer, office } = await market()
    const listId = await makePriceList(db, { seller_id: sellerId, includes_vat: false })
    const productId = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: 17 } })
    const box = await makePackaging(db, productId)
    await makePrice(db, listId, productId, '3.3333')
    const one = await buyer({ price_list_id: listId, absent_prepayment: 37 })
    const cart = await cartWith(one, productId, '3', box)
    const { amount } = cart.orders[0]!.prepayment!
    const orderId = await submitted(one, cart)
    const order = (await call(getOrderAsOperator, { params: { orderId } }, office)).body
    expect(order.prepayment).toMatchObject({ percent: 37, state: 'due', amount })
    expect(Number(amount!.amount)).toBeGreaterThan(0)
    expect(order.pricesIncludeVat).toBe(false)
  })

  it('where stock is masked only the per cent is told, whatever there is: in the cart and in the order', async () => {
    const answers = []
    for (const stock of [0, 3, 40]) {
      const { productId, buyer, office } = await market(stock)
      const one = await buyer()
      const display = 'hidden' as const
      const policy = { audience: 'company' as const, subjectId: one.companyId, display }
      expect((await call(createStockPolicy, { body: policy }, office)).status).toBe(200)
      const cart = await cartWith(one, productId, '10')
      const order = await seen(one, await submitted(one, cart))
      answers.push({
        told: cart.orders[0]!.prepayment,
        order: order.prepayment,
        kinds: order.events.map(({ kind }) => kind),
      })
    }
    expect(answers[0]).toEqual({
      told: { percent: 30, certain: false, amount: null },
      order: { percent: 30, state: 'untold', amount: null, receivedAt: null, receivedByName: null },
      kinds: ['placed'],
    })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('a role without prices is told the per cent and no sum', async () => {
    const { productId, buyer } = await market()
    const one = await buyer()
    const { userId } = await makeMember(db, {
      company_id: one.companyId,
      role: 'custom',
      permissions: ['catalogue.view', 'carts.edit', 'orders.submit', 'orders.view_all'],
    })
    const orderId = await ordered(one, productId, '10')
    const { cookie } = await signedInAs(db, userId, { contract_id: one.contractId })
    const order = await seen({ cookie }, orderId)
    expect(order.prepayment).toMatchObject({ percent: 30, state: 'due', amount: null })
    const cart = await cartWith({ cookie }, productId, '10')
    expect(cart.orders[0]!.prepayment).toEqual({ percent: 30, certain: true, amount: null })
  })
})

describe('the order', () => {
  it('keeps the per cent of its day, whatever the contract says later', async () => {
    const { productId, buyer, office } = await market()
    const one = await buyer()
    const before = await ordered(one, productId, '10')
    const params = { contractId: one.contractId }
    expect(
      (await call(updateContract, { params, body: { absentPrepayment: 50 } }, office)).body,
    ).toMatchObject({ absentPrepayment: 50 })
    const after = await ordered(one, productId, '10')
    await call(updateContract, { params, body: { absentPrepayment: null } }, office)
    const free = await ordered(one, productId, '10')
    expect((await seen(one, before)).prepayment).toMatchObject({ percent: 30, amount: rub('300.00') })
    expect((await seen(one, after)).prepayment).toMatchObject({ percent: 50, amount: rub('500.00') })
    expect((await seen(one, free)).prepayment).toBeNull()
  })

  it('a per cent is whole, from 1 to 100', async () => {
    const { buyer, office } = await market()
    const { contractId } = await buyer()
    for (const percent of [0, 101, -5, 1.5, '30']) {
      const body = { absentPrepayment: percent as number }
      expect((await call(updateContract, { params: { contractId }, body }, office)).status).toBe(422)
    }
  })

  it('by phone and repeated it obeys the rule of its contract, too', async () => {
    const { productId, buyer, office } = await market()
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    const again = (await call(repeatOrder, { params: { orderId } }, one)).body
    const cart = (await call(getCart, { params: { cartId: again.cartId } }, one)).body
    expect(cart.orders[0]!.prepayment).toMatchObject({ percent: 30, amount: rub('300.00') })
    expect((await seen(one, await submitted(one, cart))).prepayment).toMatchObject({ state: 'due' })
    const { companyId, contractId } = one
    await call(startActing, { body: { companyId, contractId, mode: 'act', reason: 'Звонок' } }, office)
    const phoned = await ordered(office, productId, '10')
    expect(await seen(one, phoned)).toMatchObject({
      origin: 'phone',
      prepayment: { percent: 30, state: 'due' },
    })
  })

  it('is due of what waits now: what is cancelled of it is not asked for', async () => {
    const { productId, buyer } = await market(4)
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    const lineId = (await seen(one, orderId)).lines[0]!.id
    const params = { orderId, lineId }
    const less = (await call(cancelWaiting, { params, body: { quantity: '2' } }, one)).body
    expect(less.prepayment).toMatchObject({ state: 'due', amount: rub('120.00') })
    const none = (await call(cancelWaiting, { params, body: {} }, one)).body
    expect(none.prepayment).toMatchObject({ state: 'not_due', amount: null })
  })
})

describe('what comes', () => {
  it('passes an order by that is not prepaid, and goes to those behind it; its place and its dates stay', async () => {
    const { productId, buyer, office, arrive } = await market()
    const [first, second] = [
      await buyer({ allocation_priority: 5 }),
      await buyer({ absent_prepayment: null }),
    ]
    const held = await ordered(first, productId, '10')
    const behind = await ordered(second, productId, '6')
    await arrive('20')
    expect([await reservedOf(first, held), await reservedOf(second, behind)]).toEqual(['0', '6'])
    const queue = (await call(getQueue, { params: { productId } }, office)).body
    expect(queue.lines.map(({ orderId, heldFor, waiting }) => [orderId, heldFor, waiting])).toEqual([
      [held, 30, '10'],
    ])
    expect(queue.free).toBe('14')
    const waited = (await call(listWaitedProducts, { query: { only: 'held', limit: 200 } }, office)).body
    expect(waited.items.find((item) => item.productId === productId)?.heldCount).toBe(1)
  })

  it('is allocated by the event that serves an arrival once the prepayment is marked received', async () => {
    const { productId, buyer, office, arrive, serve } = await market()
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    await arrive('7')
    const marked = await call(receivePrepayment, { params: { orderId }, body: { amount: '300.00' } }, office)
    expect(marked.body.prepayment).toEqual({
      percent: 30,
      state: 'received',
      amount: rub('300.00'),
      receivedAt: time.now.toISOString(),
      receivedByName: 'Савельев',
    })
    const { rows } = await sql<{ ids: string[] }>`
      select payload->'payload'->'productIds' as ids from graphile_worker._private_jobs
      where payload->>'name' = 'orders.goods_freed' order by id desc limit 1`.execute(db)
    expect(rows[0]!.ids).toEqual([productId])
    await serve()
    const after = await seen(one, orderId)
    expect(after.lines[0]).toMatchObject({ reserved: '7', waiting: '3' })
    // what was received stays as it was, though less waits now
    expect(after.prepayment).toMatchObject({ state: 'received', amount: rub('300.00') })
    await arrive('10')
    expect(await reservedOf(one, orderId)).toBe('10')
  })

  it('may be given to it by a manager out of turn, with his reason in the history', async () => {
    const { productId, buyer, office, arrive, serve } = await market()
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    await arrive('4')
    const toLineId = (await seen(one, orderId)).lines[0]!.id
    const body = { toLineId, quantity: '4', reason: 'Деньги придут завтра' }
    expect((await call(moveAllocation, { params: { productId }, body }, office)).status).toBe(200)
    await serve()
    const order = await seen(one, orderId)
    expect(order.lines[0]).toMatchObject({ reserved: '4', waiting: '6' })
    expect(order.events.map(({ kind }) => kind)).toContain('given')
    expect(order.prepayment).toMatchObject({ state: 'due', amount: rub('180.00') })
  })
})

describe('the mark', () => {
  const historyOf = (orderId: string, kind: string) =>
    db
      .selectFrom('orders.events')
      .select('id')
      .where('order_id', '=', orderId)
      .where('kind', '=', kind)
      .execute()

  it('pressed many times at once it is set once', async () => {
    const { productId, buyer, office } = await market()
    const orderId = await ordered(await buyer(), productId, '10')
    const press = () => call(receivePrepayment, { params: { orderId }, body: { amount: '300.00' } }, office)
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await historyOf(orderId, 'prepaid')).toHaveLength(1)
    const audit = await db
      .selectFrom('audit.entries')
      .select(['action', 'details'])
      .where('entity_id', '=', orderId)
      .where('action', '=', 'order.receive_prepayment')
      .execute()
    expect(audit).toMatchObject([{ details: { percent: 30, amount: '300' } }])
  })

  it('is refused for another sum than is due now, and where nothing is due', async () => {
    const { productId, buyer, office } = await market(10)
    const one = await buyer()
    const all = await ordered(one, productId, '10')
    const params = (orderId: string) => ({ params: { orderId }, body: { amount: '300.00' } })
    expect((await call(receivePrepayment, params(all), office)).code).toBe('wrong_state')
    const waiting = await ordered(one, productId, '8')
    const refused = await call(receivePrepayment, params(waiting), office)
    expect([refused.code, refused.problem.params]).toEqual(['prepayment_changed', rub('240.00')])
    const free = await ordered(await buyer({ absent_prepayment: null }), productId, '10')
    expect((await call(receivePrepayment, params(free), office)).code).toBe('wrong_state')
    expect((await call(receivePrepayment, params(newId()), office)).code).toBe('not_found')
  })

  it('is taken back while nothing was allocated by it, and then no more', async () => {
    const { productId, buyer, office, arrive, serve } = await market()
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    const receive = () => call(receivePrepayment, { params: { orderId }, body: { amount: '300.00' } }, office)
    expect((await receive()).body.abilities.prepayment).toBe('take_back')
    const back = await call(takeBackPrepayment, { params: { orderId } }, office)
    expect(back.body).toMatchObject({ prepayment: { state: 'due' }, abilities: { prepayment: 'receive' } })
    expect((await call(takeBackPrepayment, { params: { orderId } }, office)).status).toBe(200)
    expect(await historyOf(orderId, 'prepayment_taken_back')).toHaveLength(1)
    await arrive('5')
    expect(await reservedOf(one, orderId)).toBe('0')
    await receive()
    await serve()
    expect(await reservedOf(one, orderId)).toBe('5')
    expect((await call(takeBackPrepayment, { params: { orderId } }, office)).code).toBe('wrong_state')
    const { abilities } = (await call(getOrderAsOperator, { params: { orderId } }, office)).body
    expect(abilities.prepayment).toBe('no')
  })

  it('is a manager’s: not a buyer’s of the order, nor of another company, nor of an operator without orders', async () => {
    const { productId, buyer, office } = await market()
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    const body = { amount: '300.00' }
    const content = await makeUser(db, { operator_role: 'content' })
    const lower = { cookie: (await signedInAs(db, content.id)).cookie }
    for (const [caller, status] of [
      [one, 404],
      [await buyer(), 404],
      [lower, 403],
      [undefined, 401],
    ] as const) {
      const cookie = caller && { cookie: caller.cookie }
      expect((await call(receivePrepayment, { params: { orderId }, body }, cookie)).status).toBe(status)
      expect((await call(takeBackPrepayment, { params: { orderId } }, cookie)).status).toBe(status)
    }
    expect((await seen(one, orderId)).abilities.prepayment).toBe('no')
    for (const amount of ['', '-1', 'сто', '1e3', '300,00'])
      expect((await call(receivePrepayment, { params: { orderId }, body: { amount } }, office)).status).toBe(
        422,
      )
  })
})
