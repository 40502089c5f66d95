import { getCatalogue } from '@portal/api/offer.ts'
import {
  addSpecificationRule,
  createContract,
  getContract,
  listContracts,
  listFixedPrices,
  listSpecificationRules,
  removeSpecificationRule,
  setCategoryDiscount,
  setFixedPrice,
  setFixedPriceRows,
  updateContract,
} from '@portal/api/contracts.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeBrand, makeCategory, makeProduct, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makeFixedPrice, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call } = await testApp()
const manager = await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)
const asManager = { cookie: manager.cookie }
const usual = { discountPercent: '0', assortment: 'all', paymentTerms: 'prepaid' } as const

describe('a contract', () => {
  it('is priced by a list of its own seller in its own currency only', async () => {
    const sellerId = await makeSeller(db)
    const params = { companyId: await makeCompany(db) }
    const listOf = (row: object) => makePriceList(db, { seller_id: sellerId, ...row })
    const create = (number: string, priceListId: string) =>
      call(createContract, { params, body: { ...usual, number, sellerId, priceListId } }, asManager)
    const made = await create('1', await listOf({}))
    expect(made.body).toMatchObject({ number: '1', state: 'in_force', currency: 'RUB' })
    expect((await create('2', await listOf({ currency: 'EUR' }))).code).toBe('price_list_currency')
    expect((await create('3', await makePriceList(db))).code).toBe('not_found')
    expect((await create('1', await listOf({}))).code).toBe('contract_exists')
  })

  it('holds from its first day up to, not including, the day after its last', async () => {
    const contractId = await makeContract(db)
    const change = (body: object) => call(updateContract, { params: { contractId }, body }, asManager)
    // today is 2026-11-24 in Moscow
    expect((await change({ validUntil: '2026-11-24' })).body.state).toBe('expired')
    expect((await change({ validUntil: '2026-11-25' })).body.state).toBe('in_force')
    expect((await change({ validFrom: '2026-11-25' })).problem.fields).toEqual({ validUntil: 'before_start' })
    expect((await change({ validUntil: null, validFrom: '2026-11-25' })).body.state).toBe('not_yet')
  })

  it('keeps its warehouses in the order of preference, and only real ones', async () => {
    const contractId = await makeContract(db)
    const [first, second] = [await makeWarehouse(db), await makeWarehouse(db)]
    const set = (warehouseIds: string[]) =>
      call(updateContract, { params: { contractId }, body: { warehouseIds } }, asManager)
    expect((await set([second, first])).body.warehouses.map(({ id }) => id)).toEqual([second, first])
    expect((await set([newId()])).code).toBe('not_found')
    const read = await call(getContract, { params: { contractId } }, asManager)
    expect(read.body.warehouses).toHaveLength(2)
  })

  it('changed by a manager, offers the buyer exactly what its specification allows', async () => {
    const { buyer, contractId, sellerId } = await makeBuyer()
    const category_id = await makeCategory(db)
    const allowed = await makeProduct(db, { seller_id: sellerId, categories: [category_id] })
    const denied = await makeProduct(db, { seller_id: sellerId, categories: [category_id] })
    await makeProduct(db, { seller_id: sellerId })
    const params = { contractId }
    const rule = (effect: 'allow' | 'deny', subject: 'category' | 'product', subjectId: string) =>
      call(addSpecificationRule, { params, body: { effect, subject, subjectId } }, asManager)
    const offered = async () =>
      (await call(getCatalogue, { query: {} }, buyer)).body.items.map(({ productId }) => productId)

    expect(await offered()).toHaveLength(3)
    await call(updateContract, { params, body: { assortment: 'specified' } }, asManager)
    expect(await offered()).toEqual([])
    await rule('allow', 'category', category_id)
    const { body: denying } = await rule('deny', 'product', denied)
    expect(await offered()).toEqual([allowed])
    expect((await call(getContract, { params }, asManager)).body).toMatchObject({
      offeredCount: 1,
      ruleCount: 2,
    })
    await call(removeSpecificationRule, { params: { contractId, ruleId: denying.id } }, asManager)
    expect(await offered()).toHaveLength(2)
    const rules = await call(listSpecificationRules, { params, query: { total: 'true' } }, asManager)
    expect(rules.body).toMatchObject({ total: 1, items: [{ effect: 'allow', subjectId: category_id }] })
    expect((await rule('allow', 'product', newId())).code).toBe('not_found')
  })

  it('lists its rules in pages, each rule once, whatever letters their names are of', async () => {
    const contractId = await makeContract(db)
    // in lower case its last letter is another one in a dictionary than in PostgreSQL
    for (const name of ['ΟΔΟΣ', 'Ωμέγα', '100% хлопок']) {
      const subjectId = await makeBrand(db, name)
      const body = { effect: 'allow', subject: 'brand', subjectId } as const
      await call(addSpecificationRule, { params: { contractId }, body }, asManager)
    }
    const page = async (query: object) =>
      (await call(listSpecificationRules, { params: { contractId }, query }, asManager)).body
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { items, next } = await page({ limit: 1, ...(cursor ? { cursor } : {}) })
      seen.push(...items.map(({ id }) => id))
      cursor = next ?? undefined
    } while (cursor && seen.length < 9)
    expect(seen).toHaveLength(3)
    expect(new Set(seen).size).toBe(3)
    expect((await page({ search: '100%' })).items).toHaveLength(1)
    expect((await page({ search: '10_%' })).items).toHaveLength(0)
  })

  it('fixes prices: by hand and by pasted rows, each row with its outcome', async () => {
    const { buyer, contractId, sellerId, listId } = await makeBuyer()
    const params = { contractId }
    const one = await makeProduct(db, { seller_id: sellerId, article: `FIX-${newId().slice(-6)}` })
    const two = await makeProduct(db, { seller_id: sellerId, article: `FIX-${newId().slice(-6)}` })
    for (const id of [one, two]) await makePrice(db, listId, id, '100')
    const article = async (id: string) =>
      (
        await db
          .selectFrom('catalog.products')
          .select('article')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).article!
    const price = async (id: string) =>
      (await call(getCatalogue, { query: {} }, buyer)).body.items.find(({ productId }) => productId === id)!
        .price!.unitPrice.amount

    const fixed = await call(
      setFixedPrice,
      { params, body: { productId: one, amount: '80', contractedQuantity: '50' } },
      asManager,
    )
    expect(fixed.body).toMatchObject({ drawnQuantity: '0', contractedQuantity: '50' })
    for (const contractedQuantity of ['0', '0.0000001', '1000000000000', '-5']) {
      const body = { productId: one, amount: '80', contractedQuantity }
      const refused = await call(setFixedPrice, { params, body }, asManager)
      expect(refused.code, contractedQuantity).toBe('invalid_input')
    }
    expect(await price(one)).toBe('80.00')

    const rows = [
      { article: (await article(one)).toLowerCase(), price: '79,5' },
      { article: await article(two), price: '1 250.00', contractedQuantity: '1 000' },
      { article: await article(two), price: '1' },
      { article: 'нет такого', price: '1' },
      { article: await article(one), price: 'договорная' },
    ]
    const pasted = await call(setFixedPriceRows, { params, body: { rows } }, asManager)
    expect(pasted.body.rows.map((row) => row.outcome)).toEqual([
      'set',
      'set',
      'repeated',
      'unknown',
      'bad_price',
    ])
    expect(await price(one)).toBe('79.50')
    expect(await price(two)).toBe('1250.00')
    const { body } = await call(listFixedPrices, { params, query: { total: 'true' } }, asManager)
    expect(body.total).toBe(2)
    expect(body.items.find(({ productId }) => productId === one)!.contractedQuantity).toBe('50')
  })

  it('pasted over an agreement that has ended, begins it anew; over one with dates, changes what is in force', async () => {
    const { buyer, contractId, sellerId, listId } = await makeBuyer()
    const params = { contractId }
    const ended = await makeProduct(db, { seller_id: sellerId, article: `OLD-${newId().slice(-6)}` })
    const dated = await makeProduct(db, { seller_id: sellerId, article: `DAT-${newId().slice(-6)}` })
    for (const id of [ended, dated]) await makePrice(db, listId, id, '100')
    const spent = { contracted_quantity: '50', drawn_quantity: '50' }
    await makeFixedPrice(db, contractId, ended, '80', { ...spent, valid_until: '2026-11-24' })
    await makeFixedPrice(db, contractId, dated, '70')
    await makeFixedPrice(db, contractId, dated, '60', { valid_from: '2026-01-01', valid_until: '2027-01-01' })
    const products = await db
      .selectFrom('catalog.products')
      .select(['id', 'article'])
      .where('id', 'in', [ended, dated])
      .orderBy('article', 'desc')
      .execute()
    const rows = products.map(({ article }) => ({ article: article!, price: '55,5' }))
    const answered = await call(setFixedPriceRows, { params, body: { rows } }, asManager)
    expect(answered.body.rows.map(({ outcome }) => outcome)).toEqual(['set', 'set'])
    const { items } = (await call(getCatalogue, { query: {} }, buyer)).body
    expect(items.map((item) => item.price!.unitPrice.amount)).toEqual(['55.50', '55.50'])
    const agreed = (await call(listFixedPrices, { params, query: {} }, asManager)).body.items
    expect(agreed.find(({ productId }) => productId === ended)).toMatchObject({
      validUntil: null,
      contractedQuantity: null,
      drawnQuantity: '0',
    })
    expect(agreed.filter(({ productId }) => productId === dated).map(({ price }) => price.amount)).toEqual(
      expect.arrayContaining(['70.00', '55.50']),
    )
    const { details } = await db
      .selectFrom('audit.entries')
      .select('details')
      .where('entity_id', '=', contractId)
      .where('action', '=', 'contract.fix_prices')
      .executeTakeFirstOrThrow()
    expect(details).toEqual({
      rows: 2,
      set: 2,
      changes: [
        [products[0]!.article, null, '55.5'],
        [products[1]!.article, '60', '55.5'],
      ],
    })
  })

  it('takes no number that another contract of the two has, however close the moments', async () => {
    const company_id = await makeCompany(db)
    const seller_id = await makeSeller(db)
    const ids = []
    for (const number of ['1', '2', '3', '4'])
      ids.push(await makeContract(db, { company_id, seller_id, number }))
    const body = { number: 'ОДИН' }
    const change = (contractId: string) => call(updateContract, { params: { contractId }, body }, asManager)
    const add = call(
      createContract,
      { params: { companyId: company_id }, body: { ...usual, ...body, sellerId: seller_id } },
      asManager,
    )
    const answers = await Promise.all([...ids.map(change), add])
    expect(answers.map(({ code }) => code ?? 'done').toSorted()).toEqual([
      ...Array.from({ length: 4 }, () => 'contract_exists'),
      'done',
    ])
  })

  it('gives a category a discount of its own, and takes it back', async () => {
    const { buyer, contractId, sellerId, listId } = await makeBuyer()
    const categoryId = await makeCategory(db)
    const productId = await makeProduct(db, { seller_id: sellerId, categories: [categoryId] })
    await makePrice(db, listId, productId, '100')
    const params = { contractId, categoryId }
    const set = (percent: string | null) =>
      call(setCategoryDiscount, { params, body: { percent } }, asManager)
    const price = async () =>
      (await call(getCatalogue, { query: {} }, buyer)).body.items[0]!.price!.unitPrice.amount
    expect((await set('12.5')).body.categoryDiscounts).toMatchObject([{ percent: '12.5', stacking: 'best' }])
    expect(await price()).toBe('87.50')
    expect((await set(null)).body.categoryDiscounts).toEqual([])
    expect(await price()).toBe('100.00')
  })
})

describe('contracts', () => {
  it('are found by number, company and state, page by page', async () => {
    const company_id = await makeCompany(db, { name: 'Поиск договоров' })
    for (const number of ['А-1', 'А-2', 'А-3'])
      await makeContract(db, {
        company_id,
        number,
        ...(number === 'А-3' ? { valid_until: '2026-01-01' } : {}),
      })
    const list = (query: object) =>
      call(listContracts, { query: { companyId: company_id, ...query } }, asManager)
    const first = await list({ limit: '2', total: 'true' })
    expect(first.body).toMatchObject({ total: 3, items: [{ number: 'А-1' }, { number: 'А-2' }] })
    expect((await list({ limit: '2', cursor: first.body.next! })).body.items).toMatchObject([
      { number: 'А-3' },
    ])
    expect((await list({ state: 'expired' })).body.items).toMatchObject([{ number: 'А-3' }])
    expect((await list({ search: 'поиск дог' })).body.items).toHaveLength(3)
  })

  it('are the operator’s to see, and those of his people who may change them', async () => {
    const contractId = await makeContract(db)
    const params = { contractId }
    const { buyer } = await makeBuyer()
    const content = await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)
    expect((await call(getContract, { params })).code).toBe('not_signed_in')
    expect((await call(getContract, { params }, buyer)).code).toBe('not_found')
    const change = { params, body: { number: 'X' } }
    expect((await call(updateContract, change, { cookie: content.cookie })).code).toBe('forbidden')
    expect((await call(getContract, { params: { contractId: newId() } }, asManager)).code).toBe('not_found')
  })
})

async function makeBuyer() {
  const sellerId = await makeSeller(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const { userId, companyId } = await makeMember(db)
  const contractId = await makeContract(db, {
    company_id: companyId!,
    seller_id: sellerId,
    price_list_id: listId,
  })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  return { buyer, contractId, sellerId, listId }
}
