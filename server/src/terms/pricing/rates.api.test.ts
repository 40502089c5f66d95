import { explainOwnPrice, explainPrice } from '@portal/api/price-explanations.ts'
import { getProduct } from '@portal/api/offer.ts'
import { getPriceList } from '@portal/api/price-lists.ts'
import {
  createRateSource,
  listRateSources,
  setExchangeRate,
  setPriceListTerms,
} from '@portal/api/price-terms.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeProduct } from '#test/factories/goods.ts'
import { makeMember, makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call, time } = await testApp()
const manager = {
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)).cookie,
}

/** A contract with one list in another currency, in which one product has a price, and the source that it converts at. */
async function abroad({ currency = 'CNY', zone = 'Europe/Moscow', list = 'RUB', to = '' } = {}) {
  const sellerId = await makeSeller(db, { time_zone: zone })
  const listId = await makePriceList(db, { seller_id: sellerId, currency: list, name: 'Закрытый' })
  const { userId, companyId } = await makeMember(db)
  const terms = { company_id: companyId!, seller_id: sellerId, price_list_id: listId, currency }
  const contractId = await makeContract(db, terms)
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const productId = await makeProduct(db, { seller_id: sellerId, slug: `abroad-${contractId}` })
  await makePrice(db, listId, productId, '1234.56')
  const body = { sellerId, name: 'Биржа', currency: list, toCurrency: to || currency }
  const source = (await call(createRateSource, { body }, manager)).body
  const setTerms = (rounding: 'none' | '0.1' | '1' = 'none', rateSourceId: string | null = source.id) =>
    call(
      setPriceListTerms,
      {
        params: { priceListId: listId },
        body: { kind: 'sale', tiersBy: 'line', rounding, rateSourceId },
      },
      manager,
    )
  const rate = (validFrom: string, value: string, units: 1 | 100 = 1) =>
    call(
      setExchangeRate,
      { params: { rateSourceId: source.id }, body: { validFrom, rate: value, units } },
      manager,
    )
  const why = async (on?: string, product = productId) =>
    (
      await call(
        explainPrice,
        { params: { contractId, productId: product }, query: on ? { on } : {} },
        manager,
      )
    ).body
  const params = { slug: `abroad-${contractId}` }
  const shown = async () => (await call(getProduct, { params }, buyer)).body
  const ownWhy = async () => (await call(explainOwnPrice, { params, query: {} }, buyer)).body
  const told = async () => {
    const listed = (await call(getPriceList, { params: { priceListId: listId } }, manager)).body.rateSource
    const sources = (await call(listRateSources, { query: { sellerId } }, manager)).body.items
    const step = (await why()).steps.find(({ kind }) => kind === 'exchange')
    return [listed?.rate?.old, sources[0]?.today?.old, step?.rate?.old]
  }
  return { sellerId, listId, source, setTerms, rate, why, shown, ownWhy, told }
}

describe('a list that is taken in another currency', () => {
  it('is rounded to the smallest unit of that currency, or as the list says', async () => {
    const { setTerms, rate, shown, why } = await abroad()
    await setTerms()
    await rate('2026-11-24', '8.9127', 100)
    // 1234.56 × 8.9127 / 100 = 110.03262912
    const price = async () => (await shown()).price?.unitPrice
    expect(await price()).toEqual({ amount: '110.03', currency: 'CNY' })
    await setTerms('0.1')
    expect(await price()).toEqual({ amount: '110.00', currency: 'CNY' })
    await setTerms('1')
    expect((await why()).steps.at(-1)).toMatchObject({ kind: 'rounding', rounding: '1', source: '1' })
    const yen = await abroad({ currency: 'JPY' })
    await yen.setTerms()
    await yen.rate('2026-11-24', '1.905')
    expect((await yen.shown()).price?.unitPrice.amount).toBe('2352')
  })
})

describe('a rate that is missing', () => {
  it('is the reason that is told, with its source and with what the list says in its own currency', async () => {
    const { setTerms, rate, why, source } = await abroad()
    await setTerms()
    await rate('2026-11-25', '0.09')
    const [first, last, ...more] = (await why()).steps
    expect(first).toMatchObject({
      kind: 'no_rate',
      source: 'Закрытый',
      applied: false,
      price: { amount: '1234.56', currency: 'RUB' },
      rateSource: { name: source.name, toCurrency: 'CNY' },
    })
    expect([last?.kind, more]).toEqual(['no_price', []])
    expect((await why('2026-11-25')).steps.map(({ kind }) => kind)).toEqual([
      'price_list',
      'exchange',
      'rounding',
    ])
  })

  it('is no reason where the list has no price itself, and is told apart from a list that names no rate', async () => {
    const { sellerId, setTerms, why } = await abroad()
    await setTerms()
    const other = await makeProduct(db, { seller_id: sellerId })
    expect((await why(undefined, other)).steps.map(({ kind, price }) => [kind, price])).toEqual([
      ['price_list', null],
      ['no_price', null],
    ])
    await setTerms('none', null)
    expect((await why()).steps[0]).toMatchObject({ kind: 'no_rate', rateSource: null })
    const elsewhere = await abroad({ to: 'EUR' })
    await elsewhere.setTerms()
    await elsewhere.rate('2026-11-24', '0.0098')
    expect((await elsewhere.why()).steps[0]).toMatchObject({
      kind: 'no_rate',
      rateSource: { name: 'Биржа', toCurrency: 'EUR' },
    })
  })

  it('is “on request” for a buyer, who reads neither the list nor the source', async () => {
    const { setTerms, shown, ownWhy } = await abroad()
    await setTerms()
    const seen = await shown()
    expect([seen.price, seen.onRequest]).toEqual([null, true])
    const explained = await ownWhy()
    expect(explained.steps.map(({ kind }) => kind)).toEqual(['no_price'])
    expect(JSON.stringify([seen, explained])).not.toMatch(/Закрытый|Биржа|1234\.56|RUB/)
  })
})

describe('a rate older than 7 days', () => {
  it('is marked in the list, among the sources and in “why this price”, by the day that it is for the seller', async () => {
    const { setTerms, rate, told, why, ownWhy } = await abroad({ zone: 'Asia/Vladivostok' })
    await setTerms()
    await rate('2026-11-17', '0.09')
    const before = time.now
    // 24 November in Vladivostok until 14:00 of it in UTC
    time.now = new Date('2026-11-24T13:59:59Z')
    expect(await told()).toEqual([false, false, false])
    time.now = new Date('2026-11-24T14:00:00Z')
    expect(await told()).toEqual([true, true, true])
    // asked about a day, it is reckoned from that day
    expect((await why('2026-11-24')).steps.find(({ rate: of }) => of)?.rate).toMatchObject({
      on: '2026-11-17',
      old: false,
    })
    const own = await ownWhy()
    expect(own.price?.amount).toBe('111.11')
    expect(own.steps.filter((step) => step.rate?.old)).toEqual([])
    await rate('2026-11-25', '0.1')
    expect(await told()).toEqual([false, false, false])
    time.now = before
  })
})
