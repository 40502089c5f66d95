import { addLines, createCart, findLookAlikes, submitCart } from '@portal/api/carts.ts'
import { cancelOrder } from '@portal/api/orders.ts'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call, time } = await testApp()

/** A company with two contracts, two products, and carts that are filled or ordered in one call. */
async function trade() {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const terms = {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    warehouses: [warehouse],
  }
  const contractId = await makeContract(db, terms)
  const otherId = await makeContract(db, terms)
  const person = async (member: MakeMember = {}) => {
    const { userId } = await makeMember(db, { company_id: companyId, ...member })
    return { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  }
  const product = async () => {
    const id = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: 1000 } })
    await makePrice(db, listId, id, 10)
    return id
  }
  const director = await person()
  const [bolt, nut] = [await product(), await product()]
  const filled = async (quantities: Record<string, string>, under = contractId, who = director) => {
    const cart = (await call(createCart, { body: { name: 'Склад' } }, who)).body
    const rows = Object.entries(quantities).map(([productId, quantity]) => ({ productId, quantity }))
    const params = { cartId: cart.id }
    const { revision } = (await call(addLines, { params, body: { rows, contractId: under } }, who)).body
    return { params, revision }
  }
  const ordered = async (quantities: Record<string, string>, who = director) => {
    const { params, revision } = await filled(quantities, contractId, who)
    const body = { revision, submissionKey: newId() }
    const { id, number } = (await call(submitCart, { params, body }, who)).body.orders[0]!
    return { id, number }
  }
  const alike = async (quantities: Record<string, string>, under = contractId, who = director) => {
    const { params } = await filled(quantities, under, who)
    return (await call(findLookAlikes, { params }, who)).body.orders
  }
  return { contractId, otherId, director, person, bolt, nut, filled, ordered, alike }
}

it('a cart with the very lines of an order of today looks like it, in whatever order they stand', async () => {
  const { bolt, nut, ordered, alike } = await trade()
  const order = await ordered({ [bolt]: '2', [nut]: '5' })
  expect(await alike({ [nut]: '5', [bolt]: '2' })).toMatchObject([order])
})

it('another quantity, a line more or less, or another contract make another order', async () => {
  const { bolt, nut, otherId, ordered, alike } = await trade()
  await ordered({ [bolt]: '2', [nut]: '5' })
  expect(await alike({ [bolt]: '2', [nut]: '6' })).toEqual([])
  expect(await alike({ [bolt]: '2' })).toEqual([])
  expect(await alike({ [bolt]: '2', [nut]: '5' }, otherId)).toEqual([])
})

it('a cancelled order, and one of the day before yesterday, are not what is repeated by mistake', async () => {
  const { bolt, director, ordered, alike } = await trade()
  const { id } = await ordered({ [bolt]: '3' })
  await call(cancelOrder, { params: { orderId: id }, body: {} }, director)
  expect(await alike({ [bolt]: '3' })).toEqual([])
  await ordered({ [bolt]: '4' })
  const before = time.now
  time.now = new Date(before.getTime() + 25 * 60 * 60_000)
  expect(await alike({ [bolt]: '4' })).toEqual([])
  time.now = before
})

it('orders that the person may not see are not told of, and a stranger’s cart does not exist', async () => {
  const { bolt, person, filled, ordered, alike } = await trade()
  await ordered({ [bolt]: '2' })
  const buyer = await person({ role: 'custom', permissions: ['catalogue.view', 'carts.edit'] })
  const seen = await alike({ [bolt]: '2' }, undefined, buyer)
  expect(seen).toEqual([])
  const { params } = await filled({ [bolt]: '2' })
  const stranger = (await trade()).director
  expect((await call(findLookAlikes, { params }, stranger)).code).toBe('not_found')
  expect((await call(findLookAlikes, { params })).code).toBe('not_signed_in')
})
