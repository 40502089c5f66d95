import { addLines, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { cancelOrder } from '@portal/api/orders.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const start = new Date('2026-11-24T07:00:00Z')
const { db, call, time } = await testApp({ now: start })
beforeEach(() => {
  time.now = start
})

/** A buyer with limits of his own, under a contract where a piece costs 100 roubles. */
async function buyerWith(limits: MakeMember) {
  const seller_id = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const price_list_id = await makePriceList(db, { seller_id })
  const productId = await makeProduct(db, { seller_id, stock: { [warehouse]: 10_000 } })
  await makePrice(db, price_list_id, productId, 100)
  const company_id = await makeCompany(db)
  const contract_id = await makeContract(db, {
    company_id,
    seller_id,
    price_list_id,
    warehouses: [warehouse],
  })
  const { userId } = await makeMember(db, { company_id, role: 'buyer', ...limits })
  const headers = { cookie: (await signedInAs(db, userId, { contract_id })).cookie }
  const cart = async (pieces: string) => {
    const { id: cartId } = (await call(createCart, { body: { name: 'Корзина' } }, headers)).body
    const rows = [{ productId, quantity: pieces }]
    await call(addLines, { params: { cartId }, body: { rows } }, headers)
    const { revision } = (await call(getCart, { params: { cartId } }, headers)).body
    return () => call(submitCart, { params: { cartId }, body: { revision, submissionKey: newId() } }, headers)
  }
  return { headers, cart, order: async (pieces: string) => (await cart(pieces))() }
}

describe('a member’s limit', () => {
  it('of one order lets through what is equal, and tells how much is over', async () => {
    const { order } = await buyerWith({ order_limit: '1000' })
    expect((await order('10')).status).toBe(200)
    const refused = await order('11')
    expect(refused.code).toBe('over_member_limit')
    expect(refused.problem.params).toMatchObject({ missing: '100.00', currency: 'RUB' })
  })

  it('of a period counts his orders of these days, and lets go of what was cancelled or is older', async () => {
    const { order, headers } = await buyerWith({ period_limit: '1000', period_days: 7 })
    const first = await order('6')
    expect(first.status).toBe(200)
    expect((await order('5')).code).toBe('over_member_limit')
    expect((await order('4')).status).toBe(200)
    const orderId = first.body.orders[0]!.id
    const cancelled = await call(cancelOrder, { params: { orderId }, body: { reason: null } }, headers)
    expect(cancelled.status).toBe(200)
    expect((await order('6')).status).toBe(200)
    expect((await order('1')).code).toBe('over_member_limit')
    time.now = new Date('2026-12-02T07:00:00Z')
    expect((await order('10')).status).toBe(200)
  })

  it('of a period is not passed by orders of one moment', async () => {
    const { cart } = await buyerWith({ period_limit: '1000', period_days: 30 })
    const submits = []
    for (let made = 0; made < 6; made += 1) submits.push(await cart('4'))
    const answers = await Promise.all(submits.map((submit) => submit()))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(answers.filter(({ code }) => code === 'over_member_limit')).toHaveLength(4)
  })
})
