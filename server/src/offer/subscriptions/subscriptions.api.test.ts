import {
  endByLetter,
  endSubscriptions,
  extendSubscriptions,
  getSubscriptionLetter,
  listSubscribedProducts,
  listSubscriptions,
  subscribe,
} from '@portal/api/subscriptions.ts'
import { setFixedPrice } from '@portal/api/contracts.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { lotsChanged } from '#src/goods/inventory/events.ts'
import { importStock } from '#src/goods/inventory/public.ts'
import { testApp } from '#test/app.ts'
import { makeAttribute, makeCategory, makeProduct, makeStock, makeWarehouse } from '#test/factories/goods.ts'
import { makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import {
  makeCompanyForTerms,
  makeContract,
  makePrice,
  makePriceList,
  makeRule,
  makeStockPolicy,
} from '#test/factories/terms.ts'
import { subscriptionReactions, subscriptionTasks } from './tasks.ts'

const { app, db, call, time } = await testApp()
const look = () =>
  subscriptionTasks({ db, clock: app.clock, publicUrl: 'http://portal.test' })['subscriptions:look']!({})

beforeEach(async () => {
  time.now = new Date(time.now.getTime() + 3 * 3_600_000)
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await db.deleteFrom('kernel.mails').execute()
})

const later = (minutes: number) => {
  time.now = new Date(time.now.getTime() + minutes * 60_000)
}

/** A buyer of a company under a contract with a list of prices, and a warehouse of his. */
async function makeBuyer(
  role: 'buyer' | 'viewer' = 'buyer',
  more: { seller_id?: string; list?: string } = {},
) {
  const listId = more.list ?? (await makePriceList(db, more.seller_id ? { seller_id: more.seller_id } : {}))
  const { seller_id } = await db
    .selectFrom('pricing.price_lists')
    .select('seller_id')
    .where('id', '=', listId)
    .executeTakeFirstOrThrow()
  const warehouseId = await makeWarehouse(db)
  const company_id = await makeCompanyForTerms(db)
  const contract_id = await makeContract(db, {
    company_id,
    seller_id,
    price_list_id: listId,
    warehouses: [warehouseId],
  })
  const { userId, email } = await makeMember(db, { company_id, role })
  const { cookie } = await signedInAs(db, userId, { contract_id })
  const product = async (name: string, row: Parameters<typeof makeProduct>[1] = {}) => {
    const id = await makeProduct(db, { seller_id, name, ...row })
    await makePrice(db, listId, id, '777')
    return id
  }
  return {
    listId,
    seller_id,
    warehouseId,
    company_id,
    contract_id,
    userId,
    email,
    headers: { cookie },
    product,
  }
}

/** Stock comes as an exchange brings it: one batch, its event, its reactions. */
async function arrive(rows: { productId: string; warehouseId: string; quantity: string }[]): Promise<void> {
  await transaction(db, (tx) => importStock(tx, rows, time.now))
  await react()
}

/** What was published is reacted to, and the job looks. */
async function react(): Promise<void> {
  const { rows: events } = await sql<{ payload: { name: string; payload: unknown; id: string } }>`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = 'event' returning j.payload`.execute(db)
  for (const { payload } of events)
    for (const one of subscriptionReactions(app.clock).filter(({ event }) => event === payload.name))
      await transaction(db, (tx) => one.run(tx, payload.payload, payload.id))
  await look()
}

const mails = () =>
  db
    .selectFrom('kernel.mails')
    .select(['recipient', 'subject', 'body_text'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()

const backInStock = (productId: string, wantedQuantity?: string) => ({
  body: { kind: 'back_in_stock' as const, productId, ...(wantedQuantity ? { wantedQuantity } : {}) },
})

describe('back in stock', () => {
  it('is told once when stock comes, and again only after the product was absent', async () => {
    const { product, warehouseId, headers, email } = await makeBuyer()
    const productId = await product('Анкер клиновой')
    const asked = await call(subscribe, backInStock(productId), headers)
    expect(asked.body).toMatchObject({ state: 'waiting', kind: 'back_in_stock', item: { productId } })
    const at = (quantity: string) => arrive([{ productId, warehouseId, quantity }])

    await at('40')
    expect(await mails()).toMatchObject([{ recipient: email, subject: 'Снова в наличии: Анкер клиновой' }])
    expect((await mails())[0]!.body_text).toContain('40 шт')
    await at('90')
    await look()
    expect(await mails()).toHaveLength(1)
    const listed = await call(listSubscriptions, { query: {} }, headers)
    expect(listed.body.items).toMatchObject([{ state: 'came_true', lastToldAt: time.now.toISOString() }])

    await at('0')
    await at('5')
    expect(await mails()).toHaveLength(2)
  })

  it('waits for the quantity that was asked for, in his warehouses only', async () => {
    const { product, warehouseId, headers } = await makeBuyer()
    const productId = await product('Гайка')
    const elsewhere = await makeWarehouse(db)
    await call(subscribe, backInStock(productId, '100'), headers)
    await arrive([{ productId, warehouseId: elsewhere, quantity: '5000' }])
    await arrive([{ productId, warehouseId, quantity: '99' }])
    expect(await mails()).toEqual([])
    await arrive([{ productId, warehouseId, quantity: '100' }])
    expect(await mails()).toHaveLength(1)
  })

  it('tells nobody of stock that his policy hides, and no figure under bands, whatever quantity he asked for', async () => {
    const hidden = await makeBuyer()
    const banded = await makeBuyer('buyer', { list: hidden.listId })
    await makeStockPolicy(db, { contract_id: hidden.contract_id, display: 'hidden' })
    await makeStockPolicy(db, { contract_id: banded.contract_id, display: 'bands' })
    const productId = await hidden.product('Шайба')
    await call(subscribe, backInStock(productId), hidden.headers)
    await call(subscribe, backInStock(productId, '100000'), banded.headers)
    await arrive([
      { productId, warehouseId: hidden.warehouseId, quantity: '12' },
      { productId, warehouseId: banded.warehouseId, quantity: '12' },
    ])
    const written = await mails()
    expect(written.map((mail) => mail.recipient)).toEqual([banded.email])
    expect(written[0]!.body_text).not.toMatch(/\b12\b/)
    const listed = await call(listSubscriptions, { query: {} }, hidden.headers)
    expect(listed.body.items).toMatchObject([{ state: 'inactive' }])
  })

  it('stops silently when the product leaves the contract, or the person the company', async () => {
    const left = await makeBuyer()
    const gone = await makeBuyer('buyer', { list: left.listId })
    const productId = await left.product('Болт')
    await call(subscribe, backInStock(productId), left.headers)
    await call(subscribe, backInStock(productId), gone.headers)
    await makeRule(db, left.contract_id, { effect: 'deny', product_id: productId })
    await sql`update organizations.members set state = 'blocked' where user_id = ${gone.userId}`.execute(db)
    await arrive([
      { productId, warehouseId: left.warehouseId, quantity: '10' },
      { productId, warehouseId: gone.warehouseId, quantity: '10' },
    ])
    expect(await mails()).toEqual([])
    const listed = await call(listSubscriptions, { query: {} }, left.headers)
    expect(listed.body.items).toMatchObject([
      { state: 'inactive', item: null, label: expect.stringContaining('Болт') },
    ])
  })

  it('is written in the order of asking', async () => {
    const first = await makeBuyer()
    const others = [
      first,
      await makeBuyer('buyer', { list: first.listId }),
      await makeBuyer('buyer', { list: first.listId }),
    ]
    const productId = await first.product('Перфоратор')
    const order = [others[2]!, others[0]!, others[1]!]
    for (const one of order) {
      later(1)
      await call(subscribe, backInStock(productId), one.headers)
    }
    later(1)
    await arrive(others.map(({ warehouseId }) => ({ productId, warehouseId, quantity: '3' })))
    const { rows } = await sql<{ email: string }>`select u.email from subscriptions.letters l
      join identity.users u on u.id = l.user_id where l.written_at = ${time.now} order by l.id`.execute(db)
    expect(rows.map((row) => row.email)).toEqual(order.map((one) => one.email))
  })

  it('of a mass import is one digest, after the import has come in', async () => {
    const { product, warehouseId, headers } = await makeBuyer()
    const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => product(`Саморез ${n}`)))
    for (const id of ids) await call(subscribe, backInStock(id), headers)
    const stock = ids.map((productId) => ({ productId, warehouseId, quantity: '7' }))
    for (let from = 0; from < 40; from += 10) await arrive(stock.slice(from, from + 10))
    expect(await mails()).toEqual([])
    later(5)
    await look()
    const written = await mails()
    expect(written).toHaveLength(1)
    expect(written[0]).toMatchObject({ subject: 'По вашим подпискам: 40 товаров' })
    expect(written[0]!.body_text.match(/catalogue\/products/g)).toHaveLength(30)
  })

  it('that sold out before the letter went is not told of, and waits anew', async () => {
    const { product, warehouseId, headers } = await makeBuyer()
    const ids = await Promise.all(Array.from({ length: 5 }, (_, n) => product(`Кабель ${n}`)))
    for (const id of ids) await call(subscribe, backInStock(id), headers)
    await arrive(ids.map((productId) => ({ productId, warehouseId, quantity: '7' })))
    for (const id of ids.slice(1)) await makeStock(db, id, warehouseId, '0')
    later(5)
    await look()
    expect((await mails()).map((mail) => mail.subject)).toEqual(['Снова в наличии: Кабель 0'])
    await arrive([{ productId: ids[1]!, warehouseId, quantity: '9' }])
    expect(await mails()).toHaveLength(2)
  })

  it('is not told after six months, until it is extended', async () => {
    const { product, warehouseId, userId, contract_id, ...buyer } = await makeBuyer()
    const productId = await product('Дрель')
    const { body } = await call(subscribe, backInStock(productId), buyer.headers)
    later(60 * 24 * 190)
    const headers = { cookie: (await signedInAs(db, userId, { contract_id })).cookie }
    await arrive([{ productId, warehouseId, quantity: '7' }])
    expect(await mails()).toEqual([])
    const listed = await call(listSubscriptions, { query: {} }, headers)
    expect(listed.body.items).toMatchObject([{ state: 'expired' }])
    expect((await call(extendSubscriptions, { body: { ids: [body.id] } }, headers)).status).toBe(200)
    await look()
    expect(await mails()).toHaveLength(1)
  })
})

describe('a date of arrival', () => {
  it('is told of when a lot gets one, at once', async () => {
    const { product, warehouseId, headers } = await makeBuyer()
    const productId = await product('Кабель-канал')
    await call(subscribe, { body: { kind: 'eta_set', productId } }, headers)
    await transaction(db, async (tx) => {
      await tx
        .insertInto('inventory.lots')
        .values({
          id: newId(),
          product_id: productId,
          warehouse_id: warehouseId,
          quantity: '300',
          eta: new Date(time.now.getTime() + 20 * 86_400_000).toISOString().slice(0, 10),
        })
        .execute()
      await publish(tx, lotsChanged, { productIds: [productId] })
    })
    await arrive([])
    expect((await mails()).map((mail) => mail.subject)).toEqual(['Известна дата поступления: Кабель-канал'])
  })
})

describe('a price', () => {
  it('is told of when it comes down to what was asked for, to those who may see prices', async () => {
    const { product, headers, listId } = await makeBuyer()
    const productId = await product('Лампа')
    const body = { kind: 'price_below' as const, productId, maxPrice: '500' }
    expect((await call(subscribe, { body }, headers)).body).toMatchObject({
      state: 'waiting',
      maxPrice: { amount: '500.00', currency: 'RUB' },
    })
    await sql`update pricing.prices set amount = 499.90 where price_list_id = ${listId}`.execute(db)
    later(61)
    await look()
    const [mail] = await mails()
    expect(mail!.subject).toBe('Цена снизилась: Лампа')
    expect(mail!.body_text).toMatch(/499,9/)
  })

  it('is nothing for a role without prices: neither a subscription nor a figure in a letter or list', async () => {
    const { product, headers, warehouseId } = await makeBuyer('viewer')
    const productId = await product('Лампа')
    const body = { kind: 'price_below' as const, productId, maxPrice: '500' }
    expect((await call(subscribe, { body }, headers)).code).toBe('forbidden')
    const asked = await call(subscribe, backInStock(productId), headers)
    expect(asked.body.item?.price).toBeNull()
    await arrive([{ productId, warehouseId, quantity: '7' }])
    expect((await mails())[0]!.body_text).not.toContain('777')
  })
})

describe('a choice of products', () => {
  it('tells of what is new in a category, once', async () => {
    const buyer = await makeBuyer()
    const category = await makeCategory(db, { name: 'Крепёж' })
    const { slug } = await db
      .selectFrom('catalog.categories')
      .select('slug')
      .where('id', '=', category)
      .executeTakeFirstOrThrow()
    const asked = await call(
      subscribe,
      { body: { kind: 'new_arrival', choice: { category: slug } } },
      buyer.headers,
    )
    expect(asked.body).toMatchObject({ label: 'Крепёж', choice: { category: slug, filters: null } })
    const created_at = new Date(time.now.getTime() + 1000)
    const fresh = await buyer.product('Новый анкер', { created_at })
    await db
      .insertInto('catalog.product_categories')
      .values({ product_id: fresh, category_id: category })
      .execute()
    later(61)
    await look()
    later(61)
    await look()
    expect((await mails()).map((mail) => mail.subject)).toEqual(['Новинка: Новый анкер'])
  })

  it('may be a range of a number: it is named by it, and only what lies in it is told of', async () => {
    const buyer = await makeBuyer()
    const probe = await buyer.product('Прежний анкер')
    const { attributeId } = await makeAttribute(db, probe, 'Длина анкера', '100')
    await db
      .updateTable('catalog.attributes')
      .set({ kind: 'number', unit: 'мм' })
      .where('id', '=', attributeId)
      .execute()
    const choice = { filters: `${attributeId}:120..` }
    const asked = await call(subscribe, { body: { kind: 'new_arrival', choice } }, buyer.headers)
    expect(asked.body).toMatchObject({ label: 'Длина анкера от 120 мм', choice })
    const created_at = new Date(time.now.getTime() + 1000)
    for (const length of ['90', '150']) {
      const fresh = await buyer.product(`Анкер длиной ${length}`, { created_at })
      const { valueId } = await makeAttribute(db, fresh, 'Длина анкера', length)
      await db
        .updateTable('catalog.attribute_values')
        .set({ number: length })
        .where('id', '=', valueId)
        .execute()
    }
    later(61)
    await look()
    later(61)
    await look()
    expect((await mails()).map((mail) => mail.subject)).toContain('Новинка: Анкер длиной 150')
    expect(JSON.stringify(await mails())).not.toContain('Анкер длиной 90')
  })

  it('says what is wrong with a half-asked one', async () => {
    const { product, headers } = await makeBuyer()
    const productId = await product('Болт')
    const wrong = [
      { kind: 'new_arrival' as const, productId },
      { kind: 'price_below' as const, productId },
      { kind: 'price_below' as const, productId, maxPrice: '0' },
      { kind: 'back_in_stock' as const },
      { kind: 'back_in_stock' as const, choice: {} },
      { kind: 'back_in_stock' as const, productId, wantedQuantity: '0' },
      { kind: 'eta_set' as const, productId, wantedQuantity: '5' },
      { kind: 'back_in_stock' as const, choice: { filters: 'brand:x' } },
    ]
    for (const body of wrong) expect((await call(subscribe, { body }, headers)).code).toBe('invalid_input')
    expect(
      (await call(subscribe, { body: { kind: 'eta_set', choice: { category: 'none' } } }, headers)).code,
    ).toBe('not_found')
  })
})

describe('whose it is', () => {
  it('is the person’s own: others neither see nor end it, and what is not offered cannot be asked for', async () => {
    const mine = await makeBuyer()
    const foreign = await makeBuyer()
    const productId = await mine.product('Болт')
    const { body } = await call(subscribe, backInStock(productId), mine.headers)
    expect((await call(subscribe, backInStock(productId), foreign.headers)).code).toBe('not_found')
    const ids = { body: { ids: [body.id] } }
    expect((await call(endSubscriptions, ids, foreign.headers)).code).toBe('not_found')
    expect((await call(extendSubscriptions, ids, foreign.headers)).code).toBe('not_found')
    expect((await call(listSubscriptions, { query: {} }, foreign.headers)).body.items).toEqual([])
    expect((await call(listSubscriptions, { query: {} })).code).toBe('not_signed_in')
    expect((await call(listSubscribedProducts, {}, mine.headers)).body.items).toEqual([
      { id: body.id, productId, kind: 'back_in_stock' },
    ])
    expect((await call(endSubscriptions, ids, mine.headers)).body).toEqual({ ended: 1 })
    expect((await call(endSubscriptions, ids, mine.headers)).body).toEqual({ ended: 0 })
    expect((await call(listSubscribedProducts, {}, mine.headers)).body.items).toEqual([])
  })

  it('asked again is the same one with other figures', async () => {
    const { product, headers } = await makeBuyer()
    const productId = await product('Болт')
    const first = await call(subscribe, backInStock(productId), headers)
    const again = await call(subscribe, backInStock(productId, '30'), headers)
    expect(again.body).toMatchObject({ id: first.body.id, wantedQuantity: '30' })
  })

  it('is not a manager’s who acts for the company: letters would go to him', async () => {
    const { company_id, contract_id, product } = await makeBuyer()
    const manager = await makeUser(db, { operator_role: 'manager' })
    const { cookie } = await signedInAs(db, manager.id, {
      contract_id,
      acting_company_id: company_id,
      acting_mode: 'act',
      acting_until: new Date(time.now.getTime() + 3_600_000),
    })
    expect((await call(subscribe, backInStock(await product('Болт')), { cookie })).code).toBe('forbidden')
  })
})

describe('the link in a letter', () => {
  it('shows what the letter told of; only the button turns it off, and nothing else', async () => {
    const { product, warehouseId, headers } = await makeBuyer()
    const productId = await product('Болт')
    const other = await call(subscribe, backInStock(await product('Гайка')), headers)
    const { body } = await call(subscribe, backInStock(productId), headers)
    await arrive([{ productId, warehouseId, quantity: '7' }])
    const token = /subscriptions\/off\/([\w-]+)/.exec((await mails())[0]!.body_text)![1]!
    const shown = await call(getSubscriptionLetter, { params: { token } })
    expect(shown.body.items).toMatchObject([{ id: body.id, kind: 'back_in_stock', ended: false }])
    const open = await call(listSubscriptions, { query: {} }, headers)
    expect(open.body.items).toHaveLength(2)
    const end = (ids: string[], by = token) => call(endByLetter, { params: { token: by }, body: { ids } })
    expect((await end([other.body.id])).code).toBe('not_found')
    expect((await end([body.id], 'x'.repeat(43))).code).toBe('not_found')
    expect((await end([body.id])).body).toEqual({ ended: 1 })
    expect((await call(getSubscriptionLetter, { params: { token } })).body.items).toMatchObject([
      { ended: true },
    ])
    const left = await call(listSubscriptions, { query: {} }, headers)
    expect(left.body.items.map((one) => one.id)).toEqual([other.body.id])
  })
})

it('a price fixed in the contract, and goods that the contract begins to offer, are told with the event, not with the next hour', async () => {
  const { product, headers, contract_id } = await makeBuyer()
  const manager = {
    cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)).cookie,
  }
  const productId = await product('Рым-болт')
  await call(subscribe, { body: { kind: 'price_below', productId, maxPrice: '500' } }, headers)
  await look()
  later(1)
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await react()
  expect(await mails()).toEqual([])
  const params = { contractId: contract_id }
  expect((await call(setFixedPrice, { params, body: { productId, amount: '450' } }, manager)).status).toBe(
    200,
  )
  await react()
  expect((await mails()).map(({ subject }) => subject)).toEqual([expect.stringContaining('Рым-болт')])
})
