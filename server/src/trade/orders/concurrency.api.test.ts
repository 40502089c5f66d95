import { addLines, createCart, submitCart } from '@portal/api/carts.ts'
import { cancelOrder, changeOrderLine, confirmOrder } from '@portal/api/orders.ts'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makeFixedPrice, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call } = await testApp({ max: 16 })

/** One seller's goods at 100 roubles, and companies that buy them at the same moment. */
async function market() {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const product = async (stock: number) => {
    const id = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: stock } })
    await makePrice(db, listId, id, 100)
    return id
  }
  const contract = (row: Parameters<typeof makeContract>[1] = {}) =>
    makeContract(db, { seller_id: sellerId, price_list_id: listId, warehouses: [warehouse], ...row })
  const buyer = async (
    row: Parameters<typeof makeContract>[1] = {},
    member: Parameters<typeof makeMember>[1] = {},
  ) => {
    const company_id = row.company_id ?? (await makeCompany(db))
    const contract_id = await contract({ ...row, company_id })
    const { userId } = await makeMember(db, { company_id, ...member })
    const { cookie } = await signedInAs(db, userId, { contract_id })
    return { cookie, contractId: contract_id, companyId: company_id }
  }
  return { sellerId, warehouse, product, contract, buyer }
}

async function filled(cookie: string, rows: { productId: string; quantity: string }[]) {
  const { id } = (await call(createCart, { body: { name: 'Корзина' } }, { cookie })).body
  const { revision } = (await call(addLines, { params: { cartId: id }, body: { rows } }, { cookie })).body
  return (submissionKey = newId()) =>
    call(submitCart, { params: { cartId: id }, body: { revision, submissionKey } }, { cookie })
}

const times = <T>(count: number, work: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => work(index))

const codes = (answers: readonly { code: string | undefined }[]) =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ code }) => code ?? 'ok')].map(([code, all]) => [code, all.length]),
  )

const heldOf = async (productId: string) =>
  Number(
    (
      await sql<{ held: string }>`select coalesce(sum(quantity), 0) as held from inventory.reservations
        where product_id = ${productId} and released_at is null`.execute(db)
    ).rows[0]!.held,
  )

it('one cart submitted fifty times at once is one order, and everybody is told of it (law 3)', async () => {
  const { product, buyer } = await market()
  const { cookie, contractId } = await buyer()
  const productId = await product(100)
  const submit = await filled(cookie, [{ productId, quantity: '2' }])
  const answers = await Promise.all(times(50, () => submit()))
  expect(codes(answers)).toEqual({ ok: 50 })
  expect(new Set(answers.map(({ body }) => body.orders[0]!.id)).size).toBe(1)
  expect(answers.filter(({ body }) => !body.repeated)).toHaveLength(1)
  const orders = await db
    .selectFrom('orders.orders')
    .select('id')
    .where('contract_id', '=', contractId)
    .execute()
  expect(orders).toHaveLength(1)
  expect(await heldOf(productId)).toBe(2)
})

it('two carts with one submission key are one purchase', async () => {
  const { product, buyer } = await market()
  const { cookie } = await buyer()
  const productId = await product(100)
  const carts = [
    await filled(cookie, [{ productId, quantity: '1' }]),
    await filled(cookie, [{ productId, quantity: '1' }]),
  ]
  const key = newId()
  const answers = await Promise.all(carts.map((submit) => submit(key)))
  expect(codes(answers)).toEqual({ ok: 2 })
  expect(new Set(answers.map(({ body }) => body.orders[0]!.id)).size).toBe(1)
})

it('the last pieces are sold once to two hundred buyers of one moment (law 2)', async () => {
  const { product, buyer } = await market()
  const productId = await product(30)
  const submits = await Promise.all(
    times(200, async () => {
      const { cookie } = await buyer({ absent_goods: 'forbid' })
      return filled(cookie, [{ productId, quantity: '1' }])
    }),
  )
  const answers = await Promise.all(submits.map((submit) => submit()))
  expect(codes(answers)).toEqual({ ok: 30, cart_has_problems: 170 })
  expect(await heldOf(productId)).toBe(30)
})

it('the last rouble of a limit is lent once (law 1)', async () => {
  const { product, buyer } = await market()
  const { cookie, contractId } = await buyer({
    payment_terms: 'credit',
    credit_mode: 'block',
    credit_limit: '500',
  })
  const productId = await product(100)
  const submits = await Promise.all(times(12, () => filled(cookie, [{ productId, quantity: '1' }])))
  const answers = await Promise.all(submits.map((submit) => submit()))
  expect(codes(answers)).toEqual({ ok: 5, over_credit_limit: 7 })
  const { rows } = await sql<{ held: string }>`
    select sum(amount) as held from credit.ledger where contract_id = ${contractId}`.execute(db)
  expect(Number(rows[0]!.held)).toBe(500)
})

it('a contracted quantity is drawn once', async () => {
  const { product, buyer } = await market()
  const { cookie, contractId } = await buyer()
  const productId = await product(100)
  await makeFixedPrice(db, contractId, productId, 90, {
    contracted_quantity: '4',
    over_contracted: 'block',
  })
  const submits = await Promise.all(times(10, () => filled(cookie, [{ productId, quantity: '1' }])))
  const answers = await Promise.all(submits.map((submit) => submit()))
  expect(answers.filter(({ code }) => code === undefined)).toHaveLength(4)
  const { rows } = await sql<{ drawn: string }>`
    select drawn_quantity as drawn from contracts.fixed_prices where contract_id = ${contractId}`.execute(db)
  expect(Number(rows[0]!.drawn)).toBe(4)
})

it('a member does not spend more than his limit of a period by ordering twice at once', async () => {
  const { product, buyer } = await market()
  const { cookie } = await buyer({}, { period_limit: '300', period_days: 30 })
  const productId = await product(100)
  const submits = await Promise.all(times(8, () => filled(cookie, [{ productId, quantity: '1' }])))
  const answers = await Promise.all(submits.map((submit) => submit()))
  expect(codes(answers)).toEqual({ ok: 3, over_member_limit: 5 })
})

it('a random mix of orders, cancellations, changes and confirmations ends without a deadlock, and every sum agrees', async () => {
  const { product, buyer } = await market()
  const goods = await Promise.all(times(5, () => product(40)))
  const buyers = await Promise.all(
    times(4, () => buyer({ payment_terms: 'credit', credit_mode: 'block', credit_limit: '6000' })),
  )
  const admin = (await signedInAs(db, (await makeUser(db, { operator_role: 'administrator' })).id)).cookie
  const placed: { id: string; cookie: string }[] = []
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  const order = async () => {
    const { cookie } = buyers[random(buyers.length)]!
    const first = random(goods.length)
    const submit = await filled(
      cookie,
      [first, (first + 1 + random(4)) % goods.length].map((place) => ({
        productId: goods[place]!,
        quantity: String(1 + random(4)),
      })),
    )
    const answer = await submit()
    if (answer.code === undefined) placed.push({ id: answer.body.orders[0]!.id, cookie })
    return answer
  }
  const touch = async () => {
    const one = placed[random(placed.length || 1)]
    if (!one) return order()
    const params = { orderId: one.id }
    const what = random(4)
    if (what === 0) return call(cancelOrder, { params, body: {} }, { cookie: one.cookie })
    if (what === 1) return call(confirmOrder, { params }, { cookie: admin })
    const line = await db
      .selectFrom('orders.lines')
      .select('id')
      .where('order_id', '=', one.id)
      .orderBy('position')
      .executeTakeFirstOrThrow()
    return call(
      changeOrderLine,
      { params: { ...params, lineId: line.id }, body: { quantity: String(1 + random(5)) } },
      { cookie: admin },
    )
  }
  const answers = []
  for (let round = 0; round < 12; round += 1)
    answers.push(...(await Promise.all(times(10, (index) => (index % 2 === 0 ? order() : touch())))))
  expect(answers.filter(({ status }) => status >= 500).map(({ problem }) => problem)).toEqual([])

  const { rows } = await sql<{ what: string }>`
    select 'stock oversold' as what from inventory.stock s
    where s.quantity < (select coalesce(sum(r.quantity), 0) from inventory.reservations r
      where r.product_id = s.product_id and r.warehouse_id = s.warehouse_id and r.released_at is null)
    union all
    select 'line reserves ' || l.reserved || ', held ' || coalesce(sum(r.quantity), 0) from orders.lines l
    left join inventory.reservations r on r.order_line_id = l.id and r.released_at is null
    group by l.id having l.reserved <> coalesce(sum(r.quantity), 0)
    union all
    select 'order of ' || o.gross || ' holds ' || coalesce(sum(c.amount), 0) from orders.orders o
    left join credit.ledger c on c.order_id = o.id
    join contracts.contracts ct on ct.id = o.contract_id and ct.payment_terms <> 'prepaid'
    group by o.id having o.gross <> coalesce(sum(c.amount), 0)
    union all
    select 'order of ' || o.gross || ' has lines of ' || sum(l.gross) from orders.orders o
    join orders.lines l on l.order_id = o.id group by o.id having o.gross <> sum(l.gross)
    union all
    select 'limit overdrawn' from contracts.contracts ct where ct.credit_mode = 'block'
      and ct.credit_limit < (select sum(amount) from credit.ledger where contract_id = ct.id)
    union all
    select 'deadlock' from pg_stat_database where datname = current_database() and deadlocks > 0`.execute(db)
  expect(rows).toEqual([])
})
