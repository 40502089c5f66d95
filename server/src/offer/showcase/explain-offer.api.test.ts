import { explainPrice } from '@portal/api/price-explanations.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeCategory, makePackaging, makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makeFixedPrice, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'

const { db, call } = await testApp()
const manager = await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)

/** A company whose contract has a list, whose segment has another two, and whose seller has a base list. */
async function agreement(contract: Parameters<typeof makeContract>[1] = {}) {
  const seller_id = await makeSellerForGoods(db)
  const segment = `segment-${newId()}`
  const company_id = await makeCompany(db, { segment })
  const list = (name: string, row: object = {}) => makePriceList(db, { seller_id, name, ...row })
  const own = await list('Договорной')
  const [dear, cheap] = [await list('Сегмент А'), await list('Сегмент Б')]
  const base = await list('Розница', { is_base: true })
  for (const price_list_id of [dear, cheap])
    await db.insertInto('pricing.assignments').values({ id: newId(), price_list_id, segment }).execute()
  const contractId = await makeContract(db, {
    company_id,
    seller_id,
    price_list_id: own,
    number: 'Д-14',
    ...contract,
  })
  const product = (row: Parameters<typeof makeProduct>[1] = {}) => makeProduct(db, { seller_id, ...row })
  const why = async (productId: string, query: object = {}, headers = { cookie: manager.cookie }) =>
    call(explainPrice, { params: { contractId, productId }, query }, headers)
  return { contractId, lists: { own, dear, cheap, base }, product, why }
}

describe('why this price', () => {
  it('names the lists asked in vain, the dearer one of the same level, the tier, discounts, rounding and VAT', async () => {
    const { contractId, lists, product, why } = await agreement({ discount_percent: '10' })
    const category_id = await makeCategory(db, { name: 'Крепёж' })
    const productId = await product({ categories: [category_id], vat_class: 'base' })
    await db
      .insertInto('contracts.category_discounts')
      .values({ contract_id: contractId, category_id, percent: '2.5', stacking: 'add' })
      .execute()
    await makePrice(db, lists.dear, productId, '120')
    await makePrice(db, lists.cheap, productId, '110')
    await makePrice(db, lists.cheap, productId, '99.99', { min_quantity: '50' })
    await makePrice(db, lists.base, productId, '1')
    const { body } = await why(productId, { quantity: '60' })
    expect(
      body.steps.map(({ kind, source, applied, price }) => [kind, source, applied, price?.amount ?? null]),
    ).toEqual([
      ['price_list', 'Договорной', false, null],
      ['price_list', 'Сегмент А', false, '120.00'],
      ['price_list', 'Сегмент Б', true, '99.99'],
      ['tier', '50', true, '99.99'],
      ['contract_discount', 'Д-14', true, '89.991'],
      ['category_discount', 'Крепёж', true, '87.49125'],
      ['rounding', '2', true, '87.49'],
    ])
    expect(body).toMatchObject({
      price: { amount: '87.49', currency: 'RUB' },
      includesVat: true,
      vatRate: '22',
      offered: true,
      rule: null,
    })
  })

  it('tells lists of one name apart', async () => {
    const { lists, product, why } = await agreement()
    const productId = await product()
    await db
      .updateTable('pricing.price_lists')
      .set({ name: 'Опт' })
      .where('id', 'in', [lists.own, lists.cheap])
      .execute()
    await makePrice(db, lists.dear, productId, '120')
    await makePrice(db, lists.cheap, productId, '110')
    expect((await why(productId)).body.steps.map(({ source, applied }) => [source, applied])).toEqual([
      ['Опт', false],
      ['Сегмент А', false],
      ['Опт', true],
    ])
  })

  it('is of the unit and the day that are asked about', async () => {
    const { contractId, lists, product, why } = await agreement()
    const productId = await product({ vat_class: 'base' })
    const box = await makePackaging(db, productId, { factor: 12 })
    await makePrice(db, lists.own, productId, '10')
    await makeFixedPrice(db, contractId, productId, '9', { valid_from: '2026-12-01' })
    const today = await why(productId, { packagingId: box })
    expect(today.body.steps.map(({ kind, source }) => [kind, source])).toEqual([
      ['price_list', 'Договорной'],
      ['conversion', '12'],
    ])
    expect(today.body.price).toEqual({ amount: '120.00', currency: 'RUB' })
    expect(today.body.units.map(({ name }) => name)).toEqual(['шт', 'упак'])
    const later = await why(productId, { packagingId: box, on: '2026-12-01' })
    expect(later.body.steps.map(({ kind, source }) => [kind, source])).toEqual([
      ['fixed_price', 'Д-14'],
      ['conversion', '12'],
    ])
    expect(later.body.price!.amount).toBe('108.00')
    // the rate of 2025
    expect((await why(productId, { on: '2025-12-31' })).body.vatRate).toBe('20')
  })

  it('is asked without an answer where no list has one', async () => {
    const { product, why } = await agreement()
    const { body } = await why(await product())
    expect(body).toMatchObject({ price: null, includesVat: null })
    expect(body.steps.map(({ kind, source }) => [kind, source])).toEqual([
      ['price_list', 'Договорной'],
      ['price_list', 'Сегмент А'],
      ['price_list', 'Сегмент Б'],
      ['price_list', 'Розница'],
      ['no_price', 'Д-14'],
    ])
  })
})

describe('why a product is not offered', () => {
  it('names the rule that denies it on that day, the most particular one first', async () => {
    const { contractId, product, why } = await agreement()
    const top = await makeCategory(db, { name: 'Химия' })
    const below = await makeCategory(db, { name: 'Клей', parent_id: top })
    const productId = await product({ categories: [below] })
    await makeRule(db, contractId, { effect: 'deny', category_id: top })
    await makeRule(db, contractId, { effect: 'deny', category_id: below, valid_until: '2026-12-01' })
    const today = (await why(productId)).body
    expect(today).toMatchObject({
      offered: false,
      notOfferedBecause: 'denied',
      rule: { effect: 'deny', subject: 'category', subjectName: 'Клей', validUntil: '2026-12-01' },
    })
    expect((await why(productId, { on: '2026-12-01' })).body.rule).toMatchObject({ subjectName: 'Химия' })
  })

  it('says that nothing allows it, and which rule allows what is offered', async () => {
    const { contractId, product, why } = await agreement({ assortment: 'specified' })
    const [allowed, other] = [await product(), await product()]
    await makeRule(db, contractId, { product_id: allowed })
    expect((await why(other)).body).toMatchObject({ notOfferedBecause: 'not_allowed', rule: null })
    expect((await why(allowed)).body).toMatchObject({ offered: true, rule: { subjectId: allowed } })
    expect((await why(await product({ active: false }))).body.notOfferedBecause).toBe('inactive')
    expect((await why(await makeProduct(db))).body.notOfferedBecause).toBe('other_seller')
  })
})

it('is for the operator’s people, about what there is', async () => {
  const { product, why } = await agreement()
  const productId = await product()
  const buyer = await signedInAs(db, (await makeMember(db)).userId)
  expect((await why(productId, {}, { cookie: '' })).code).toBe('not_signed_in')
  expect((await why(productId, {}, { cookie: buyer.cookie })).code).toBe('not_found')
  expect((await why(newId())).code).toBe('not_found')
  expect((await why(productId, { quantity: '-1' })).code).toBe('invalid_input')
  const params = { contractId: newId(), productId }
  expect((await call(explainPrice, { params, query: {} }, { cookie: manager.cookie })).code).toBe('not_found')
})
