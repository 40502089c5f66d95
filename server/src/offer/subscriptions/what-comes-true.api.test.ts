import { subscribe } from '@portal/api/subscriptions.ts'
import { setFixedPrice } from '@portal/api/contracts.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { lotsChanged } from '#src/goods/inventory/events.ts'
import { testApp } from '#test/app.ts'
import { subscriptionStage } from '#test/subscriptions.ts'
import { makeAttribute, makeCategory } from '#test/factories/goods.ts'
import { makeUser, signedInAs } from '#test/factories/people.ts'
import { tellsFigure } from '#test/tells-figure.ts'

const portal = await testApp()
const { db, call, time } = portal
const { look, later, makeBuyer, arrive, react, mails, backInStock } = subscriptionStage(portal)

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
    expect(tellsFigure((await mails())[0]!.body_text, '777')).toBe(false)
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
