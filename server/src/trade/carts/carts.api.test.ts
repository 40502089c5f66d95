import {
  addLines,
  changeLine,
  copyCart,
  createCart,
  deleteCart,
  getCart,
  listCarts,
  restoreCart,
  submitCart,
} from '@portal/api/carts.ts'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call } = await testApp()

/** A company with two contracts, its director, and a cart of two lines, one under each contract. */
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
  const director = await person()
  const productId = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: 100 } })
  await makePrice(db, listId, productId, 10)
  const cart = (await call(createCart, { body: { name: 'Склад' } }, director)).body
  const params = { cartId: cart.id }
  const rows = [{ productId, quantity: '2' }]
  await call(addLines, { params, body: { rows } }, director)
  await call(addLines, { params, body: { rows, contractId: otherId } }, director)
  return { companyId, contractId, otherId, person, director, cart, params }
}

it('a cart that was thrown away comes back with its lines, and a second time changes nothing', async () => {
  const { director, params, cart } = await trade()
  expect((await call(restoreCart, { params }, director)).status).toBe(200)
  await call(deleteCart, { params }, director)
  expect((await call(getCart, { params }, director)).code).toBe('not_found')
  expect((await call(restoreCart, { params }, director)).body).toMatchObject({ id: cart.id, lineCount: 2 })
  expect((await call(restoreCart, { params }, director)).status).toBe(200)
  expect((await call(getCart, { params }, director)).body.lines).toHaveLength(2)
})

it('a copy has the same lines under the same contracts, and the cart that was ordered can be copied too', async () => {
  const { director, params, contractId, otherId } = await trade()
  const copy = (await call(copyCart, { params, body: { name: 'Ещё раз' } }, director)).body
  expect(copy).toMatchObject({ name: 'Ещё раз', lineCount: 2 })
  const lines = (await call(getCart, { params: { cartId: copy.id } }, director)).body.lines
  expect(lines.map((line) => [line.contractId, line.quantity])).toEqual([
    [contractId, '2'],
    [otherId, '2'],
  ])
  const { revision } = (await call(getCart, { params }, director)).body
  const submission = { revision, submissionKey: newId() }
  expect((await call(submitCart, { params, body: submission }, director)).body.orders).toHaveLength(2)
  expect((await call(copyCart, { params, body: { name: 'Снова' } }, director)).body.lineCount).toBe(2)
  expect((await call(restoreCart, { params }, director)).code).toBe('not_found')
})

it('a cart says whether its last change was the reader’s own', async () => {
  const { director, params, person } = await trade()
  const colleague = await person()
  const seen = (await call(getCart, { params }, director)).body
  expect(seen.updatedByMe).toBe(true)
  const change = { params: { ...params, lineId: seen.lines[0]!.id }, body: { quantity: '7' } }
  await call(changeLine, change, colleague)
  const now = (await call(getCart, { params }, director)).body
  expect([now.updatedByMe, now.revision]).toEqual([false, seen.revision + 1])
  const late = { revision: seen.revision, submissionKey: newId() }
  expect((await call(submitCart, { params, body: late }, director)).code).toBe('cart_changed')
})

it('another company’s cart is neither restored nor copied, nor by a role without carts, nor by a guest', async () => {
  const { params, person } = await trade()
  const stranger = (await trade()).director
  const viewer = await person({ role: 'viewer' })
  const copy = { params, body: { name: 'Чужая' } }
  expect((await call(restoreCart, { params }, stranger)).code).toBe('not_found')
  expect((await call(copyCart, copy, stranger)).code).toBe('not_found')
  expect((await call(copyCart, copy, viewer)).code).toBe('forbidden')
  expect((await call(restoreCart, { params }, viewer)).code).toBe('forbidden')
  expect((await call(copyCart, copy)).code).toBe('not_signed_in')
  expect((await call(restoreCart, { params })).code).toBe('not_signed_in')
})

it('no more carts than fifty stand open, restored and copied ones too', async () => {
  const { director, params } = await trade()
  await call(deleteCart, { params }, director)
  const made = []
  for (let number = 0; number < 50; number += 1)
    made.push((await call(createCart, { body: { name: `№ ${number}` } }, director)).body)
  expect((await call(restoreCart, { params }, director)).code).toBe('cart_full')
  const copy = { params: { cartId: made[0]!.id }, body: { name: 'Копия' } }
  expect((await call(copyCart, copy, director)).code).toBe('cart_full')
  expect((await call(listCarts, {}, director)).body.items).toHaveLength(50)
})
