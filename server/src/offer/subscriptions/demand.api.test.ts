import { listDemand, listWaitingBuyers, subscribe } from '@portal/api/subscriptions.ts'
import { read, utils } from '@e965/xlsx'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeStock, makeWarehouse } from '#test/factories/goods.ts'
import { makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeCompanyForTerms, makeContract } from '#test/factories/terms.ts'

const { app, db, call, time } = await testApp()

const seller_id = await makeSellerForGoods(db)
const manager = await makeUser(db, { operator_role: 'manager' })
const office = { cookie: (await signedInAs(db, manager.id)).cookie }

async function makeCompany(): Promise<{ ask(productId: string, wantedQuantity?: string): Promise<void> }> {
  const company_id = await makeCompanyForTerms(db, { name: 'ООО «Стройка»' })
  const contract_id = await makeContract(db, { company_id, seller_id })
  return {
    ask: async (productId, wantedQuantity) => {
      const { userId } = await makeMember(db, { company_id, role: 'buyer' })
      const { cookie } = await signedInAs(db, userId, { contract_id })
      const body = {
        kind: 'back_in_stock' as const,
        productId,
        ...(wantedQuantity ? { wantedQuantity } : {}),
      }
      expect((await call(subscribe, { body }, { cookie })).status).toBe(200)
      time.now = new Date(time.now.getTime() + 60_000)
    },
  }
}

const bolt = await makeProduct(db, { seller_id, name: 'Болт', article: '=1+1' })
const nut = await makeProduct(db, { seller_id, name: 'Гайка' })
const there = await makeProduct(db, { seller_id, name: 'Шайба' })
await makeStock(db, there, await makeWarehouse(db), 5)
const startedAt = time.now.toISOString()
const one = await makeCompany()
await one.ask(bolt, '100')
await one.ask(bolt, '80')
const other = await makeCompany()
await other.ask(bolt, '40')
await other.ask(nut)
await other.ask(there)
await other.ask(there, '9')

it('counts people and companies that wait; of each company the greatest quantity is what it asks for', async () => {
  const { body } = await call(listDemand, { query: { total: 'true' } }, office)
  expect(body.total).toBe(3)
  expect(body.items[0]).toMatchObject({
    productId: bolt,
    subscribers: 3,
    companies: 2,
    wantedQuantity: '140',
    firstAt: startedAt,
    free: '0',
  })
  // what is there is no demand, unless more of it was asked for
  expect(body.items.find((row) => row.productId === there)).toMatchObject({ subscribers: 1, free: '5' })
})

it('tells the next arrival by the seller’s day: not what has come, will not come, or was to come yesterday', async () => {
  const warehouse_id = await makeWarehouse(db)
  const lot = { product_id: nut, warehouse_id, quantity: '10', confirmed: true }
  await db
    .insertInto('inventory.lots')
    .values([
      { id: newId(), ...lot, eta: '2026-11-25', state: 'received' },
      { id: newId(), ...lot, eta: '2026-11-26', state: 'cancelled' },
      { id: newId(), ...lot, eta: '2026-11-24', quantity: '3' },
      { id: newId(), ...lot, eta: '2026-12-01', quantity: '7' },
    ])
    .execute()
  const next = async () =>
    (await call(listDemand, { query: {} }, office)).body.items.find((row) => row.productId === nut)!.nextLot
  const before = time.now
  time.now = new Date('2026-11-24T20:59:00Z')
  expect(await next()).toEqual({ quantity: '3', eta: '2026-11-24' })
  time.now = new Date('2026-11-24T21:00:00Z')
  expect(await next()).toEqual({ quantity: '7', eta: '2026-12-01' })
  time.now = before
})

it('is paged in every order without losing or repeating a row', async () => {
  for (const sort of ['-subscribers', '-quantity', '-last', 'first', 'name'] as const) {
    const all = await call(listDemand, { query: { sort } }, office)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(
        listDemand,
        { query: { sort, limit: 1, ...(cursor ? { cursor } : {}) } },
        office,
      )
      paged.push(...page.body.items.map((row) => row.productId))
      cursor = page.body.next ?? undefined
    } while (cursor)
    expect(paged).toEqual(all.body.items.map((row) => row.productId))
    expect(new Set(paged).size).toBe(3)
  }
})

it('finds by name and article', async () => {
  const found = await call(listDemand, { query: { search: 'гайк' } }, office)
  expect(found.body.items.map((row) => row.productId)).toEqual([nut])
  expect((await call(listDemand, { query: { search: '%' } }, office)).body.items).toEqual([])
})

it('names who waits for a product, in the order of asking', async () => {
  const { body } = await call(listWaitingBuyers, { params: { productId: bolt } }, office)
  expect(body).toMatchObject({ name: 'Болт', unit: 'шт', more: false })
  expect(body.items.map((row) => row.wantedQuantity)).toEqual(['100', '80', '40'])
  const nowhere = { params: { productId: newId() } }
  expect((await call(listWaitingBuyers, nowhere, office)).code).toBe('not_found')
})

it('comes as a file of the same rows, in which nothing is a formula and days are those of the house', async () => {
  await db
    .updateTable('subscriptions.subscriptions')
    .set({ created_at: new Date('2026-11-25T21:30:00Z') })
    .where('product_id', '=', nut)
    .execute()
  const file = (kind: string, cookie?: string) =>
    app.fastify.inject({ url: `/api/office/demand.${kind}`, headers: cookie ? { cookie } : {} })
  const csv = (await file('csv', office.cookie)).body
  expect(csv.split('\r\n')).toHaveLength(5)
  expect(csv).toContain("'=1+1;Болт;")
  expect(csv).toContain('2026-11-26;2026-11-26')
  const book = read((await file('xlsx', office.cookie)).rawPayload)
  expect(book.SheetNames).toEqual(['Спрос'])
  const all = utils.sheet_to_json<string[]>(book.Sheets['Спрос']!, { header: 1 })
  const rows = all.slice(all.findIndex(([first]) => first === 'Артикул'))
  expect(rows).toHaveLength(4)
  expect(rows[1]!.slice(0, 6)).toEqual(['=1+1', 'Болт', undefined, 3, 2, 140])
  expect((await file('csv')).statusCode).toBe(401)
  const buyer = await signedInAs(db, (await makeMember(db)).userId)
  expect((await file('xlsx', buyer.cookie)).statusCode).toBe(404)
})

it('is the supplier’s own: buyers do not find it, a credit controller may not read it', async () => {
  const buyer = { cookie: (await signedInAs(db, (await makeMember(db)).userId)).cookie }
  const credit = await makeUser(db, { operator_role: 'credit_controller' })
  const controller = { cookie: (await signedInAs(db, credit.id)).cookie }
  expect((await call(listDemand, { query: {} })).code).toBe('not_signed_in')
  expect((await call(listDemand, { query: {} }, buyer)).code).toBe('not_found')
  expect((await call(listDemand, { query: {} }, controller)).code).toBe('forbidden')
})
