import { extendSubscriptions, listSubscriptions, subscribe } from '@portal/api/subscriptions.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { subscriptionStage } from '#test/subscriptions.ts'
import { makeStock, makeWarehouse } from '#test/factories/goods.ts'
import { signedInAs } from '#test/factories/people.ts'
import { makeRule, makeStockPolicy } from '#test/factories/terms.ts'

const portal = await testApp()
const { db, call, time } = portal
const { look, later, makeBuyer, arrive, mails, backInStock } = subscriptionStage(portal)

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
