import { addLines, createCart, submitCart } from '@portal/api/carts.ts'
import { cancelOrder, getHome, getOrder, getPurchases, listOrders, repeatOrder } from '@portal/api/orders.ts'
import { describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { testApp } from '#test/app.ts'
import { makePackaging, makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'
import { applyErpAnswer } from './apply-erp-answer.ts'

const { db, call, time } = await testApp()

/** A seller with a price list, a company with a contract that allows everything, and its director. */
async function trade() {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractOf = (row: Parameters<typeof makeContract>[1] = {}) =>
    makeContract(db, {
      company_id: companyId,
      seller_id: sellerId,
      price_list_id: listId,
      warehouses: [warehouse],
      ...row,
    })
  const contractId = await contractOf()
  const person = async (member: MakeMember = {}, contract_id = contractId) => {
    const { userId } = await makeMember(db, { company_id: companyId, ...member })
    return (await signedInAs(db, userId, { contract_id })).cookie
  }
  const product = async (amount: number, row: Parameters<typeof makeProduct>[1] = {}) => {
    const id = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: 1000 }, ...row })
    await makePrice(db, listId, id, amount)
    return id
  }
  const order = async (
    cookie: string,
    rows: { productId: string; quantity: string; packagingId?: string }[],
    poNumber: string | null = null,
  ) => {
    const cart = (await call(createCart, { body: { name: 'Корзина' } }, { cookie })).body
    const added = await call(addLines, { params: { cartId: cart.id }, body: { rows } }, { cookie })
    const placed = await call(
      submitCart,
      {
        params: { cartId: cart.id },
        body: { revision: added.body.revision, submissionKey: newId(), poNumber },
      },
      { cookie },
    )
    expect(placed.status, JSON.stringify(placed.body)).toBe(200)
    return placed.body.orders[0]!.id
  }
  return { companyId, contractId, contractOf, listId, person, product, order }
}

const numbersOf = async (cookie: string, query: Parameters<typeof call<typeof listOrders>>[1]['query']) =>
  (await call(listOrders, { query }, { cookie })).body.items.map(({ id }) => id)

describe('the list of orders', () => {
  it('is filtered by contract, state, own number, product inside and dates', async () => {
    const { person, product, order, contractOf, contractId } = await trade()
    const director = await person()
    const bolt = await product(10, { article: 'BOLT-7' })
    const nut = await product(5)
    const other = await contractOf()
    const first = await order(director, [{ productId: bolt, quantity: '3' }], 'PO-1')
    const second = await order(await person({}, other), [{ productId: nut, quantity: '3' }])
    expect(await numbersOf(director, {})).toEqual([second, first])
    expect(await numbersOf(director, { contractId })).toEqual([first])
    expect(await numbersOf(director, { contractId: other })).toEqual([second])
    expect(await numbersOf(director, { search: 'po-1' })).toEqual([first])
    expect(await numbersOf(director, { product: 'bolt-7' })).toEqual([first])
    expect(await numbersOf(director, { status: 'shipped,delivered' })).toEqual([])
    expect(await numbersOf(director, { from: '2026-11-24', until: '2026-11-24' })).toEqual([second, first])
    expect(await numbersOf(director, { until: '2026-11-23' })).toEqual([])
    const paged = await call(listOrders, { query: { limit: '1', total: 'true' } }, { cookie: director })
    expect(paged.body).toMatchObject({ total: 2, items: [{ id: second }] })
    expect(await numbersOf(director, { limit: '1', cursor: paged.body.next! })).toEqual([first])
    const wrong = await call(listOrders, { query: { from: 'yesterday' } }, { cookie: director })
    expect(wrong.code).toBe('invalid_input')
  })

  it('has only orders of contracts that a membership names, and only own ones without the right to all', async () => {
    const { person, product, order, contractOf, contractId } = await trade()
    const productId = await product(10)
    const other = await contractOf()
    const hidden = await order(await person({}, other), [{ productId, quantity: '1' }])
    const shown = await order(await person(), [{ productId, quantity: '1' }])
    const limited = await person({ contract_ids: [contractId] })
    expect(await numbersOf(limited, {})).toEqual([shown])
    expect((await call(getOrder, { params: { orderId: hidden } }, { cookie: limited })).code).toBe(
      'not_found',
    )
    expect((await call(repeatOrder, { params: { orderId: hidden } }, { cookie: limited })).code).toBe(
      'not_found',
    )
    const own = await person({ role: 'custom', permissions: ['catalogue.view', 'carts.edit'] })
    expect(await numbersOf(own, {})).toEqual([])
  })

  it('is of one’s own company only, and asks for a session', async () => {
    const one = await trade()
    const orderId = await one.order(await one.person(), [{ productId: await one.product(1), quantity: '1' }])
    const stranger = await (await trade()).person()
    expect(await numbersOf(stranger, {})).toEqual([])
    for (const endpoint of [getOrder, repeatOrder])
      expect((await call(endpoint, { params: { orderId } }, { cookie: stranger })).code).toBe('not_found')
    const cancelled = await call(cancelOrder, { params: { orderId }, body: {} }, { cookie: stranger })
    expect(cancelled.code).toBe('not_found')
    expect((await call(listOrders, { query: {} })).code).toBe('not_signed_in')
  })
})

describe('the cabinet’s home', () => {
  it('lists what is open and counts what waits, of orders that the person sees', async () => {
    const { person, product, order, contractOf, contractId } = await trade()
    const director = await person()
    const productId = await product(10)
    const open = await order(director, [{ productId, quantity: '1' }])
    const cancelled = await order(director, [{ productId, quantity: '1' }])
    await call(cancelOrder, { params: { orderId: cancelled }, body: {} }, { cookie: director })
    const { body } = await call(getHome, {}, { cookie: director })
    expect(body.open.map(({ id }) => id)).toEqual([open])
    expect(body.recent.map(({ id }) => id)).toEqual([cancelled, open])
    expect(body.counts).toMatchObject({ newOrders: 1, inWork: 0, changed: 0 })
    const elsewhere = await contractOf()
    const limited = await person({ contract_ids: [elsewhere] }, elsewhere)
    expect((await call(getHome, {}, { cookie: limited })).body.open).toEqual([])
    expect(
      (await call(getHome, {}, { cookie: await person({ contract_ids: [contractId] }) })).body.open,
    ).toHaveLength(1)
    expect((await call(getHome, {})).code).toBe('not_signed_in')
  })
})

describe('an order that the ERP changed', () => {
  it('is told as confirmed when the ERP has only taken it, and as changed when something else came of it', async () => {
    const { person, product, order } = await trade()
    const orderId = await order(await person(), [{ productId: await product(10), quantity: '6' }])
    const answer = (paid: { number: string; at: null } | undefined) =>
      transaction(db, (tx) =>
        applyErpAnswer(
          tx,
          { orderId, erpNumber: 'УТ-2', cancelled: false, paid, shipped: undefined, lines: undefined },
          time.now,
        ),
      )
    const told = async () => {
      const { rows } = await sql<{ name: string }>`
        select payload ->> 'name' as name from graphile_worker._private_jobs
        where payload -> 'payload' ->> 'orderId' = ${orderId} order by id`.execute(db)
      return rows.map(({ name }) => name)
    }
    await answer(undefined)
    expect(await told()).toEqual(['orders.placed', 'orders.confirmed'])
    await answer({ number: '7', at: null })
    expect(await told()).toEqual(['orders.placed', 'orders.confirmed', 'orders.changed'])
  })

  it('shows old and new quantities and prices, and a role without prices sees neither', async () => {
    const { person, product, order } = await trade()
    const director = await person()
    const productId = await product(10)
    const removed = await product(7)
    const orderId = await order(director, [
      { productId, quantity: '6' },
      { productId: removed, quantity: '2' },
    ])
    const line = {
      productId,
      article: null,
      name: 'Болт',
      unitCode: null,
      unitName: null,
      factor: null,
      amount: null,
      vatRate: null,
      externalId: null,
      quantity: decimal('4'),
      price: decimal('12.5'),
    }
    await transaction(db, (tx) =>
      applyErpAnswer(
        tx,
        { orderId, erpNumber: 'УТ-1', cancelled: false, paid: undefined, shipped: undefined, lines: [line] },
        time.now,
      ),
    )
    const seen = (await call(getOrder, { params: { orderId } }, { cookie: director })).body
    expect(seen.changedByErp).toBe(true)
    expect(await numbersOf(director, { changed: 'true' })).toEqual([orderId])
    expect(seen.lines[0]).toMatchObject({
      quantity: '4',
      originalQuantity: '6',
      price: { amount: '12.50' },
      originalPrice: { amount: '10.00' },
    })
    expect(seen.lines[1]).toMatchObject({ quantity: '0', originalQuantity: '2' })
    expect(seen.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['quantity_changed', 'price_changed', 'line_removed']),
    )
    expect(seen.events.find(({ kind }) => kind === 'price_changed')).toMatchObject({
      details: {},
      priceChange: { from: { amount: '10.00' }, to: { amount: '12.50' } },
    })
    const viewer = await person({ role: 'viewer' })
    const blind = await call(getOrder, { params: { orderId } }, { cookie: viewer })
    expect(blind.body.lines[0]).toMatchObject({ price: null, originalPrice: null, gross: null })
    expect(JSON.stringify(blind.body)).not.toMatch(/12\.5|"10(\.00)?"/)
  })

  it('leads to a product only while it is offered', async () => {
    const { person, product, order, contractId } = await trade()
    const director = await person()
    const productId = await product(10)
    const orderId = await order(director, [{ productId, quantity: '1' }])
    const slug = async () =>
      (await call(getOrder, { params: { orderId } }, { cookie: director })).body.lines[0]?.slug
    expect(await slug()).toEqual(expect.any(String))
    await makeRule(db, contractId, { effect: 'deny', product_id: productId })
    expect(await slug()).toBeNull()
  })
})

describe('a repeated order', () => {
  it('says per line what became of it today, and puts no analog into the cart by itself', async () => {
    const { person, product, order, contractId, listId } = await trade()
    const director = await person()
    const same = await product(10)
    const dearer = await product(20)
    const gone = await product(30)
    const replaced = await product(40)
    const replacement = await product(41, { article: 'NEW-41' })
    const box = await makePackaging(db, replaced, { factor: 12 })
    const orderId = await order(director, [
      { productId: same, quantity: '1' },
      { productId: dearer, quantity: '2' },
      { productId: gone, quantity: '3' },
      { productId: replaced, packagingId: box, quantity: '2' },
    ])
    await db
      .updateTable('pricing.prices')
      .set({ amount: '25' })
      .where('price_list_id', '=', listId)
      .where('product_id', '=', dearer)
      .execute()
    for (const product_id of [gone, replaced]) await makeRule(db, contractId, { effect: 'deny', product_id })
    await db
      .insertInto('catalog.analogs')
      .values({ product_id: replaced, analog_id: replacement, kind: 'replacement', ratio: '0.5' })
      .execute()
    const { body } = await call(repeatOrder, { params: { orderId } }, { cookie: director })
    expect(body.lines.map(({ outcome }) => outcome)).toEqual(['ok', 'price_changed', 'not_offered', 'analog'])
    expect(body.lines[1]).toMatchObject({ oldPrice: { amount: '20.00' }, newPrice: { amount: '25.00' } })
    // two boxes of twelve, half of it in the new ones
    expect(body.lines[3]).toMatchObject({
      quantity: null,
      analog: { productId: replacement, article: 'NEW-41', quantity: '12' },
    })
    const lines = await db
      .selectFrom('carts.lines')
      .select('product_id')
      .where('cart_id', '=', body.cartId)
      .execute()
    expect(lines.map(({ product_id }) => product_id).toSorted()).toEqual([same, dearer].toSorted())
  })

  it('needs the right to carts', async () => {
    const { person, product, order } = await trade()
    const orderId = await order(await person(), [{ productId: await product(1), quantity: '1' }])
    const viewer = await person({ role: 'viewer' })
    expect((await call(repeatOrder, { params: { orderId } }, { cookie: viewer })).code).toBe('forbidden')
    const seen = await call(getOrder, { params: { orderId } }, { cookie: viewer })
    expect(seen.body.abilities).toMatchObject({ repeat: false, cancel: false })
  })
})

describe('what was bought before', () => {
  it('counts orders, names the last and the usual quantity in the usual unit, and leaves out what was cancelled', async () => {
    const { person, product, order } = await trade()
    const director = await person()
    const productId = await product(10)
    const box = await makePackaging(db, productId, { factor: 12 })
    for (const quantity of ['10', '100', '20']) await order(director, [{ productId, quantity }])
    const last = await order(director, [{ productId, packagingId: box, quantity: '1' }])
    const cancelled = await order(director, [{ productId, quantity: '500' }])
    await call(cancelOrder, { params: { orderId: cancelled }, body: {} }, { cookie: director })
    const { body } = await call(getPurchases, { params: { productId } }, { cookie: director })
    expect(body).toMatchObject({
      times: 4,
      last: { orderId: last, quantity: '1', unitName: 'упак' },
      usual: { quantity: '20', unitName: 'шт' },
    })
  })

  it('is nothing for a product never bought, for a stranger, and for an address that cannot be', async () => {
    const { person, product, order } = await trade()
    const director = await person()
    const productId = await product(10)
    const ask = (cookie?: string, id = productId) =>
      call(getPurchases, { params: { productId: id } }, cookie ? { cookie } : {})
    expect((await ask(director)).body).toEqual({ times: 0, last: null, usual: null })
    await order(director, [{ productId, quantity: '1' }])
    expect((await ask(await (await trade()).person())).body.times).toBe(0)
    expect((await ask()).code).toBe('not_signed_in')
    expect((await ask(director, 'no-id')).code).toBe('not_found')
  })
})
