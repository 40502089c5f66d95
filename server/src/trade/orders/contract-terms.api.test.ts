import { addLines, addUploadToCart, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { getCatalogue, getCategories, getProduct, suggest } from '@portal/api/offer.ts'
import { getUpload, listUploadRows } from '@portal/api/uploads.ts'
import { resolveRows } from '@portal/api/matching.ts'
import { cancelOrder, changeOrderLine, repeatOrder } from '@portal/api/orders.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { uploadReader } from '#src/offer/matching/read-upload.ts'
import { testApp } from '#test/app.ts'
import {
  makeBrand,
  makeCategory,
  makePackaging,
  makeProduct,
  makeSellerForGoods,
  makeWarehouse,
} from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract, makeFixedPrice, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'

const start = new Date('2026-11-24T07:00:00Z')
const { app, db, call, time } = await testApp({ now: start })
beforeEach(() => {
  time.now = start
})

/** A company of a seller in Moscow with a contract that allows everything, its warehouse and its list. */
async function trade(contract: Parameters<typeof makeContract>[1] = {}) {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const manager = await makeUser(db, {
    operator_role: 'manager',
    name: 'Мария Ким',
    phone: '+7 495 000-00-00',
  })
  const companyId = await makeCompany(db, { manager_id: manager.id })
  const contractOf = (row: Parameters<typeof makeContract>[1] = {}) =>
    makeContract(db, {
      company_id: companyId,
      seller_id: sellerId,
      price_list_id: listId,
      warehouses: [warehouse],
      ...row,
    })
  const contractId = await contractOf(contract)
  const person = async (contract_id = contractId, member: MakeMember = {}) => {
    const { userId } = await makeMember(db, { company_id: companyId, ...member })
    return { cookie: (await signedInAs(db, userId, { contract_id })).cookie }
  }
  const product = async (row: Parameters<typeof makeProduct>[1] = {}) => {
    const id = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: 10_000 }, ...row })
    await makePrice(db, listId, id, 100)
    const { slug, article } = await db
      .selectFrom('catalog.products')
      .select(['slug', 'article'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { id, slug, article: article! }
  }
  const asManager = { cookie: (await signedInAs(db, manager.id)).cookie }
  return { sellerId, listId, companyId, contractId, contractOf, person, product, asManager }
}

type Headers = { cookie: string }
interface Row {
  productId: string
  quantity: string
  packagingId?: string
}

async function cartOf(headers: Headers, rows: Row[], contractId?: string) {
  const cart = (await call(createCart, { body: { name: 'Корзина' } }, headers)).body
  const params = { cartId: cart.id }
  const added = await call(addLines, { params, body: { rows, ...(contractId && { contractId }) } }, headers)
  return {
    added: added.body.rows,
    code: added.code,
    read: async () => (await call(getCart, { params }, headers)).body,
    submit: async () => {
      const { revision } = (await call(getCart, { params }, headers)).body
      return call(submitCart, { params, body: { revision, submissionKey: newId() } }, headers)
    },
  }
}

describe('a contract that has run out', () => {
  it('still shows goods and prices, takes no order, and says who can help', async () => {
    const { person, product, contractId } = await trade({ valid_until: '2026-11-24', number: 'Д-77' })
    const buyer = await person()
    const { id: productId, slug } = await product()
    const card = await call(getProduct, { params: { slug } }, buyer)
    expect(card.body.price).toMatchObject({ unitPrice: { amount: '100.00' } })
    const cart = await cartOf(buyer, [{ productId, quantity: '1' }])
    expect((await cart.read()).lines[0]!.problems).toEqual([
      {
        code: 'contract_not_in_force',
        params: { number: 'Д-77', state: 'expired', contact: 'Мария Ким, +7 495 000-00-00' },
        cure: null,
        blocks: true,
      },
    ])
    const refused = await cart.submit()
    expect(refused.code).toBe('contract_not_in_force')
    expect(refused.problem.params).toEqual({ number: 'Д-77', contact: 'Мария Ким, +7 495 000-00-00' })
    await db
      .updateTable('contracts.contracts')
      .set({ valid_until: '2026-11-25' })
      .where('id', '=', contractId)
      .execute()
    expect((await cart.submit()).status).toBe(200)
  })

  it('ends at midnight of the seller’s zone, not of the server’s', async () => {
    const { person, product } = await trade({ valid_until: '2026-11-25' })
    const buyer = await person()
    const cart = await cartOf(buyer, [{ productId: (await product()).id, quantity: '1' }])
    time.now = new Date('2026-11-24T20:59:59Z')
    expect((await cart.read()).abilities.submit).toBe(true)
    time.now = new Date('2026-11-24T21:00:00Z')
    expect((await cart.submit()).code).toBe('contract_not_in_force')
  })
})

describe('a denied product', () => {
  it('is nowhere: by address, in the catalogue, facets, categories, suggestions, search, paste, upload, cart, repeat', async () => {
    const { person, product, contractId } = await trade()
    const buyer = await person()
    const category = await makeCategory(db)
    const brand_id = await makeBrand(db, 'Сокровенный')
    const secret = await product({
      name: 'Шпилька сокровенная',
      article: `SECRET-${newId().slice(-6)}`,
      categories: [category],
      brand_id,
    })
    const plain = await product()
    const line = { productId: secret.id, quantity: '2' }
    const ordered = await cartOf(buyer, [line, { productId: plain.id, quantity: '1' }])
    const orderId = (await ordered.submit()).body.orders[0]!.id
    const open = await cartOf(buyer, [line])
    const uploadId = await upload(buyer, `артикул;кол-во\n${secret.article};3\n${plain.article};4\n`)

    await makeRule(db, contractId, { effect: 'deny', product_id: secret.id })

    expect((await call(getProduct, { params: { slug: secret.slug } }, buyer)).code).toBe('not_found')
    const all = await call(getCatalogue, { query: { facets: 'true' } }, buyer)
    expect(all.body.items.map(({ productId }) => productId)).toEqual([plain.id])
    expect(all.body.total).toBe(1)
    expect(JSON.stringify(all.body.facets)).not.toContain('Сокровенный')
    expect((await call(getCategories, {}, buyer)).body.items).toEqual([])
    for (const text of ['сокровенная', secret.article, 'сокровеная'])
      expect((await call(getCatalogue, { query: { search: text } }, buyer)).body.items, text).toEqual([])
    expect((await call(suggest, { query: { q: secret.article } }, buyer)).body.products).toEqual([])

    const pasted = await call(
      resolveRows,
      { body: { rows: [{ article: secret.article, quantity: '1' }] } },
      buyer,
    )
    expect(pasted.body.rows).toMatchObject([
      { outcome: 'not_found', item: null, candidates: [], otherContracts: [] },
    ])
    // recognised before, refused now
    const cartId = (await call(createCart, { body: { name: 'Из файла' } }, buyer)).body.id
    const taken = await call(addUploadToCart, { params: { cartId }, body: { uploadId } }, buyer)
    expect(taken.body).toMatchObject({ added: 1, left: 1 })
    const again = await upload(buyer, `артикул;кол-во\n${secret.article};3\n`)
    const rows = await call(listUploadRows, { params: { uploadId: again }, query: {} }, buyer)
    expect(rows.body.rows).toMatchObject([{ outcome: 'not_found', item: null, rowNumber: 2 }])

    expect((await cartOf(buyer, [line])).added).toMatchObject([{ outcome: 'refused', otherContracts: [] }])
    const shown = await open.read()
    expect(shown.lines[0]).toMatchObject({ item: null, unitPrice: null, problems: [{ code: 'not_offered' }] })
    expect((await open.submit()).code).toBe('cart_has_problems')
    const repeated = await call(repeatOrder, { params: { orderId } }, buyer)
    expect(repeated.body.lines.map(({ outcome }) => outcome)).toEqual(['not_offered', 'ok'])
  })

  it('is known to another contract of the buyer: he is told which, and may put it into the cart under it', async () => {
    const { person, product, contractId, contractOf, sellerId } = await trade()
    const { id: productId, article } = await product({ article: `B-${newId().slice(-6)}` })
    const other = await contractOf({ number: 'Б-2' })
    await contractOf({ number: 'Б-3', valid_until: '2026-01-01' })
    await makeRule(db, contractId, { effect: 'deny', product_id: productId })
    const buyer = await person()
    const named = [{ contractId: other, number: 'Б-2', sellerName: expect.any(String), productId }]

    const pasted = await call(resolveRows, { body: { rows: [{ article: `${article}\t3` }] } }, buyer)
    expect(pasted.body.rows).toMatchObject([{ outcome: 'not_found', item: null, otherContracts: named }])
    const rows = [{ productId, quantity: '3' }]
    expect((await cartOf(buyer, rows)).added).toMatchObject([{ outcome: 'refused', otherContracts: named }])
    const under = await cartOf(buyer, rows, other)
    expect(under.added).toMatchObject([{ outcome: 'added' }])
    expect((await under.read()).lines).toMatchObject([{ contractNumber: 'Б-2', problems: [] }])

    // neither is told to a colleague limited to this contract, nor may he use the other
    const limited = await person(contractId, { contract_ids: [contractId] })
    expect((await cartOf(limited, rows)).added).toMatchObject([{ outcome: 'refused', otherContracts: [] }])
    expect((await cartOf(limited, rows, other)).code).toBe('not_found')
    const foreign = await makeContract(db, { seller_id: sellerId })
    expect((await cartOf(buyer, rows, foreign)).code).toBe('not_found')
  })
})

describe('a contracted quantity', () => {
  const agreed = async (row: Parameters<typeof makeFixedPrice>[4] = {}) => {
    const made = await trade()
    const { id: productId } = await made.product()
    await makeFixedPrice(db, made.contractId, productId, '80', { contracted_quantity: '100', ...row })
    const drawn = async () => {
      const found = await db
        .selectFrom('contracts.fixed_prices')
        .select('drawn_quantity')
        .where('contract_id', '=', made.contractId)
        .orderBy('valid_from')
        .execute()
      return found.map((each) => Number(each.drawn_quantity))
    }
    return { ...made, productId, drawn, buyer: await made.person() }
  }

  it('is drawn by orders; beyond it the cart warns, and the order goes through', async () => {
    const { buyer, productId, drawn } = await agreed()
    await (await cartOf(buyer, [{ productId, quantity: '70' }])).submit()
    const more = await cartOf(buyer, [{ productId, quantity: '50' }])
    expect((await more.read()).lines[0]!.problems).toEqual([
      { code: 'over_contracted', params: { left: '30' }, cure: '30', blocks: false },
    ])
    expect((await more.submit()).status).toBe(200)
    expect(await drawn()).toEqual([120])
  })

  it('stops the order where the contract says so, in pieces and in boxes alike', async () => {
    const { buyer, productId, drawn } = await agreed({ over_contracted: 'block' })
    const box = await makePackaging(db, productId, { factor: 12 })
    const boxes = await cartOf(buyer, [{ productId, packagingId: box, quantity: '9' }])
    expect((await boxes.read()).lines[0]!.problems).toMatchObject([
      { code: 'over_contracted', cure: '8', blocks: true },
    ])
    expect((await boxes.submit()).code).toBe('cart_has_problems')
    const both = await cartOf(buyer, [
      { productId, packagingId: box, quantity: '8' },
      { productId, quantity: '5' },
    ])
    // eight boxes leave four pieces
    const { lines } = await both.read()
    expect(lines.map(({ problems }) => problems.map(({ params }) => params))).toEqual([[{ left: '4' }], []])
    expect(await drawn()).toEqual([0])
    expect(
      (await (await cartOf(buyer, [{ productId, packagingId: box, quantity: '8' }])).submit()).status,
    ).toBe(200)
    expect(await drawn()).toEqual([96])
  })

  it('is never overdrawn by orders of one moment', async () => {
    const { buyer, productId, drawn } = await agreed({ over_contracted: 'block' })
    const carts = await Promise.all(
      Array.from({ length: 6 }, () => cartOf(buyer, [{ productId, quantity: '30' }])),
    )
    const answers = await Promise.all(carts.map((cart) => cart.submit()))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    // who came a moment later saw it already in his cart
    for (const { status, code } of answers)
      if (status !== 200) expect(['over_contracted', 'cart_has_problems']).toContain(code)
    expect(await drawn()).toEqual([90])
  })

  it('comes back with what is cancelled, and follows a changed line up to the agreement', async () => {
    const { buyer, productId, drawn, asManager } = await agreed({ over_contracted: 'block' })
    const box = await makePackaging(db, productId, { factor: 12 })
    const placed = await (await cartOf(buyer, [{ productId, packagingId: box, quantity: '5' }])).submit()
    const orderId = placed.body.orders[0]!.id
    const { id: lineId } = await db
      .selectFrom('orders.lines')
      .select('id')
      .where('order_id', '=', orderId)
      .executeTakeFirstOrThrow()
    const change = (quantity: string) =>
      call(changeOrderLine, { params: { orderId, lineId }, body: { quantity } }, asManager)
    expect((await change('3')).status).toBe(200)
    expect(await drawn()).toEqual([36])
    expect((await change('9')).code).toBe('over_contracted')
    expect(await drawn()).toEqual([36])
    expect((await change('8')).status).toBe(200)
    expect(await drawn()).toEqual([96])
    await call(cancelOrder, { params: { orderId }, body: {} }, buyer)
    expect(await drawn()).toEqual([0])
  })

  it('of two prices in force is that of the one that answers', async () => {
    const { buyer, productId, drawn, contractId } = await agreed()
    await makeFixedPrice(db, contractId, productId, '75', {
      contracted_quantity: '10',
      valid_from: '2026-11-01',
    })
    const cart = await cartOf(buyer, [{ productId, quantity: '4' }])
    expect((await cart.read()).lines[0]!.unitPrice!.amount).toBe('75.00')
    await cart.submit()
    expect(await drawn()).toEqual([0, 4])
  })
})

describe('a price with dates', () => {
  const priceAt = async (buyer: Headers, slug: string, now: string) => {
    time.now = new Date(now)
    return (await call(getProduct, { params: { slug } }, buyer)).body.price?.unitPrice.amount
  }

  it('fixed in the contract holds from its first day until the day after its last', async () => {
    const { person, product, contractId } = await trade()
    const { id, slug } = await product()
    await makeFixedPrice(db, contractId, id, '64.5', { valid_from: '2026-11-25', valid_until: '2026-11-26' })
    const buyer = await person()
    // midnight in Moscow is 21:00 of the day before in UTC
    expect(await priceAt(buyer, slug, '2026-11-24T20:59:59Z')).toBe('100.00')
    expect(await priceAt(buyer, slug, '2026-11-24T21:00:00Z')).toBe('64.50')
    expect(await priceAt(buyer, slug, '2026-11-25T20:59:59Z')).toBe('64.50')
    expect(await priceAt(buyer, slug, '2026-11-25T21:00:00Z')).toBe('100.00')
  })

  it('of a list switches at midnight of the seller’s zone, and an open cart says what changed', async () => {
    const { person, product, listId, sellerId } = await trade()
    await db
      .updateTable('sellers.sellers')
      .set({ time_zone: 'Asia/Vladivostok' })
      .where('id', '=', sellerId)
      .execute()
    const { id, slug } = await product()
    await makePrice(db, listId, id, '111', { valid_from: '2026-11-25' })
    const buyer = await person()
    const cart = await cartOf(buyer, [{ productId: id, quantity: '1' }])
    // midnight in Vladivostok is 14:00 UTC
    expect(await priceAt(buyer, slug, '2026-11-24T13:59:59Z')).toBe('100.00')
    expect(await priceAt(buyer, slug, '2026-11-24T14:00:00Z')).toBe('111.00')
    const { lines, priceChanges } = await cart.read()
    expect(priceChanges).toBe(1)
    expect(lines[0]).toMatchObject({ unitPrice: { amount: '111.00' }, previousPrice: { amount: '100.00' } })
  })
})

/** Uploads a list as a browser does, and reads it as the background does. Answers the upload's id. */
async function upload(headers: Headers, csv: string): Promise<string> {
  const edge = 'edge'
  const answer = await app.fastify.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${edge}--\r\n`,
  })
  const uploadId = (answer.json() as { id: string }).id
  await uploadReader(app)({ uploadId })
  const { body } = await call(getUpload, { params: { uploadId } }, headers)
  expect(body).toMatchObject({ state: 'ready' })
  return uploadId
}
