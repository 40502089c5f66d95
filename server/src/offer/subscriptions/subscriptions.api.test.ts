import {
  endByLetter,
  endSubscriptions,
  extendSubscriptions,
  getSubscriptionLetter,
  listSubscribedProducts,
  listSubscriptions,
  subscribe,
} from '@portal/api/subscriptions.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { subscriptionStage } from '#test/subscriptions.ts'
import { makeUser, signedInAs } from '#test/factories/people.ts'

const portal = await testApp()
const { db, call, time } = portal
const { makeBuyer, arrive, mails, backInStock } = subscriptionStage(portal)

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
