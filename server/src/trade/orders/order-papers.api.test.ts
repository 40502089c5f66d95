import { addLines, createCart, submitCart } from '@portal/api/carts.ts'
import { addDocument } from '@portal/api/product-media.ts'
import { downloadOrderPapers } from '@portal/api/order-papers.ts'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'
import { unzip } from '#test/unzip.ts'

const { app, db, call } = await testApp()

const seller_id = await makeSellerForGoods(db)
const warehouse = await makeWarehouse(db)
const list = await makePriceList(db, { seller_id })
const company_id = await makeCompany(db)
const contract = await makeContract(db, {
  company_id,
  seller_id,
  price_list_id: list,
  warehouses: [warehouse],
  assortment: 'all',
})
const person = async (company: string, role: 'director' | 'accountant', contract_id: string) => {
  const { userId } = await makeMember(db, { company_id: company, role })
  return { cookie: (await signedInAs(db, userId, { contract_id })).cookie }
}
const as = await person(company_id, 'director', contract)
const content = {
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)).cookie,
}

async function goods(name: string): Promise<string> {
  const id = await makeProduct(db, { seller_id, name, article: name, stock: { [warehouse]: 100 } })
  await makePrice(db, list, id, 10)
  return id
}

async function certificate(productId: string, name: string, said: Record<string, string>, text = name) {
  const form = new FormData()
  form.set('file', new File([`%PDF-1.4\n% ${text}\n%%EOF\n`], name))
  const request = new Response(form)
  const answer = await app.fastify.inject({
    method: 'POST',
    url: `/api${addDocument.path}?${new URLSearchParams({ kind: 'certificate', productId, ...said }).toString()}`,
    headers: { ...content, 'content-type': request.headers.get('content-type')! },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  expect(answer.statusCode, answer.body).toBe(200)
}

const download = (orderId: string, headers: Record<string, string> = as) =>
  app.fastify.inject({ url: `/api${downloadOrderPapers.path.replace(':orderId', orderId)}`, headers })

const [covered, twin, bare, gone] = [
  await goods('Кабель'),
  await goods('=Провод'),
  await goods('Клипса'),
  await goods('Лампа'),
]
await certificate(covered, 'серт.pdf', { number: 'К-1', validThrough: '2026-11-23' })
// the same paper covers it too
await certificate(twin, 'серт.pdf', {})
await certificate(twin, 'серт.pdf', { title: 'Протокол' }, 'другой')
await certificate(gone, 'лампа.pdf', { number: 'Л-1' })
const { id: cartId } = (await call(createCart, { body: { name: 'Объект' } }, as)).body
const filled = await call(
  addLines,
  {
    params: { cartId },
    body: { rows: [covered, twin, bare, gone].map((productId) => ({ productId, quantity: '1' })) },
  },
  as,
)
const placed = await call(
  submitCart,
  { params: { cartId }, body: { revision: filled.body.revision, submissionKey: newId() } },
  as,
)
const order = placed.body.orders[0]!
await makeRule(db, contract, { effect: 'deny', product_id: gone })

it('certificates of an order come in one archive, each file once, with a list in which every line stands', async () => {
  const answer = await download(order.id)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/zip')
  expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length)
  const parts = await unzip(answer.rawPayload)
  const title = `Сертификаты к заказу ${order.number}`
  expect([...parts.keys()]).toEqual([`${title}.csv`, 'серт.pdf', 'серт (2).pdf'])
  const rows = parts.get(`${title}.csv`)!.toString('utf8').replace('\ufeff', '').trim().split('\r\n')
  expect(rows[0]).toBe('Артикул;Наименование;Документ;Номер;Действует по;Файл')
  expect(rows.slice(1).toSorted()).toEqual(
    [
      'Кабель;Кабель;Сертификат;К-1;2026-11-23, срок истёк;серт.pdf',
      "'=Провод;'=Провод;Протокол;;;серт (2).pdf",
      "'=Провод;'=Провод;Сертификат;К-1;2026-11-23, срок истёк;серт.pdf",
      'Клипса;Клипса;сертификата нет;;;',
      // law 4: what is offered no more has no papers here
      'Лампа;Лампа;товар больше не предлагается, о сертификате спросите менеджера;;;',
    ].toSorted(),
  )
})

it('who has it already is told so, without a byte more', async () => {
  const etag = String((await download(order.id)).headers['etag'])
  const again = await download(order.id, { ...as, 'if-none-match': etag })
  expect(again.statusCode).toBe(304)
  expect(again.rawPayload.length).toBe(0)
})

it('of another company it is not found; a role without the catalogue is refused; a guest has to sign in', async () => {
  const other = await makeCompany(db)
  const theirs = await makeContract(db, { company_id: other, seller_id })
  expect((await download(order.id, await person(other, 'director', theirs))).statusCode).toBe(404)
  expect((await download(order.id, await person(company_id, 'accountant', contract))).statusCode).toBe(403)
  expect((await download(order.id, {})).statusCode).toBe(401)
  expect((await download(newId())).statusCode).toBe(404)
  expect((await download('no-id')).statusCode).toBe(404)
})
