import { addLines, createCart, submitCart } from '@portal/api/carts.ts'
import { expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'
import { tellsFigure } from '#test/tells-figure.ts'
import { ordersPlaced } from './events.ts'
import { orderReactions } from './reactions.ts'

const { app, db, call } = await testApp()
const reactions = orderReactions('http://portal.test', app.clock)

it('tells the one who ordered and the customer’s manager by mail, once per event and without sums', async () => {
  const manager = await makeUser(db, { operator_role: 'manager' })
  const company_id = await makeCompany(db, { manager_id: manager.id })
  const buyer = await makeMember(db, { company_id, role: 'buyer' })
  await makeMember(db, { company_id, role: 'director' })
  const orderId = await placedOrder(company_id, buyer.userId)

  const eventId = newId()
  const placed = reactions.find((one) => one.event === ordersPlaced.name)!
  for (const _ of ['first', 'again after a crash'])
    await transaction(db, (tx) => placed.run(tx, { orderId, companyId: company_id }, eventId))

  const mails = await db
    .selectFrom('kernel.mails')
    .select(['recipient', 'body_text'])
    .where('dedupe_key', 'like', `${eventId}:%`)
    .execute()
  expect(mails.map((mail) => mail.recipient).sort()).toEqual([buyer.email, manager.email].sort())
  const told = Object.fromEntries(mails.map((mail) => [mail.recipient, mail.body_text]))
  expect(told[buyer.email]).toContain(`http://portal.test/orders/${orderId}`)
  expect(told[manager.email]).toContain(`http://portal.test/office/orders/${orderId}`)
  expect(mails.some((mail) => tellsFigure(mail.body_text, '7777'))).toBe(false)
})

it('tells of a prepayment in the same words, whether something waits or all is there', async () => {
  const texts = []
  for (const stock of [0, 100]) {
    const company_id = await makeCompany(db)
    const buyer = await makeMember(db, { company_id, role: 'buyer' })
    const orderId = await placedOrder(company_id, buyer.userId, { absent_prepayment: 30 }, stock)
    const placed = reactions.find((one) => one.event === ordersPlaced.name)!
    await transaction(db, (tx) => placed.run(tx, { orderId, companyId: company_id }, newId()))
    const { body_text } = await db
      .selectFrom('kernel.mails')
      .select('body_text')
      .where('recipient', '=', buyer.email)
      .executeTakeFirstOrThrow()
    texts.push(body_text.split('\n').find((line) => line.includes('предоплата')))
  }
  expect(texts[0]).toContain('предоплата 30\u00a0%')
  expect(texts[1]).toBe(texts[0])
})

async function placedOrder(
  companyId: string,
  userId: string,
  terms: { absent_prepayment?: number } = {},
  stock = 0,
): Promise<string> {
  const listId = await makePriceList(db)
  const { seller_id } = await db
    .selectFrom('pricing.price_lists')
    .select('seller_id')
    .where('id', '=', listId)
    .executeTakeFirstOrThrow()
  const contract_id = await makeContract(db, {
    company_id: companyId,
    seller_id,
    price_list_id: listId,
    ...terms,
  })
  const warehouse = await makeWarehouse(db)
  const productId = await makeProduct(db, { seller_id, stock: { [warehouse]: stock } })
  await makePrice(db, listId, productId, '7777')
  const headers = { cookie: (await signedInAs(db, userId, { contract_id })).cookie }
  const cart = await call(createCart, { body: { name: 'letters' } }, headers)
  const params = { cartId: cart.body.id }
  const added = await call(addLines, { params, body: { rows: [{ productId, quantity: '1' }] } }, headers)
  const body = { revision: added.body.revision, submissionKey: newId() }
  return (await call(submitCart, { params, body }, headers)).body.orders[0]!.id
}
