import { addLines, changeLine, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { listFloorPrices, removeFloorPrice, setFloorPrice } from '@portal/api/floor-prices.ts'
import { explainOwnPrice, explainPrice } from '@portal/api/price-explanations.ts'
import { getCatalogue } from '@portal/api/offer.ts'
import { getPriceList } from '@portal/api/price-lists.ts'
import {
  copyPriceList,
  createRateSource,
  listExchangeRates,
  listRateSources,
  removeExchangeRate,
  setContractVolumeDiscounts,
  setExchangeRate,
  setListVolumeDiscounts,
  setPriceListTerms,
} from '@portal/api/price-terms.ts'
import { listFixedPrices, setFixedPrice, updateContract } from '@portal/api/contracts.ts'
import { updatePriceList } from '@portal/api/price-lists.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeCategory, makePackaging, makeProduct } from '#test/factories/goods.ts'
import { makeMember, makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call, time } = await testApp()
const as = async (operator_role: 'manager' | 'content') => {
  const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
  return { cookie }
}
const manager = await as('manager')
const content = await as('content')

/** A buyer whose contract has one list, with one product at 100. */
async function trade(list: Parameters<typeof makePriceList>[1] = {}, zone = 'Europe/Moscow') {
  const sellerId = await makeSeller(db, { time_zone: zone })
  const listId = await makePriceList(db, { seller_id: sellerId, ...list })
  const { userId, companyId } = await makeMember(db)
  const contract = { company_id: companyId!, seller_id: sellerId, price_list_id: listId }
  const contractId = await makeContract(db, contract)
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const categoryId = await makeCategory(db)
  const productId = await makeProduct(db, { seller_id: sellerId, categories: [categoryId] })
  await makePrice(db, listId, productId, '100')
  const shown = async () => (await call(getCatalogue, { query: {} }, buyer)).body.items[0]!
  const price = async () => (await shown()).price?.unitPrice.amount ?? null
  const why = async (query: object = {}) =>
    (await call(explainPrice, { params: { contractId, productId }, query }, manager)).body
  return { sellerId, listId, contractId, buyer, categoryId, productId, shown, price, why }
}

const usual = {
  kind: 'sale',
  tiersBy: 'line',
  rounding: 'none',
  validFrom: null,
  validUntil: null,
  rateSourceId: null,
} as const

describe('an edition of a price list', () => {
  it('stands in its place from midnight of the seller’s zone on, without anybody switching', async () => {
    const { listId, price, why } = await trade({}, 'Asia/Vladivostok')
    const body = {
      name: 'Опт с 25 ноября',
      percent: '12.5',
      rounding: '1',
      validFrom: '2026-11-25',
      edition: true,
    } as const
    const made = await call(copyPriceList, { params: { priceListId: listId }, body }, manager)
    expect(made.body).toMatchObject({ state: 'not_yet', priceCount: 1, editionOf: { id: listId } })
    expect(await price()).toBe('100.00')
    expect((await why({ on: '2026-11-25' })).price?.amount).toBe('113.00')
    const before = time.now
    // 00:00 in Vladivostok is 14:00 of the day before in UTC
    time.now = new Date('2026-11-24T13:59:59Z')
    expect(await price()).toBe('100.00')
    time.now = new Date('2026-11-24T14:00:00Z')
    expect(await price()).toBe('113.00')
    const { editions } = (await call(getPriceList, { params: { priceListId: listId } }, manager)).body
    expect(editions.map(({ name, inForce }) => [name, inForce])).toEqual([
      [expect.stringContaining('List'), false],
      ['Опт с 25 ноября', true],
    ])
    time.now = before
  })

  it('is of a list that is kept by hand, and takes no percent that leaves nothing', async () => {
    const { listId } = await trade()
    const params = { priceListId: listId }
    const copy = (body: object) =>
      call(copyPriceList, { params, body: { name: 'x', percent: '0', ...body } }, manager)
    for (const percent of ['-100', '-100.5', '-999', '1e3', '#REF!', 'NaN', '', '1e300'])
      expect((await copy({ percent })).code, percent).toBe('invalid_input')
    expect((await copy({ edition: true })).code).toBe('invalid_input')
    const tiny = (await copy({ percent: '-99.999', rounding: '10' })).body
    const rows = await db
      .selectFrom('pricing.prices')
      .select('amount')
      .where('price_list_id', '=', tiny.id)
      .execute()
    expect(rows).toEqual([{ amount: '10.000000' }])
    await db
      .updateTable('pricing.prices')
      .set({ amount: '9999999999999' })
      .where('price_list_id', '=', listId)
      .execute()
    expect((await copy({ percent: '1' })).problem.fields).toEqual({ percent: 'too_large' })
    await db
      .insertInto('pricing.price_list_mappings')
      .values({ source: '1c:x', external_id: newId(), price_list_id: listId })
      .execute()
    expect((await copy({ edition: true, validFrom: '2027-01-01' })).code).toBe('price_list_from_exchange')
    expect((await copy({})).status).toBe(200)
    expect((await call(copyPriceList, { params, body: { name: 'x', percent: '1' } }, content)).code).toBe(
      'forbidden',
    )
    const nobody = { params: { priceListId: newId() }, body: { name: 'x', percent: '1' } }
    expect((await call(copyPriceList, nobody, manager)).code).toBe('not_found')
  })

  it('is no base list, and neither is a list of some days or of costs', async () => {
    const { listId, sellerId } = await trade()
    const makeBase = (priceListId: string) =>
      call(updatePriceList, { params: { priceListId }, body: { isBase: true } }, manager)
    const terms = (body: object) =>
      call(setPriceListTerms, { params: { priceListId: listId }, body: { ...usual, ...body } }, manager)
    await terms({ validFrom: '2027-01-01' })
    expect((await makeBase(listId)).code).toBe('base_price_list')
    expect((await terms({ validUntil: '2026-01-01', validFrom: '2026-01-01' })).code).toBe('invalid_input')
    await terms({})
    expect((await makeBase(listId)).status).toBe(200)
    expect((await terms({ kind: 'cost' })).code).toBe('base_price_list')
    const costs = await makePriceList(db, { seller_id: sellerId, kind: 'cost' })
    expect((await makeBase(costs)).code).toBe('base_price_list')
  })
})

describe('tiers', () => {
  it('of a list count the line, all units of the product, or its family, and a cart obeys', async () => {
    const { listId, sellerId, buyer, productId } = await trade()
    await makePrice(db, listId, productId, '90', { min_quantity: '24' })
    const packagingId = await makePackaging(db, productId)
    const familyId = newId()
    await db.insertInto('catalog.families').values({ id: familyId, name: 'Болты' }).execute()
    await db
      .updateTable('catalog.products')
      .set({ family_id: familyId })
      .where('id', '=', productId)
      .execute()
    const brother = await makeProduct(db, { seller_id: sellerId, family_id: familyId })
    await makePrice(db, listId, brother, '50')
    await makePrice(db, listId, brother, '40', { min_quantity: '24' })
    const cart = (await call(createCart, { body: { name: 'Пороги' } }, buyer)).body
    const params = { cartId: cart.id }
    const rows = [
      { productId, quantity: '12' },
      { productId, packagingId, quantity: '1' },
      { productId: brother, quantity: '1' },
    ]
    await call(addLines, { params, body: { rows } }, buyer)
    const prices = async (tiersBy: 'line' | 'product' | 'family') => {
      await call(setPriceListTerms, { params: { priceListId: listId }, body: { ...usual, tiersBy } }, manager)
      return (await call(getCart, { params }, buyer)).body.lines.map((line) => line.unitPrice!.amount)
    }
    expect(await prices('line')).toEqual(['100.00', '1200.00', '50.00'])
    expect(await prices('product')).toEqual(['90.00', '1080.00', '50.00'])
    expect(await prices('family')).toEqual(['90.00', '1080.00', '40.00'])
    const { lines } = (await call(getCart, { params }, buyer)).body
    const change = { params: { ...params, lineId: lines[0]!.id }, body: { quantity: '1' } }
    const changed = (await call(changeLine, change, buyer)).body
    expect([changed.line, ...changed.related].map((line) => line.unitPrice!.amount)).toEqual([
      '100.00',
      '1200.00',
      '50.00',
    ])
  })
})

describe('a list in another currency', () => {
  it('answers only where it says at which rate, on days that have one, and tells the step', async () => {
    const { listId, contractId, sellerId, price, why, shown } = await trade({ currency: 'USD' })
    expect(await price()).toBeNull()
    expect((await shown()).onRequest).toBe(true)
    expect((await why()).steps.map(({ kind }) => kind)).toEqual(['no_rate', 'no_price'])
    const source = { sellerId, name: 'ЦБ РФ', currency: 'USD', toCurrency: 'RUB' }
    const { body: made } = await call(createRateSource, { body: source }, manager)
    expect((await call(createRateSource, { body: { ...source, name: 'цб рф' } }, manager)).code).toBe(
      'rate_source_exists',
    )
    const params = { rateSourceId: made.id }
    const rate = (validFrom: string, value: string, units: 1 | 100 = 1) =>
      call(setExchangeRate, { params, body: { validFrom, rate: value, units } }, manager)
    const terms = (rateSourceId: string | null) =>
      call(setPriceListTerms, { params: { priceListId: listId }, body: { ...usual, rateSourceId } }, manager)
    expect((await terms(made.id)).body.rateSource).toMatchObject({ name: 'ЦБ РФ', rate: null })
    await rate('2026-11-25', '93')
    expect(await price()).toBeNull()
    await rate('2026-11-20', '9250.5', 100)
    expect(await price()).toBe('9250.50')
    const { steps } = await why()
    expect(steps.find(({ kind }) => kind === 'exchange')).toMatchObject({
      source: 'ЦБ РФ',
      price: { amount: '9250.50', currency: 'RUB' },
      rate: { currency: 'USD', units: '100', rate: '9250.5', on: '2026-11-20' },
    })
    expect((await why({ on: '2026-11-25' })).price?.amount).toBe('9300.00')
    expect((await rate('2026-11-20', '90')).body).toMatchObject({
      listCount: 1,
      today: { rate: '90', units: 1 },
    })
    const rates = (await call(listExchangeRates, { params, query: {} }, manager)).body
    expect(rates.items.map(({ validFrom }) => validFrom)).toEqual(['2026-11-25', '2026-11-20'])
    await call(removeExchangeRate, { params, query: { validFrom: '2026-11-20' } }, manager)
    expect(await price()).toBeNull()
    await terms(null)
    const change = { params: { contractId }, body: { priceListId: listId } }
    expect((await call(updateContract, change, manager)).code).toBe('price_list_currency')
    await terms(made.id)
    expect((await call(updateContract, change, manager)).status).toBe(200)
  })

  it('takes no rate of nothing, of text or of another currency, and only from who may', async () => {
    const { listId, sellerId } = await trade()
    const source = { sellerId, name: 'Внутренний', currency: 'XUE', toCurrency: 'RUB' }
    const { body: made } = await call(createRateSource, { body: source }, manager)
    const params = { rateSourceId: made.id }
    const set = (rate: string, who = manager) =>
      call(setExchangeRate, { params, body: { validFrom: '2026-11-24', rate } }, who)
    for (const rate of ['0', '0.00', '-1', '#REF!', '1e300', 'NaN', '', '1,5'])
      expect((await set(rate)).code, rate).toBe('invalid_input')
    expect((await set('95', content)).code).toBe('forbidden')
    const terms = { params: { priceListId: listId }, body: { ...usual, rateSourceId: made.id } }
    expect((await call(setPriceListTerms, terms, manager)).code).toBe('rate_source_currency')
    expect((await call(createRateSource, { body: { ...source, toCurrency: 'XUE' } }, manager)).code).toBe(
      'invalid_input',
    )
    expect((await call(createRateSource, { body: { ...source, sellerId: newId() } }, manager)).code).toBe(
      'not_found',
    )
    const listed = (await call(listRateSources, { query: { sellerId } }, content)).body
    expect(listed.items).toMatchObject([{ name: 'Внутренний', today: null, listCount: 0 }])
    expect((await call(listRateSources, { query: {} })).code).toBe('not_signed_in')
    const nobody = { params: { rateSourceId: newId() } }
    expect((await call(listExchangeRates, { ...nobody, query: {} }, manager)).code).toBe('not_found')
    const gone = { ...nobody, query: { validFrom: '2026-11-24' } }
    expect((await call(removeExchangeRate, gone, manager)).code).toBe('not_found')
  })
})

describe('volume discounts', () => {
  it('of a contract and of its list are set together, the same rule once', async () => {
    const { listId, contractId, categoryId, price, why } = await trade()
    const rule = (threshold: string, percent: string, over: object = {}) =>
      ({ countedBy: 'quantity', threshold, percent, stacking: 'best', ...over }) as const
    const ofContract = (rules: ReturnType<typeof rule>[]) =>
      call(setContractVolumeDiscounts, { params: { contractId }, body: { rules } }, manager)
    const set = await ofContract([rule('10', '5', { categoryId }), rule('5000', '7', { countedBy: 'sum' })])
    expect(set.body.volumeDiscounts).toMatchObject([
      { name: null, countedBy: 'sum', threshold: '5000', percent: '7' },
      { categoryId, threshold: '10', percent: '5' },
    ])
    const at = async (quantity: string) => (await why({ quantity })).price?.amount
    expect([await at('9'), await at('10'), await at('50')]).toEqual(['100.00', '95.00', '93.00'])
    const ofList = { params: { priceListId: listId }, body: { rules: [rule('1', '1')] } }
    expect((await call(setListVolumeDiscounts, ofList, manager)).body.volumeDiscounts).toHaveLength(1)
    expect(await price()).toBe('99.00')
    expect((await ofContract([rule('1', '2'), rule('1.0', '3')])).problem.fields).toEqual({
      'rules.1': 'repeated',
    })
    expect((await ofContract([rule('1', '2', { brandId: newId() })])).code).toBe('not_found')
    for (const percent of ['0', '100', '-5', '#REF!', '1e300'])
      expect((await ofContract([rule('1', percent)])).code, percent).toBe('invalid_input')
    for (const threshold of ['0', '-1', 'много', '1e300'])
      expect((await ofContract([rule(threshold, '5')])).code, threshold).toBe('invalid_input')
    expect((await call(setListVolumeDiscounts, ofList, content)).code).toBe('forbidden')
  })
})

it('two managers with the terms of one list on their screens do not undo each other', async () => {
  const { listId } = await trade()
  const seen = { ...usual, validFrom: null, validUntil: null, rateSourceId: null }
  const set = (body: object) =>
    call(setPriceListTerms, { params: { priceListId: listId }, body: { ...usual, ...body } }, manager)
  const first = await set({ validFrom: '2026-01-01', rounding: '1', seen })
  expect(first.status).toBe(200)
  expect((await set({ tiersBy: 'family', seen })).code).toBe('terms_changed')
  const { rateSource } = first.body
  const now = { ...first.body, rateSourceId: rateSource?.id ?? null }
  expect((await set({ ...now, tiersBy: 'family', seen: now })).body).toMatchObject({
    validFrom: '2026-01-01',
    rounding: '1',
    tiersBy: 'family',
  })
})

describe('two managers with the same volume discounts on their screens', () => {
  it('do not undo each other: the second is told, and nothing is replaced', async () => {
    const { listId, contractId } = await trade()
    const rule = (threshold: string) =>
      ({ countedBy: 'quantity', threshold, percent: '5', stacking: 'best' }) as const
    const [first, second] = [rule('10'), rule('20')]
    const ofContract = (body: object) =>
      call(setContractVolumeDiscounts, { params: { contractId }, body: { rules: [], ...body } }, manager)
    const ofList = (body: object) =>
      call(setListVolumeDiscounts, { params: { priceListId: listId }, body: { rules: [], ...body } }, manager)
    for (const set of [ofContract, ofList]) {
      expect((await set({ rules: [first], seen: [] })).status).toBe(200)
      expect((await set({ rules: [second], seen: [] })).code).toBe('terms_changed')
      expect((await set({ rules: [], seen: [second] })).code).toBe('terms_changed')
      // as the screen shows it: a trimmed number, with the name of what it is for
      const seen = [{ ...first, threshold: '10.0', name: null }]
      const answer = await set({ rules: [first, second], seen })
      expect(answer.body.volumeDiscounts).toHaveLength(2)
    }
  })
})

describe('a floor price', () => {
  it('of a mark-up over costs holds a discount back; the buyer is not told of the costs', async () => {
    const { sellerId, contractId, productId, price, why, buyer, shown } = await trade()
    const costs = await makePriceList(db, { seller_id: sellerId, kind: 'cost', name: 'Закупка' })
    await makePrice(db, costs, productId, '80')
    const floor = { kind: 'markup', costListId: costs, percent: '15' } as const
    const made = await call(setFloorPrice, { body: { sellerId, floor } }, manager)
    expect(made.body).toMatchObject({
      subject: 'everything',
      costList: { name: 'Закупка' },
      markupPercent: '15',
    })
    await call(updateContract, { params: { contractId }, body: { discountPercent: '20' } }, manager)
    expect(await price()).toBe('92.00')
    expect((await why()).steps.find(({ kind }) => kind === 'floor')).toMatchObject({
      source: 'Закупка',
      percent: '15',
      applied: true,
    })
    const own = await call(explainOwnPrice, { params: { slug: (await shown()).slug }, query: {} }, buyer)
    expect(JSON.stringify(own.body)).not.toContain('Закупка')
    expect(own.body.steps.find(({ kind }) => kind === 'floor')).toMatchObject({ source: '', percent: null })
    // the product's own rule is nearer
    const amount = { kind: 'amount', amount: '85', currency: 'RUB', includesVat: true } as const
    await call(setFloorPrice, { body: { sellerId, productId, floor: amount } }, manager)
    expect(await price()).toBe('85.00')
    const listed = (await call(listFloorPrices, { query: { total: 'true' } as never }, manager)).body
    const ours = listed.items.filter((each) => each.sellerId === sellerId)
    expect(ours.map(({ subject }) => subject)).toEqual(['everything', 'product'])
    for (const { id } of ours) await call(removeFloorPrice, { params: { floorPriceId: id } }, manager)
    expect(await price()).toBe('80.00')
  })

  it('is told where a contract fixes a lower price, and holds it back only where the contract says so', async () => {
    const { sellerId, contractId, productId, price } = await trade()
    const amount = { kind: 'amount', amount: '95', currency: 'RUB', includesVat: true } as const
    await call(setFloorPrice, { body: { sellerId, productId, floor: amount } }, manager)
    const params = { contractId }
    const fixed = await call(setFixedPrice, { params, body: { productId, amount: '90' } }, manager)
    expect(fixed.body.floor).toEqual({ amount: '95.00', currency: 'RUB' })
    const { items } = (await call(listFixedPrices, { params, query: {} }, manager)).body
    expect(items).toMatchObject([{ floor: { amount: '95.00' } }])
    expect(await price()).toBe('90.00')
    await call(updateContract, { params, body: { fixedPriceGuard: 'guarded' } }, manager)
    expect(await price()).toBe('95.00')
    const higher = await call(setFixedPrice, { params, body: { productId, amount: '99' } }, manager)
    expect(higher.body.floor).toBeNull()
  })

  it('is above nothing, of goods and cost lists of its own seller, and set only by who may', async () => {
    const { sellerId, productId, listId } = await trade()
    const set = (floor: object, over: object = {}, who = manager) =>
      call(setFloorPrice, { body: { sellerId, productId, floor, ...over } as never }, who)
    const amount = (value: string) => ({ kind: 'amount', amount: value, currency: 'RUB', includesVat: true })
    for (const value of ['0', '-1', '#REF!', '1e300', 'NaN', ''])
      expect((await set(amount(value))).code, value).toBe('invalid_input')
    const costs = await makePriceList(db, { seller_id: sellerId, kind: 'cost' })
    const markup = (percent: string, costListId = costs) => ({ kind: 'markup', costListId, percent })
    for (const percent of ['-100', '-100.001', '-500', '#REF!', '1e300'])
      expect((await set(markup(percent))).code, percent).toBe('invalid_input')
    expect((await set(markup('-99.999'))).status).toBe(200)
    expect((await set(markup('1', listId))).code).toBe('not_found')
    expect((await set(amount('1'), { productId: null })).code).toBe('invalid_input')
    expect((await set(amount('1'), { productId: await makeProduct(db) })).code).toBe('not_found')
    expect((await set(amount('1'), {}, content)).code).toBe('forbidden')
    expect((await call(listFloorPrices, { query: {} }, content)).code).toBe('forbidden')
    expect((await call(removeFloorPrice, { params: { floorPriceId: newId() } }, manager)).code).toBe(
      'not_found',
    )
  })
})

describe('a product without a price', () => {
  it('is on request, and is not ordered as zero', async () => {
    const { listId, buyer, productId, shown, price } = await trade()
    const cart = (await call(createCart, { body: { name: 'По запросу' } }, buyer)).body
    const params = { cartId: cart.id }
    await call(addLines, { params, body: { rows: [{ productId, quantity: '1' }] } }, buyer)
    await db.updateTable('pricing.prices').set({ amount: '0' }).where('price_list_id', '=', listId).execute()
    expect(await price()).toBeNull()
    expect((await shown()).onRequest).toBe(true)
    const opened = (await call(getCart, { params }, buyer)).body
    expect(opened.lines[0]).toMatchObject({ unitPrice: null, gross: null })
    const body = { revision: opened.revision, submissionKey: newId() }
    const sent = await call(submitCart, { params, body } as never, buyer)
    expect(sent.code).toBe('cart_has_problems')
  })
})
