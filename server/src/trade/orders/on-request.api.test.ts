import { addLines, addUploadToCart, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { resolveRows } from '@portal/api/matching.ts'
import { repeatOrder } from '@portal/api/orders.ts'
import { createUpload, type Upload } from '@portal/api/uploads.ts'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { uploadReader } from '#src/offer/matching/read-upload.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { app, db, call } = await testApp()

const seller_id = await makeSellerForGoods(db)
const warehouse = await makeWarehouse(db)
const list = await makePriceList(db, { seller_id })
const dollars = await makePriceList(db, { seller_id, currency: 'USD', is_base: true })
const company_id = await makeCompany(db)
const contract_id = await makeContract(db, {
  company_id,
  seller_id,
  price_list_id: list,
  warehouses: [warehouse],
})
const { userId } = await makeMember(db, { company_id })
const as = { cookie: (await signedInAs(db, userId, { contract_id })).cookie }

const product = (article: string) => makeProduct(db, { seller_id, article, stock: { [warehouse]: 100 } })
const open = await product('OPEN-1')
await makePrice(db, list, open, '10')

/** Why a product has no price; each was offered at one once, and was bought. */
const reasons: Record<string, (productId: string) => Promise<void>> = {
  'the list has no price': async () => {},
  'the price in the list is zero': (productId) => makePrice(db, list, productId, '0'),
  'the only price is in a currency without a rate': (productId) => makePrice(db, dollars, productId, '9'),
}

interface Goods {
  id: string
  article: string
  orderId: string
}

const newCart = async () => (await call(createCart, { body: { name: `Корзина ${newId()}` } }, as)).body.id
const add = async (rows: readonly { productId: string; quantity: string }[]) => {
  const cartId = await newCart()
  if (rows.length > 0) await call(addLines, { params: { cartId }, body: { rows: [...rows] } }, as)
  return cartId
}
const submit = async (cartId: string) => {
  const { revision } = (await call(getCart, { params: { cartId } }, as)).body
  return call(submitCart, { params: { cartId }, body: { revision, submissionKey: newId() } }, as)
}

/** Every way by which a line comes into a cart: the cart that it ends in, together with a line that has a price. */
const doors: Record<string, (goods: Goods) => Promise<string>> = {
  cart: ({ id }) => add([open, id].map((productId) => ({ productId, quantity: '2' }))),
  paste: async ({ article }) => {
    const rows = [
      { article: 'OPEN-1', quantity: '2' },
      { article, quantity: '2' },
    ]
    const { body } = await call(resolveRows, { body: { rows } }, as)
    return add(
      body.rows.flatMap(({ item: found, quantity }) =>
        found ? [{ productId: found.productId, quantity: quantity ?? '1' }] : [],
      ),
    )
  },
  'quick order': async ({ id }) => {
    const rows = [open, id].map((productId) => ({ article: '', productId, quantity: '2' }))
    const { body } = await call(resolveRows, { body: { rows } }, as)
    return add(
      body.rows.flatMap(({ item: found, quantity }) =>
        found ? [{ productId: found.productId, quantity: quantity ?? '1' }] : [],
      ),
    )
  },
  upload: async ({ article }) => {
    const form = new FormData()
    form.set('file', new File([`Артикул;Количество\nOPEN-1;2\n${article};2\n`], 'заказ.csv'))
    const request = new Response(form)
    const answer = await app.fastify.inject({
      method: 'POST',
      url: `/api${createUpload.path}`,
      headers: { cookie: as.cookie, 'content-type': request.headers.get('content-type')! },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    const { id: uploadId } = answer.json<Upload>()
    await uploadReader(app)({ uploadId })
    const cartId = await newCart()
    await call(addUploadToCart, { params: { cartId }, body: { uploadId } }, as)
    return cartId
  },
  repeat: async ({ orderId }) => (await call(repeatOrder, { params: { orderId } }, as)).body.cartId,
}

/** Bought at a price of its own, which is gone. */
async function boughtOnce(number: number): Promise<Goods> {
  const article = `GONE-${number}`
  const id = await product(article)
  await makePrice(db, list, id, '77')
  const placed = await submit(await add([open, id].map((productId) => ({ productId, quantity: '1' }))))
  await db.deleteFrom('pricing.prices').where('product_id', '=', id).execute()
  return { id, article, orderId: placed.body.orders[0]!.id }
}

it.each(Object.keys(reasons))(
  'what is on request, since %s, comes in by no door as zero: its line says so, and the cart is not sent with it',
  async (reason) => {
    const goods = await boughtOnce(Object.keys(reasons).indexOf(reason))
    await reasons[reason]!(goods.id)
    for (const [door, come] of Object.entries(doors)) {
      const cartId = await come(goods)
      const { lines } = (await call(getCart, { params: { cartId } }, as)).body
      const line = lines.find(({ productId }) => productId === goods.id)
      if (line) {
        expect([line.unitPrice, line.gross], door).toEqual([null, null])
        expect(
          line.problems.map(({ code, blocks }) => [code, blocks]),
          door,
        ).toContainEqual(['on_request', true])
        expect((await submit(cartId)).code, door).toBe('cart_has_problems')
      }
      // what has a price is there whatever became of the other
      expect(
        lines.map(({ productId }) => productId),
        door,
      ).toContain(open)
    }
    const bought = await db.selectFrom('orders.lines').select('price').execute()
    expect(bought.filter(({ price }) => Number(price) === 0)).toEqual([])
  },
)

it('a price that vanishes between the look and the order stops the order', async () => {
  const id = await product('VANISH-1')
  await makePrice(db, list, id, '5')
  const cartId = await add([{ productId: id, quantity: '1' }])
  const { revision } = (await call(getCart, { params: { cartId } }, as)).body
  await db.updateTable('pricing.prices').set({ amount: '0' }).where('product_id', '=', id).execute()
  const body = { revision, submissionKey: newId() }
  expect((await call(submitCart, { params: { cartId }, body }, as)).code).toBe('cart_has_problems')
})
