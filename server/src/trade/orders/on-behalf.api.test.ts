import { addLines, createCart, getCart, listCarts, submitCart } from '@portal/api/carts.ts'
import { getMe, startActing, stopActing, switchContext } from '@portal/api/identity.ts'
import { getOrder, getOrderAsOperator, listOrders } from '@portal/api/orders.ts'
import { updateCompany } from '@portal/api/organizations.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { mounted } from '#kernel/mount.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { app, db, call, time } = await testApp()

/** A company with a contract, its director, a product to order, and a manager who is not a member of anything. */
async function customer() {
  const seller_id = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const price_list_id = await makePriceList(db, { seller_id })
  const productId = await makeProduct(db, { seller_id, stock: { [warehouse]: 1000 } })
  await makePrice(db, price_list_id, productId, 10)
  const companyId = await makeCompany(db)
  const contractOf = () =>
    makeContract(db, { company_id: companyId, seller_id, price_list_id, warehouses: [warehouse] })
  const contractId = await contractOf()
  const { userId } = await makeMember(db, { company_id: companyId })
  const director = (await signedInAs(db, userId, { contract_id: contractId })).cookie
  const manager = await makeUser(db, { operator_role: 'manager', name: 'Савельев' })
  const { cookie } = await signedInAs(db, manager.id)
  const act = (mode: 'act' | 'preview', reason?: string) =>
    call(startActing, { body: { companyId, contractId, mode, ...(reason ? { reason } : {}) } }, { cookie })
  return { companyId, contractId, contractOf, productId, director, manager, cookie, act }
}

/** A cart with one line, ready to be ordered. */
async function filledCart(cookie: string, productId: string) {
  const cart = (await call(createCart, { body: { name: 'Корзина' } }, { cookie })).body
  const rows = [{ productId, quantity: '2' }]
  const { body } = await call(addLines, { params: { cartId: cart.id }, body: { rows } }, { cookie })
  return { cartId: cart.id, revision: body.revision }
}

const submit = (cookie: string, cart: { cartId: string; revision: number }) =>
  call(
    submitCart,
    { params: { cartId: cart.cartId }, body: { revision: cart.revision, submissionKey: newId() } },
    { cookie },
  )

describe('a manager who acts for a customer', () => {
  it('orders by phone: the order is the customer’s at once, with its origin and the manager’s name', async () => {
    const { companyId, productId, director, manager, cookie, act } = await customer()
    await act('act', 'Звонок Иванова')
    const placed = await submit(cookie, await filledCart(cookie, productId))
    const orderId = placed.body.orders[0]!.id
    const seen = await call(getOrder, { params: { orderId } }, { cookie: director })
    expect(seen.body).toMatchObject({
      origin: 'phone',
      onBehalf: true,
      createdByName: 'Савельев',
      companyId,
      events: [{ kind: 'placed', source: 'manager', personName: 'Савельев' }],
    })
    expect((await call(listOrders, { query: {} }, { cookie: director })).body.items).toMatchObject([
      { id: orderId, origin: 'phone', onBehalf: true },
    ])
    expect((await call(getOrderAsOperator, { params: { orderId } }, { cookie })).body.origin).toBe('phone')
    const audit = await db
      .selectFrom('audit.entries')
      .select(['action', 'user_id', 'on_behalf_of_company_id', 'details'])
      .where('user_id', '=', manager.id)
      .where('action', 'in', ['buyer.act', 'cart.submit'])
      .orderBy('id')
      .execute()
    expect(audit).toMatchObject([
      { action: 'buyer.act', on_behalf_of_company_id: companyId, details: { reason: 'Звонок Иванова' } },
      { action: 'cart.submit', on_behalf_of_company_id: companyId },
    ])
  })

  it('sees and fills the customer’s own carts, and switches among the customer’s contracts only', async () => {
    const { productId, director, cookie, act, contractOf } = await customer()
    const { cartId } = await filledCart(director, productId)
    await act('act')
    expect((await call(listCarts, {}, { cookie })).body.items.map(({ id }) => id)).toEqual([cartId])
    const other = await contractOf()
    const to = (contractId: string) => call(switchContext, { body: { contractId } }, { cookie })
    expect((await to(other)).body.current?.context.contractId).toBe(other)
    expect((await to((await customer()).contractId)).code).toBe('not_found')
  })

  it('has no terms and no carts any more once he ended it, or the hour has passed', async () => {
    const { cookie, act } = await customer()
    await act('act')
    expect((await call(stopActing, {}, { cookie })).body).toMatchObject({ acting: null, current: null })
    expect((await call(listCarts, {}, { cookie })).code).toBe('no_terms')
    await act('act')
    const start = time.now
    time.now = new Date(start.getTime() + 60 * 60_000)
    expect((await call(listCarts, {}, { cookie })).code).toBe('no_terms')
    time.now = start
  })

  it('stops at once when his role is taken away or the company becomes inactive', async () => {
    const { companyId, manager, cookie, act } = await customer()
    await act('act')
    const boss = await signedInAs(db, (await makeUser(db, { operator_role: 'administrator' })).id)
    await call(updateCompany, { params: { companyId }, body: { state: 'inactive' } }, { cookie: boss.cookie })
    expect((await call(getMe, {}, { cookie })).body.current).toBeNull()
    await call(updateCompany, { params: { companyId }, body: { state: 'active' } }, { cookie: boss.cookie })
    expect((await call(getMe, {}, { cookie })).body.acting).not.toBeNull()
    await db
      .updateTable('identity.users')
      .set({ operator_role: 'content' })
      .where('id', '=', manager.id)
      .execute()
    expect((await call(getMe, {}, { cookie })).body.acting).toBeNull()
    expect((await call(listCarts, {}, { cookie })).code).toBe('no_terms')
  })
})

describe('a preview', () => {
  it('shows the customer’s carts and orders nothing', async () => {
    const { productId, director, cookie, act } = await customer()
    const cart = await filledCart(director, productId)
    await act('preview')
    const seen = await call(getCart, { params: { cartId: cart.cartId } }, { cookie })
    expect(seen.body).toMatchObject({ lines: [{}], abilities: { edit: false, submit: false } })
    expect((await submit(cookie, cart)).code).toBe('preview_only')
    expect((await call(createCart, { body: { name: 'Ещё' } }, { cookie })).code).toBe('preview_only')
    expect((await submit(director, cart)).status).toBe(200)
  })

  it('may not write anywhere: whatever of the contract changes something refuses it', async () => {
    const { cookie, act } = await customer()
    await act('preview')
    // these are asked with a body, and change nothing
    const asks = new Set(['POST /row-resolutions', 'POST /substitutes', 'POST /price-file-previews'])
    const writes = mounted.filter(
      ({ access, method, path }) =>
        access.kind === 'buyer' && method !== 'GET' && !asks.has(`${method} ${path}`),
    )
    const allowed: string[] = []
    for (const { method, path } of writes) {
      const url = `/api${path.replaceAll(/:\w+/g, newId())}`
      const answer = await app.fastify.inject({ method, url, headers: { cookie }, payload: {} })
      if (answer.json<{ code?: string }>().code !== 'preview_only') allowed.push(`${method} ${path}`)
    }
    expect(writes.length).toBeGreaterThan(10)
    expect(allowed).toEqual([])
  })
})

describe('a blocked company', () => {
  it('sees its prices and fills carts, but orders nothing, not by its manager either', async () => {
    const { companyId, productId, director, cookie, act } = await customer()
    await call(updateCompany, { params: { companyId }, body: { state: 'blocked' } }, { cookie })
    const me = await call(getMe, {}, { cookie: director })
    expect(me.body.current?.context.companyState).toBe('blocked')
    const cart = await filledCart(director, productId)
    expect((await submit(director, cart)).code).toBe('company_blocked')
    await act('act')
    expect((await submit(cookie, cart)).code).toBe('company_blocked')
    await call(updateCompany, { params: { companyId }, body: { state: 'active' } }, { cookie })
    expect((await submit(director, cart)).status).toBe(200)
  })
})
