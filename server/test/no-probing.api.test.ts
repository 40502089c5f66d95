import { addLines, changeLine, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { getCatalogue, getProduct, suggest } from '@portal/api/offer.ts'
import { listUploadRows, type Upload } from '@portal/api/uploads.ts'
import { resolveRows } from '@portal/api/matching.ts'
import { cancelOrder, getOrder, listOrders, repeatOrder } from '@portal/api/orders.ts'
import { listSubscriptions, subscribe } from '@portal/api/subscriptions.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import type { Display } from '#src/terms/visibility/policies.ts'
import { uploadReader } from '#src/offer/matching/read-upload.ts'
import { testApp } from './app.ts'
import { makeProduct, makeSellerForGoods, makeStock, makeWarehouse } from './factories/goods.ts'
import { makeCompany, makeMember, signedInAs } from './factories/people.ts'
import { makeContract, makePrice, makePriceList, makeStockPolicy } from './factories/terms.ts'

/**
 * Law 5 as non-interference: two stocks that a buyer is shown alike must answer alike, through every door and to every
 * quantity he may try. Then no binary search finds more than what is shown.
 */
const { app, db, call } = await testApp()
const readUpload = uploadReader(app)

const stocks = [0, 1, 8, 40, 99, 640]
/** each with what the buyer wants done about the part that is not there */
const asked = { '1': 'parts', '70': 'cancel', '500': 'wait' } as const

async function shop(display: Display, absentGoods: 'forbid' | 'backorder') {
  const sellerId = await makeSellerForGoods(db)
  const [near, far] = [await makeWarehouse(db), await makeWarehouse(db)]
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    absent_goods: absentGoods,
    // what is to be prepaid for the part that waits would tell how much waits
    absent_prepayment: 30,
    warehouses: [near, far],
  })
  await makeStockPolicy(db, {
    contract_id: contractId,
    display,
    few_below: '10',
    many_from: '100',
    cap: '50',
  })
  const article = `PROBE-${newId().slice(-12)}`
  const productId = await makeProduct(db, { seller_id: sellerId, article, name: article })
  await makePrice(db, listId, productId, 10)
  // two receipts to come: which of them a line waits for would tell how much is there
  for (const [quantity, eta] of [
    ['40', '2026-12-05'],
    ['300', '2026-12-20'],
  ] as const)
    await db
      .insertInto('inventory.lots')
      .values({ id: newId(), product_id: productId, warehouse_id: near, quantity, eta })
      .execute()
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const { slug } = await db
    .selectFrom('catalog.products')
    .select('slug')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow()
  return { near, far, productId, article, slug, buyer }
}

type Shop = Awaited<ReturnType<typeof shop>>

/** Everything that the portal answers while somebody tries its doors, as text without ids, times and numbers of documents. */
async function everythingTold(shop: Shop): Promise<{ shown: string; told: string }> {
  const { buyer, productId, article, slug } = shop
  const told: unknown[] = []
  const card = (await call(getProduct, { params: { slug } }, buyer)).body
  told.push(card)
  for (const inStock of ['', 'true'])
    told.push(
      (await call(getCatalogue, { query: { search: article, ...(inStock && { inStock }) } }, buyer)).body,
    )
  told.push((await call(suggest, { query: { q: article } }, buyer)).body)
  for (const [quantity, absentChoice] of Object.entries(asked)) {
    const wanted = { kind: 'back_in_stock', productId, wantedQuantity: quantity } as const
    told.push((await call(subscribe, { body: wanted }, buyer)).body)
    told.push((await call(listSubscriptions, { query: {} }, buyer)).body)
    told.push((await call(resolveRows, { body: { rows: [{ article, quantity }] } }, buyer)).body)
    told.push(...(await uploadTold(shop, quantity)))
    told.push(...(await ordered(shop, quantity, absentChoice)))
  }
  return {
    shown: JSON.stringify([card.stock, card.warehouses]),
    told: JSON.stringify(told)
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
      .replaceAll(/"(number|cartName)":"[^"]*"/g, '"$1":"n"')
      .replaceAll(productId, 'id'),
  }
}

async function uploadTold({ buyer, article }: Shop, quantity: string): Promise<unknown[]> {
  const form = new FormData()
  form.set('file', new File([`Артикул;Количество\n${article};${quantity}\n`], 'list.csv'))
  const request = new Response(form)
  const sent = await app.fastify.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: { ...buyer, 'content-type': request.headers.get('content-type')! },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  const { id: uploadId } = sent.json<Upload>()
  await readUpload({ uploadId })
  const rows = await call(listUploadRows, { params: { uploadId }, query: {} }, buyer)
  const unmatched = await app.fastify.inject({
    url: `/api/uploads/${uploadId}/unmatched.csv`,
    headers: buyer,
  })
  return [rows.body, unmatched.body]
}

/** Into a cart, changed there, ordered, looked at, taken back, and repeated. */
async function ordered(
  { buyer, productId }: Shop,
  quantity: string,
  absentChoice: 'parts' | 'cancel' | 'wait',
): Promise<unknown[]> {
  const cart = (await call(createCart, { body: { name: 'Проба' } }, buyer)).body
  const params = { cartId: cart.id }
  const added = (await call(addLines, { params, body: { rows: [{ productId, quantity: '1' }] } }, buyer)).body
  const line = (await call(getCart, { params }, buyer)).body.lines[0]!
  const changed = await call(
    changeLine,
    { params: { ...params, lineId: line.id }, body: { quantity } },
    buyer,
  )
  const view = (await call(getCart, { params }, buyer)).body
  const until = absentChoice === 'cancel' ? { absentUntil: '2026-12-10' } : {}
  const body = { revision: view.revision, submissionKey: newId(), absentChoice, ...until }
  const submitted = await call(submitCart, { params, body }, buyer)
  const told: unknown[] = [added, line, changed.body, view, submitted.status, submitted.body]
  const orderId = submitted.status === 200 ? submitted.body.orders[0]!.id : null
  if (orderId)
    told.push(
      (await call(getOrder, { params: { orderId } }, buyer)).body,
      (await call(listOrders, { query: { limit: 1 } }, buyer)).body.items,
      (await call(cancelOrder, { params: { orderId }, body: {} }, buyer)).body,
      (await call(repeatOrder, { params: { orderId } }, buyer)).body,
    )
  // the next quantity is tried as by somebody who starts anew
  await db.updateTable('carts.carts').set({ state: 'deleted' }).where('state', '=', 'open').execute()
  return told
}

describe.each(['bands', 'capped', 'yes_no', 'hidden'] as const)('under the policy %s', (display) => {
  it.each(['backorder', 'forbid'] as const)(
    'no quantity finds more of a stock than is shown, absent goods: %s',
    async (absentGoods) => {
      const one = await shop(display, absentGoods)
      const looks = new Map<string, Set<string>>()
      for (const stock of stocks) {
        // what lies in the second warehouse decides the level: the first one alone never has enough
        await makeStock(db, one.productId, one.near, Math.min(stock, 1))
        await makeStock(db, one.productId, one.far, Math.max(0, stock - 1))
        const { shown, told } = await everythingTold(one)
        looks.set(shown, (looks.get(shown) ?? new Set()).add(told))
      }
      // the stocks do look alike, or the law would be tried on nothing
      expect(looks.size).toBeLessThan(stocks.length)
      for (const [first, ...others] of [...looks.values()].map((told) => [...told]))
        for (const other of others) expect(other).toBe(first)
    },
  )
})

it('where figures are shown, the one that is missing is told', async () => {
  const one = await shop('exact', 'forbid')
  await makeStock(db, one.productId, one.near, 7)
  const { told } = await everythingTold(one)
  expect(told).toContain('"code":"not_enough","params":{"available":"7"}')
})
