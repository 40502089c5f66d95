import { addLines, changeLine, createCart, getCart, removeLines, type Cart } from '@portal/api/carts.ts'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makePackaging, makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call } = await testApp()

/** A cart of 30 products under two contracts, some in two units, one contract refusing what is not there. */
async function fullCart(list: { tiers_by?: 'family' } = {}) {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId, ...list })
  const companyId = await makeCompany(db)
  const terms = { company_id: companyId, seller_id: sellerId, price_list_id: listId, warehouses: [warehouse] }
  const contractId = await makeContract(db, { ...terms, min_order_amount: '100000' })
  const strictId = await makeContract(db, { ...terms, absent_goods: 'forbid' })
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const familyId = newId()
  await db.insertInto('catalog.families').values({ id: familyId, name: 'Семья' }).execute()
  const products: { productId: string; box: string }[] = []
  for (let number = 0; number < 15; number++) {
    const productId = await makeProduct(db, {
      seller_id: sellerId,
      stock: { [warehouse]: 40 },
      family_id: familyId,
      weight_kg: number % 3 === 0 ? null : `0.${number + 1}`,
    })
    const box = await makePackaging(db, productId)
    await makePrice(db, listId, productId, `${number + 1}.37`)
    await makePrice(db, listId, productId, `${number + 1}.05`, { min_quantity: '25' })
    products.push({ productId, box })
  }
  const cart = (await call(createCart, { body: { name: 'Склад' } }, buyer)).body
  const params = { cartId: cart.id }
  const pieces = products.map(({ productId }) => ({ productId, quantity: '3' }))
  const boxes = products
    .slice(0, 5)
    .map(({ productId, box }) => ({ productId, packagingId: box, quantity: '1' }))
  await call(addLines, { params, body: { rows: [...pieces, ...boxes] } }, buyer)
  await call(addLines, { params, body: { rows: pieces.slice(5, 12), contractId: strictId } }, buyer)
  const open = async () => (await call(getCart, { params }, buyer)).body
  const change = async (lineId: string, quantity: string) =>
    (await call(changeLine, { params: { ...params, lineId }, body: { quantity } }, buyer)).body
  return { buyer, params, listId, products, open, change }
}

const whole = ({ totals, orders, abilities }: Pick<Cart, 'totals' | 'orders' | 'abilities'>) => ({
  totals,
  orders,
  abilities,
})

it('after a change of one line the cart comes to what it comes to when it is opened', async () => {
  const { open, change } = await fullCart()
  const { lines } = await open()
  for (const [index, quantity] of ['7', '200', '30', '3', '41', '1'].entries()) {
    const changed = await change(lines[(index * 5) % lines.length]!.id, quantity)
    expect(whole(changed)).toEqual(whole(await open()))
  }
})

it('where a list counts a family together, the lines of the family are priced along and told of', async () => {
  const { open, change } = await fullCart({ tiers_by: 'family' })
  const { lines } = await open()
  const changed = await change(lines[0]!.id, '500')
  expect(changed.related.length).toBeGreaterThan(10)
  const opened = await open()
  expect(whole(changed)).toEqual(whole(opened))
  const shown = new Map(opened.lines.map((line) => [line.id, line]))
  for (const line of [changed.line, ...changed.related]) expect(line).toEqual(shown.get(line.id))
})

it('what is added, changed by adding or removed counts in the next change', async () => {
  const { buyer, params, products, open, change } = await fullCart()
  const { lines } = await open()
  const rows = [{ productId: products[2]!.productId, quantity: '60' }]
  await call(addLines, { params, body: { rows } }, buyer)
  expect(whole(await change(lines[0]!.id, '4'))).toEqual(whole(await open()))
  const body = { lineIds: [lines[6]!.id, lines[7]!.id] }
  await call(removeLines, { params, body }, buyer)
  expect(whole(await change(lines[0]!.id, '5'))).toEqual(whole(await open()))
})

it('a price that changes while the cart lies open counts for the line that is changed, and for all when it is opened', async () => {
  const { open, change, listId, products } = await fullCart()
  const before = await open()
  await db.updateTable('pricing.prices').set({ amount: '100' }).where('price_list_id', '=', listId).execute()
  const line = before.lines.find(
    ({ item, contractId }) =>
      item?.productId === products[14]!.productId && contractId === before.orders[0]!.contractId,
  )!
  const changed = await change(line.id, line.quantity)
  expect(changed.line.gross?.amount).toBe('300.00')
  const others = Number(before.totals.gross!.amount) - Number(line.gross!.amount)
  expect(Number(changed.totals.gross!.amount)).toBeCloseTo(others + 300, 2)
  const opened = await open()
  expect(Number(opened.totals.gross!.amount)).toBeGreaterThan(10_000)
  expect(whole(await change(line.id, line.quantity))).toEqual(whole(await open()))
})

it('a cart that nobody has opened for long is priced as a whole at its next change', async () => {
  const { open, change, listId, params } = await fullCart()
  const { lines } = await open()
  await db.updateTable('pricing.prices').set({ amount: '100' }).where('price_list_id', '=', listId).execute()
  await db
    .updateTable('carts.carts')
    .set({ priced_at: new Date('2020-01-01T00:00:00Z') })
    .where('id', '=', params.cartId)
    .execute()
  expect(whole(await change(lines[0]!.id, '4'))).toEqual(whole(await open()))
})

it('looking at a cart does not undo what a change has left meanwhile', async () => {
  const { open, change } = await fullCart()
  const { lines } = await open()
  const [, changed] = await Promise.all([open(), change(lines[3]!.id, '9'), open()])
  expect(whole(changed)).toEqual(whole(await open()))
})
