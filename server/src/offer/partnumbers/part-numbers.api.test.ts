import { resolveRows } from '@portal/api/matching.ts'
import { getOrder } from '@portal/api/orders.ts'
import {
  listPartNumbers,
  listPartNumbersOf,
  removePartNumbers,
  removePartNumbersOf,
  setPartNumber,
  setPartNumberOf,
  setPartNumberRows,
  setPartNumberRowsOf,
} from '@portal/api/part-numbers.ts'
import { addLines, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { newId } from '#kernel/ids.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'

const { db, call } = await testApp()

/** A buyer of a company with three products, the third of which his contract forbids; and a manager. */
async function trade() {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    warehouses: [warehouse],
  })
  const tail = newId().slice(-8).toUpperCase()
  const product = async (article: string) => {
    const id = await makeProduct(db, {
      seller_id: sellerId,
      article: `${article}-${tail}`,
      name: `Product ${article}`,
      stock: { [warehouse]: 1000 },
    })
    await makePrice(db, listId, id, 10)
    return { id, article: `${article}-${tail}` }
  }
  const [bolt, nut, secret] = [await product('BOLT'), await product('NUT'), await product('SECRET')]
  await makeRule(db, contractId, { effect: 'deny', product_id: secret.id })
  const person = async (member: MakeMember = {}) => {
    const { userId } = await makeMember(db, { company_id: companyId, ...member })
    const { cookie } = await signedInAs(db, userId, { contract_id: contractId })
    return { cookie }
  }
  const office = async (role: 'manager' | 'content' = 'manager') => {
    const { id } = await makeUser(db, { operator_role: role })
    const { cookie } = await signedInAs(db, id)
    return { cookie }
  }
  return { companyId, bolt, nut, secret, person, office, buyer: await person(), manager: await office() }
}

const given = (productId: string, partNumber: string, onTaken?: 'move' | 'share') => ({
  params: { productId },
  body: { partNumber, ...(onTaken ? { onTaken } : {}) },
})

describe("a company's own part number", () => {
  it('is kept clean, found by what is typed, and means its product in a paste', async () => {
    const { bolt, buyer } = await trade()
    const set = await call(setPartNumber, given(bolt.id, ' \u200bМТР\u202e-0042 '), buyer)
    expect(set.body).toMatchObject({ partNumber: 'МТР-0042', sharedWith: 0, shadows: null })
    const found = await call(listPartNumbers, { query: { search: 'мтр 00', total: 'true' } }, buyer)
    expect(found.body).toMatchObject({ total: 1, items: [{ productId: bolt.id, partNumber: 'МТР-0042' }] })
    const pasted = await call(resolveRows, { body: { rows: [{ article: 'мтр0042', quantity: '3' }] } }, buyer)
    expect(pasted.body.rows[0]).toMatchObject({ outcome: 'found', item: { productId: bolt.id } })
  })

  it('of one product is told before it goes to another, and then moves or stays at both', async () => {
    const { bolt, nut, buyer } = await trade()
    await call(setPartNumber, given(bolt.id, 'X-1'), buyer)
    const told = await call(setPartNumber, given(nut.id, 'x 1'), buyer)
    expect(told).toMatchObject({ status: 409, code: 'part_number_taken' })
    expect(told.problem.params).toMatchObject({ article: bolt.article, name: 'Product BOLT' })

    const shared = await call(setPartNumber, given(nut.id, 'x 1', 'share'), buyer)
    expect(shared.body).toMatchObject({ partNumber: 'x 1', sharedWith: 1 })
    const either = await call(resolveRows, { body: { rows: [{ article: 'X1' }] } }, buyer)
    expect(either.body.rows[0]).toMatchObject({ outcome: 'ambiguous', candidates: [{}, {}] })

    await call(setPartNumber, given(nut.id, 'x 1', 'move'), buyer)
    // the same number again changes nothing, and a move takes it from the other
    const moved = await call(listPartNumbers, { query: {} }, buyer)
    expect(moved.body.items.map(({ productId }) => productId)).toEqual([nut.id])
  })

  it('tells of the article that it hides', async () => {
    const { bolt, nut, buyer } = await trade()
    const set = await call(setPartNumber, given(bolt.id, nut.article), buyer)
    expect(set.body.shadows).toEqual({ article: nut.article, name: 'Product NUT' })
  })

  it.each([
    ['', 'empty'],
    ['\u200b\u202e', 'empty'],
    ['x'.repeat(61), 'too_long'],
    ['***', 'bad_number'],
  ])('%j is refused as %s', async (written, wrong) => {
    const { bolt, buyer } = await trade()
    const answer = await call(setPartNumber, given(bolt.id, written), buyer)
    expect(answer).toMatchObject({ status: 422, code: 'invalid_input' })
    expect(answer.problem.fields).toEqual({ partNumber: wrong })
  })

  it('is not given to a product that the contract does not offer, and tells nothing of one', async () => {
    const { companyId, secret, bolt, buyer, manager } = await trade()
    expect((await call(setPartNumber, given(secret.id, 'S-1'), buyer)).code).toBe('not_found')
    await call(
      setPartNumberOf,
      { params: { companyId, productId: secret.id }, body: { partNumber: 'S-1' } },
      manager,
    )
    const list = await call(listPartNumbers, { query: {} }, buyer)
    expect(list.body.items).toEqual([
      { productId: secret.id, partNumber: 'S-1', product: null, sharedWith: 0 },
    ])
    expect((await call(listPartNumbers, { query: { search: 'Product SECRET' } }, buyer)).body.items).toEqual(
      [],
    )
    const told = await call(setPartNumber, given(bolt.id, 'S-1'), buyer)
    expect(told.problem.params).toEqual({ partNumber: 'S-1', article: null, name: null })
  })

  it('is taken away with an answer of what it was', async () => {
    const { bolt, nut, buyer } = await trade()
    await call(setPartNumber, given(bolt.id, 'B-1'), buyer)
    const gone = await call(removePartNumbers, { body: { productIds: [bolt.id, nut.id] } }, buyer)
    expect(gone.body).toEqual({ removed: [{ productId: bolt.id, partNumber: 'B-1' }] })
    expect((await call(listPartNumbers, { query: {} }, buyer)).body.items).toEqual([])
  })

  it('stands on the order as it was on the day of the order', async () => {
    const { bolt, buyer } = await trade()
    await call(setPartNumber, given(bolt.id, 'DAY-1'), buyer)
    const cart = await call(createCart, { body: { name: 'Cart' } }, buyer)
    const params = { cartId: cart.body.id }
    await call(addLines, { params, body: { rows: [{ productId: bolt.id, quantity: '2' }] } }, buyer)
    const { revision } = (await call(getCart, { params }, buyer)).body
    const placed = await call(submitCart, { params, body: { revision, submissionKey: newId() } }, buyer)
    await call(setPartNumber, given(bolt.id, 'DAY-2'), buyer)
    const order = await call(getOrder, { params: { orderId: placed.body.orders[0]!.id } }, buyer)
    expect(order.body.lines[0]).toMatchObject({ article: bolt.article, partNumber: 'DAY-1' })
  })
})

describe('rows of numbers', () => {
  it('are answered one by one, in order; what is not right changes nothing', async () => {
    const { bolt, nut, secret, buyer } = await trade()
    await call(setPartNumber, given(nut.id, 'N-1'), buyer)
    const rows = [
      { article: bolt.article.toLowerCase(), partNumber: 'N-1' },
      { article: bolt.article, partNumber: 'B-1' },
      { article: bolt.article, partNumber: 'B-2' },
      { article: nut.article, partNumber: 'N-1' },
      { article: secret.article, partNumber: 'S-1' },
      { article: 'no such', partNumber: 'Q-1' },
      { article: nut.article, partNumber: ' ' },
      { article: nut.article, partNumber: 'x'.repeat(99) },
    ]
    const answer = await call(setPartNumberRows, { body: { rows } }, buyer)
    expect(answer.body.rows.map(({ outcome }) => outcome)).toEqual([
      'taken',
      'set',
      'repeated',
      'same',
      'unknown',
      'unknown',
      'empty',
      'too_long',
    ])
    expect(answer.body.rows[0]!.takenBy).toBe('Product NUT')
    const list = await call(listPartNumbers, { query: {} }, buyer)
    expect(list.body.items.map(({ partNumber }) => partNumber)).toEqual(['B-1', 'N-1'])
  })

  it('move numbers where they are told to: two products may exchange theirs', async () => {
    const { bolt, nut, buyer } = await trade()
    await call(setPartNumber, given(bolt.id, 'B-1'), buyer)
    await call(setPartNumber, given(nut.id, 'N-1'), buyer)
    const rows = [
      { article: bolt.article, partNumber: 'N-1' },
      { article: nut.article, partNumber: 'B-1' },
    ]
    const answer = await call(setPartNumberRows, { body: { rows, onTaken: 'move' } }, buyer)
    expect(answer.body.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'changed'])
    const list = await call(listPartNumbers, { query: {} }, buyer)
    expect(list.body.items).toMatchObject([
      { productId: nut.id, partNumber: 'B-1' },
      { productId: bolt.id, partNumber: 'N-1' },
    ])
  })

  it('may be ten thousand at once, not more', async () => {
    const { buyer } = await trade()
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      article: `no-${index}`,
      partNumber: `${index}`,
    }))
    const answer = await call(setPartNumberRows, { body: { rows } }, buyer)
    expect(answer.body.rows).toHaveLength(10_000)
    expect((await call(setPartNumberRows, { body: { rows: [...rows, rows[0]!] } }, buyer)).status).toBe(422)
  })
})

describe('who may', () => {
  it('a role without carts reads numbers and gives none; a guest does neither', async () => {
    const { bolt, person } = await trade()
    const viewer = await person({ role: 'viewer' })
    expect((await call(listPartNumbers, { query: {} }, viewer)).status).toBe(200)
    expect((await call(setPartNumber, given(bolt.id, 'V-1'), viewer)).status).toBe(403)
    expect((await call(listPartNumbers, { query: {} })).status).toBe(401)
  })

  it('another company has numbers of its own', async () => {
    const [one, other] = [await trade(), await trade()]
    await call(setPartNumber, given(one.bolt.id, 'OWN-1'), one.buyer)
    expect((await call(listPartNumbers, { query: {} }, other.buyer)).body.items).toEqual([])
    expect((await call(setPartNumber, given(one.bolt.id, 'OWN-1'), other.buyer)).code).toBe('not_found')
    const gone = await call(removePartNumbers, { body: { productIds: [one.bolt.id] } }, other.buyer)
    expect(gone.body.removed).toEqual([])
  })

  it("a manager keeps a customer's numbers; the operator's people without that right only read them; a buyer does neither", async () => {
    const { companyId, bolt, nut, manager, office, buyer } = await trade()
    const params = { companyId }
    const rows = [{ article: bolt.article, partNumber: 'M-1' }]
    expect((await call(setPartNumberRowsOf, { params, body: { rows } }, manager)).body.rows[0]!.outcome).toBe(
      'set',
    )
    const one = { params: { companyId, productId: nut.id }, body: { partNumber: 'M-2' } }
    expect((await call(setPartNumberOf, one, manager)).status).toBe(200)
    const content = await office('content')
    expect((await call(listPartNumbersOf, { params, query: {} }, content)).body.items).toHaveLength(2)
    expect((await call(setPartNumberOf, one, content)).status).toBe(403)
    expect((await call(listPartNumbersOf, { params, query: {} }, buyer)).code).toBe('not_found')
    const gone = await call(removePartNumbersOf, { params, body: { productIds: [nut.id] } }, manager)
    expect(gone.body.removed).toHaveLength(1)
    const stranger = { params: { companyId: newId() }, query: {} }
    expect((await call(listPartNumbersOf, stranger, manager)).code).toBe('not_found')
  })
})
