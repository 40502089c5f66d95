import {
  cancelWaiting,
  cancelWaitingAsOperator,
  declineCancellation,
  getQueue,
  listAbsentRules,
  listWaitedProducts,
  moveAllocation,
  removeAbsentRule,
  setAbsentRule,
} from '@portal/api/absent-goods.ts'
import type { AbsentMode } from '@portal/api/absent-mode.ts'
import { addLines, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { addLot, cancelLot, changeLot, listLots, pasteLots, receiveLot } from '@portal/api/lots.ts'
import { cancelOrder, getOrder, getOrderAsOperator } from '@portal/api/orders.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { importStock } from '#src/goods/inventory/public.ts'
import { noteOverdue } from '#src/goods/inventory/note-overdue.ts'
import { testApp } from '#test/app.ts'
import { makeCategory, makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'
import { closeAllAbsent } from './close-absent.ts'
import { serveWaiting } from './serve-waiting.ts'
import { writeServedLetters } from './served-letters.ts'

const { db, call, time } = await testApp({ max: 16 })

async function market(stock = 0) {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const article = `WAIT-${newId().slice(-10)}`
  const productId = await makeProduct(db, { seller_id: sellerId, article, stock: { [warehouse]: stock } })
  await makePrice(db, listId, productId, 100)
  const manager = await makeUser(db, { operator_role: 'administrator' })
  const office = { cookie: (await signedInAs(db, manager.id)).cookie }
  const buyer = async (row: Parameters<typeof makeContract>[1] = {}) => {
    const company_id = await makeCompany(db)
    const contract_id = await makeContract(db, {
      seller_id: sellerId,
      price_list_id: listId,
      warehouses: [warehouse],
      company_id,
      ...row,
    })
    const { userId, email } = await makeMember(db, { company_id })
    const { cookie } = await signedInAs(db, userId, { contract_id })
    return { cookie, contractId: contract_id, companyId: company_id, email }
  }
  const lot = async (quantity: string, eta: string, confirmed = true) =>
    (await call(addLot, { body: { productId, warehouseId: warehouse, quantity, eta, confirmed } }, office))
      .body
  const arrive = async (quantity: string) => {
    await transaction(db, (tx) =>
      importStock(tx, [{ productId, warehouseId: warehouse, quantity }], time.now),
    )
    await serve()
  }
  const serve = () => transaction(db, (tx) => serveWaiting(tx, [productId], time.now))
  return { sellerId, warehouse, listId, productId, article, office, buyer, lot, arrive, serve }
}

type Buyer = Awaited<ReturnType<Awaited<ReturnType<typeof market>>['buyer']>>

async function cartWith({ cookie }: Buyer, productId: string, quantity: string) {
  const { id } = (await call(createCart, { body: { name: 'Корзина' } }, { cookie })).body
  await call(addLines, { params: { cartId: id }, body: { rows: [{ productId, quantity }] } }, { cookie })
  return (await call(getCart, { params: { cartId: id } }, { cookie })).body
}

async function order(buyer: Buyer, productId: string, quantity: string, more: Record<string, unknown> = {}) {
  const cart = await cartWith(buyer, productId, quantity)
  return call(
    submitCart,
    { params: { cartId: cart.id }, body: { revision: cart.revision, submissionKey: newId(), ...more } },
    buyer,
  )
}

async function ordered(...args: Parameters<typeof order>) {
  const answer = await order(...args)
  expect(answer.status).toBe(200)
  return answer.body.orders[0]!.id
}

async function lineOf({ cookie }: Buyer, orderId: string) {
  const { lines, events, status } = (await call(getOrder, { params: { orderId } }, { cookie })).body
  return { ...lines[0]!, events: events.map((event) => event.kind), status }
}

const dated = (line: { promises: { quantity: string; expectedOn: string | null }[] }) =>
  line.promises.map(({ quantity, expectedOn }) => [quantity, expectedOn])

describe('a line that is not all there', () => {
  it('splits into what is here and what waits, by the dates of lots, and the rest without a date', async () => {
    const { productId, buyer, lot } = await market(10)
    await lot('20', '2026-12-12')
    await lot('5', '2026-12-01')
    const one = await buyer()
    const cart = await cartWith(one, productId, '40')
    expect(cart.lines[0]!.availableNow).toBe('10')
    expect(cart.lines[0]!.awaited).toEqual([
      { quantity: '5', expectedOn: '2026-12-01', confirmed: true },
      { quantity: '20', expectedOn: '2026-12-12', confirmed: true },
      { quantity: '5', expectedOn: null, confirmed: false },
    ])
    const line = await lineOf(one, await ordered(one, productId, '40'))
    expect(line.reserved).toBe('10')
    expect(line.waiting).toBe('30')
    expect(dated(line)).toEqual([
      ['5', '2026-12-01'],
      ['20', '2026-12-12'],
      ['5', null],
    ])
    expect(line.promisedOn).toBeNull()
  })

  it('the next buyer is promised what the first has left of a lot', async () => {
    const { productId, buyer, lot } = await market()
    const coming = await lot('10', '2026-12-12')
    const [one, two] = [await buyer(), await buyer()]
    await ordered(one, productId, '7')
    const line = await lineOf(two, await ordered(two, productId, '7'))
    expect(dated(line)).toEqual([
      ['3', '2026-12-12'],
      ['4', null],
    ])
    expect(coming.free).toBe('10')
  })

  it('two hundred buyers of one moment are promised a lot once, where everything that waits must have a date', async () => {
    const { productId, buyer, lot } = await market()
    await lot('30', '2026-12-12')
    const carts = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const one = await buyer({ absent_goods: 'preorder' })
        return { one, cart: await cartWith(one, productId, '1') }
      }),
    )
    const answers = await Promise.all(
      carts.map(({ one, cart }) =>
        call(
          submitCart,
          { params: { cartId: cart.id }, body: { revision: cart.revision, submissionKey: newId() } },
          one,
        ),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    expect(answers.filter(({ code }) => code === 'cart_has_problems')).toHaveLength(170)
    const { rows } = await sql<{
      held: string
    }>`select sum(quantity)::text as held from inventory.lot_reservations
      where product_id = ${productId} and released_at is null`.execute(db)
    expect(Number(rows[0]!.held)).toBe(30)
  })

  it('no more is promised beyond stock and lots than the contract’s cap, however many ask at once', async () => {
    const { productId, buyer } = await market(5)
    const buyers = await Promise.all(Array.from({ length: 12 }, () => buyer({ absent_cap: '8' })))
    const answers = await Promise.all(buyers.map((one) => order(one, productId, '2')))
    // 5 are there: two whole orders, half of a third, and what waits is 8 at most
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6)
    const { rows } = await sql<{ waiting: string }>`select sum(quantity)::text as waiting from inventory.waits
      where product_id = ${productId}`.execute(db)
    expect(Number(rows[0]!.waiting)).toBeLessThanOrEqual(8)
  })
})

describe('when dates move', () => {
  it('lines are promised anew, their history says so, and one letter a person tells of all of them', async () => {
    const { productId, buyer, lot, office, serve } = await market()
    const coming = await lot('10', '2026-12-12')
    const one = await buyer()
    const orders = [await ordered(one, productId, '4'), await ordered(one, productId, '6')]
    await call(changeLot, { params: { lotId: coming.id }, body: { eta: '2026-12-20' } }, office)
    await serve()
    const lines = await Promise.all(orders.map((orderId) => lineOf(one, orderId)))
    expect(lines.map((line) => line.promisedOn)).toEqual(['2026-12-20', '2026-12-20'])
    expect(lines[0]!.events).toContain('promised')
    const { rows } = await sql<{ payload: { payload: { lineIds: string[] } } }>`
      select payload from graphile_worker._private_jobs where payload->>'name' = 'orders.served' order by id desc limit 1`.execute(
      db,
    )
    const { lineIds } = rows[0]!.payload.payload
    const write = () =>
      transaction(db, (tx) =>
        writeServedLetters(tx, {
          lineIds,
          eventId: 'served-1',
          publicUrl: 'http://portal.test',
          now: time.now,
        }),
      )
    await write()
    await write()
    const letters = await db
      .selectFrom('kernel.mails')
      .select(['subject', 'body_text'])
      .where('recipient', '=', one.email)
      .where('dedupe_key', 'like', 'served-1:%')
      .execute()
    expect(letters).toHaveLength(1)
    expect(letters[0]!.subject).toContain('заказов — 2')
  })

  it('an overdue lot promises nothing: its lines wait for the next one, or for a date', async () => {
    const { productId, buyer, lot, serve } = await market()
    await lot('10', '2026-11-25')
    await lot('4', '2026-12-30')
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    expect((await lineOf(one, orderId)).promisedOn).toBe('2026-11-25')
    const before = time.now
    time.now = new Date('2026-11-27T07:00:00Z')
    await noteOverdue(db, time.now)
    await serve()
    expect(dated(await lineOf(one, orderId))).toEqual([
      ['4', '2026-12-30'],
      ['6', null],
    ])
    const cart = await cartWith(one, productId, '1')
    expect(cart.lines[0]!.awaited).toEqual([{ quantity: '1', expectedOn: null, confirmed: false }])
    time.now = before
  })

  it('a lot that will not come gives its promises back; a date of a manager stays', async () => {
    const { productId, buyer, lot, office, serve } = await market()
    const coming = await lot('10', '2026-12-12')
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    await call(cancelLot, { params: { lotId: coming.id } }, office)
    await serve()
    expect(dated(await lineOf(one, orderId))).toEqual([['10', null]])
    expect((await call(receiveLot, { params: { lotId: coming.id } }, office)).code).toBe('wrong_state')
  })
})

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

describe('lots of the office', () => {
  it('are added, listed with what is promised of them, moved and pasted; every row is reported', async () => {
    const { productId, article, warehouse, buyer, lot, office } = await market()
    const coming = await lot('10', '2026-12-12', false)
    const one = await buyer()
    await ordered(one, productId, '4')
    const listed = (await call(listLots, { query: { productId, total: 'true' } }, office)).body
    expect(listed.total).toBe(1)
    expect(listed.items[0]).toMatchObject({
      id: coming.id,
      reserved: '4',
      free: '6',
      lineCount: 1,
      confirmed: false,
    })
    const rows = (
      await call(
        pasteLots,
        {
          body: {
            warehouseId: warehouse,
            rows: [
              `${article};12;12.12.2026`,
              `${article};7;2026-12-24`,
              `${article};9;24.12.2026`,
              `${article};9;01.11.2026`,
              'NOTHING;9;24.12.2026',
              `${article};много;24.12.2026`,
              '',
            ],
          },
        },
        office,
      )
    ).body.rows
    expect(rows.map((row) => row.outcome)).toEqual([
      'changed',
      'created',
      'repeated',
      'date_past',
      'article_unknown',
      'quantity_unreadable',
      'empty',
    ])
    expect(rows[0]!.before).toBe('10')
    expect((await call(listLots, { query: { productId } }, office)).body.items).toHaveLength(2)
  })

  it('are refused to a buyer and to who may not keep goods; a day that has passed is no day to come', async () => {
    const { productId, warehouse, buyer, office } = await market()
    const body = { productId, warehouseId: warehouse, quantity: '1', eta: '2026-12-12' }
    expect((await call(addLot, { body }, await buyer())).status).toBe(404)
    expect((await call(addLot, { body })).status).toBe(401)
    expect((await call(addLot, { body: { ...body, eta: '2026-11-01' } }, office)).problem.fields).toEqual({
      eta: 'date_past',
    })
    expect((await call(addLot, { body: { ...body, quantity: '0' } }, office)).status).toBe(422)
    expect((await call(addLot, { body: { ...body, warehouseId: newId() } }, office)).code).toBe('not_found')
    expect((await call(changeLot, { params: { lotId: newId() }, body: {} }, office)).code).toBe('not_found')
  })
})

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
})

describe('modes', () => {
  it('the most specific rule wins: product of the contract, its category, product, category, the contract', async () => {
    const { productId, buyer, office } = await market()
    const parent = await makeCategory(db)
    const child = await makeCategory(db, { parent_id: parent })
    await db
      .insertInto('catalog.product_categories')
      .values({ product_id: productId, category_id: child, is_main: true })
      .execute()
    const one = await buyer({ absent_goods: 'backorder' })
    const blocks = async () => {
      const { lines } = await cartWith(one, productId, '1')
      return lines[0]!.problems.some((problem) => problem.blocks)
    }
    const say = (rule: {
      subject: 'product' | 'category'
      subjectId: string
      mode: AbsentMode
      contractId?: string
    }) => call(setAbsentRule, { body: rule }, office)
    expect(await blocks()).toBe(false)
    await say({ subject: 'category', subjectId: parent, mode: 'forbid' })
    expect(await blocks()).toBe(true)
    await say({ subject: 'category', subjectId: child, mode: 'backorder' })
    expect(await blocks()).toBe(false)
    await say({ subject: 'product', subjectId: productId, mode: 'preorder' })
    expect(await blocks()).toBe(true)
    await say({ subject: 'category', subjectId: parent, mode: 'on_request', contractId: one.contractId })
    expect(await blocks()).toBe(false)
    const own = await say({
      subject: 'product',
      subjectId: productId,
      mode: 'forbid',
      contractId: one.contractId,
    })
    expect(await blocks()).toBe(true)
    const again = await say({
      subject: 'product',
      subjectId: productId,
      mode: 'backorder',
      contractId: one.contractId,
    })
    expect(again.body.id).toBe(own.body.id)
    expect(await blocks()).toBe(false)
    const listed = (await call(listAbsentRules, { query: { contractId: one.contractId } }, office)).body
    expect(listed.items.map((rule) => [rule.subject, rule.mode])).toEqual([
      ['category', 'on_request'],
      ['product', 'backorder'],
    ])
    expect((await call(removeAbsentRule, { params: { ruleId: own.body.id } }, office)).status).toBe(200)
    expect((await call(removeAbsentRule, { params: { ruleId: own.body.id } }, office)).code).toBe('not_found')
    expect((await say({ subject: 'product', subjectId: newId(), mode: 'forbid' })).code).toBe('not_found')
  })

  it('on request nothing is promised by itself, even when a lot is on its way', async () => {
    const { productId, buyer, lot } = await market()
    await lot('10', '2026-12-12')
    const one = await buyer({ absent_goods: 'on_request' })
    const line = await lineOf(one, await ordered(one, productId, '4'))
    expect([line.absentMode, dated(line)]).toEqual(['on_request', [['4', null]]])
  })
})
