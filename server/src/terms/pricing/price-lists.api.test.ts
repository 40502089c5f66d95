import {
  assignPriceList,
  createPriceList,
  getPriceList,
  pastePrices,
  removePrice,
  setPrice,
  unassignPriceList,
} from '@portal/api/price-lists.ts'
import { listPriceLists, listPrices, updatePriceList } from '@portal/api/price-lists.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { loadPriceConditions } from '#src/terms/ownprices/load-conditions.ts'
import { termsOfContract } from '#src/terms/contracts/public.ts'
import { testApp } from '#test/app.ts'
import { makePackaging, makeProduct } from '#test/factories/goods.ts'
import {
  makeCompany,
  makeGroup,
  makeMember,
  makeSeller,
  makeUser,
  signedInAs,
} from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call } = await testApp()
const as = async (operator_role: 'manager' | 'content') => {
  const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
  return { cookie }
}
const manager = await as('manager')
const content = await as('content')

async function handmade() {
  const seller_id = await makeSeller(db)
  return { seller_id, priceListId: await makePriceList(db, { seller_id }) }
}

async function fromExchange() {
  const made = await handmade()
  await db
    .insertInto('pricing.price_list_mappings')
    .values({ source: '1c:x', external_id: newId(), price_list_id: made.priceListId })
    .execute()
  return made
}

const rowsOf = async (priceListId: string, search = '') =>
  (await call(listPrices, { params: { priceListId }, query: { search, total: 'true' } as never }, manager))
    .body

describe('price lists', () => {
  it('are read by the operator’s people, changed with the permission, and strange to others', async () => {
    const { seller_id, priceListId } = await handmade()
    const params = { priceListId }
    const buyer = { cookie: (await signedInAs(db, (await makeMember(db)).userId)).cookie }
    expect((await call(listPriceLists, { query: {} })).code).toBe('not_signed_in')
    expect((await call(getPriceList, { params }, buyer)).code).toBe('not_found')
    expect((await call(listPrices, { params, query: {} }, buyer)).code).toBe('not_found')
    expect((await call(getPriceList, { params }, content)).status).toBe(200)
    const productId = await makeProduct(db, { seller_id })
    const body = { name: 'x', sellerId: seller_id, currency: 'RUB', includesVat: true }
    expect((await call(createPriceList, { body }, content)).code).toBe('forbidden')
    expect((await call(updatePriceList, { params, body: { name: 'x' } }, content)).code).toBe('forbidden')
    expect((await call(setPrice, { params, body: { productId, amount: '1' } }, content)).code).toBe(
      'forbidden',
    )
    expect((await call(removePrice, { params, query: { productId } }, content)).code).toBe('forbidden')
    expect((await call(pastePrices, { params, body: { rows: ['a;1'] } }, content)).code).toBe('forbidden')
    const segment = { kind: 'segment', segment: 'retail' } as const
    expect((await call(assignPriceList, { params, body: segment }, content)).code).toBe('forbidden')
    const nobody = { params: { priceListId: newId() } }
    expect((await call(getPriceList, nobody, manager)).code).toBe('not_found')
    expect((await call(listPrices, { ...nobody, query: {} }, manager)).code).toBe('not_found')
    expect((await call(updatePriceList, { ...nobody, body: {} }, manager)).code).toBe('not_found')
    expect((await call(pastePrices, { ...nobody, body: { rows: ['a;1'] } }, manager)).code).toBe('not_found')
  })

  it('are made by hand; the first of a seller is his base list, and the base list is replaced, not switched off', async () => {
    const sellerId = await makeSeller(db)
    const body = { name: ' Розница ', sellerId, currency: 'RUB', includesVat: true }
    const first = (await call(createPriceList, { body }, manager)).body
    expect(first).toMatchObject({ name: 'Розница', isBase: true, source: null, priceCount: 0 })
    const second = (await call(createPriceList, { body: { ...body, name: 'Опт' } }, manager)).body
    expect(second.isBase).toBe(false)
    const change = (priceListId: string, to: object) =>
      call(updatePriceList, { params: { priceListId }, body: to }, manager)
    expect((await change(first.id, { active: false })).code).toBe('base_price_list')
    expect((await change(second.id, { isBase: true, active: false })).code).toBe('base_price_list')
    expect((await change(second.id, { isBase: true })).body.isBase).toBe(true)
    expect((await change(first.id, { active: false })).body).toMatchObject({ isBase: false, active: false })
    const stranger = { body: { ...body, sellerId: newId() } }
    expect((await call(createPriceList, stranger, manager)).code).toBe('not_found')
    expect((await call(createPriceList, { body: { ...body, currency: 'rubles' } }, manager)).code).toBe(
      'invalid_input',
    )
  })

  it('are listed by name with how many prices, contracts and assignments they have', async () => {
    const { seller_id, priceListId } = await handmade()
    await db.updateTable('pricing.price_lists').set({ name: 'Ёжики' }).where('id', '=', priceListId).execute()
    await makePrice(db, priceListId, await makeProduct(db, { seller_id }), '5')
    await makeContract(db, { seller_id, price_list_id: priceListId })
    const { body } = await call(listPriceLists, { query: { search: 'ёжик', total: 'true' } }, manager)
    expect(body).toMatchObject({ total: 1, items: [{ priceCount: 1, contractCount: 1, assignmentCount: 0 }] })
  })

  it('count no more than a thousand prices each where many are shown, and all where one is opened', async () => {
    const { seller_id, priceListId } = await handmade()
    await db
      .updateTable('pricing.price_lists')
      .set({ name: 'Длинный' })
      .where('id', '=', priceListId)
      .execute()
    const product_id = await makeProduct(db, { seller_id })
    await db
      .insertInto('pricing.prices')
      .values(
        Array.from({ length: 1002 }, (_, index) => ({
          price_list_id: priceListId,
          product_id,
          min_quantity: String(index),
          amount: '1',
        })),
      )
      .execute()
    const { items } = (await call(listPriceLists, { query: { search: 'длинный' } }, manager)).body
    expect(items).toMatchObject([{ priceCount: 1000, morePrices: true }])
    const opened = (await call(getPriceList, { params: { priceListId } }, manager)).body
    expect(opened).toMatchObject({ priceCount: 1002, morePrices: false })
  })
})

describe('prices of a list that is kept by hand', () => {
  it('are set with tiers, units and dates, and the same key replaces', async () => {
    const { seller_id, priceListId } = await handmade()
    const productId = await makeProduct(db, { seller_id, name: 'Гайка' })
    const packagingId = await makePackaging(db, productId)
    const set = (body: object) =>
      call(setPrice, { params: { priceListId }, body: { productId, amount: '10', ...body } }, manager)
    await set({})
    await set({ minQuantity: '100', amount: '9.123456' })
    await set({ packagingId, amount: '110' })
    await set({ validFrom: '2027-01-01', validUntil: '2027-02-01', amount: '11' })
    const replaced = await set({ amount: '12', perQuantity: '100' })
    expect(replaced.body).toMatchObject({ amount: { amount: '12.00', currency: 'RUB' }, perQuantity: '100' })
    const { items, total } = await rowsOf(priceListId, 'гайка')
    expect(total).toBe(4)
    expect(items.map((row) => [row.unitName, row.minQuantity, row.amount.amount, row.validFrom])).toEqual([
      ['шт', '0', '12.00', null],
      ['шт', '0', '11.00', '2027-01-01'],
      ['шт', '100', '9.123456', null],
      ['упак', '0', '110.00', null],
    ])
    const remove = (query: object) =>
      call(removePrice, { params: { priceListId }, query: { productId, ...query } }, manager)
    expect((await remove({ minQuantity: '100' })).status).toBe(200)
    expect((await remove({ minQuantity: '100' })).code).toBe('not_found')
    expect((await remove({ validFrom: '2027-01-01' })).status).toBe(200)
    expect((await rowsOf(priceListId)).total).toBe(2)
  })

  it('are of the list’s own seller’s goods, in their own units, for a period that exists', async () => {
    const { seller_id, priceListId } = await handmade()
    const productId = await makeProduct(db, { seller_id })
    const set = (body: object) =>
      call(setPrice, { params: { priceListId }, body: { productId, amount: '10', ...body } }, manager)
    expect((await set({ productId: await makeProduct(db) })).code).toBe('not_found')
    const foreignUnit = await makePackaging(db, await makeProduct(db, { seller_id }))
    expect((await set({ packagingId: foreignUnit })).code).toBe('not_found')
    expect((await set({ validFrom: '2027-02-01', validUntil: '2027-02-01' })).code).toBe('invalid_input')
    expect((await set({ amount: '-1' })).code).toBe('invalid_input')
    expect((await set({ perQuantity: '0' })).code).toBe('invalid_input')
  })

  it('come in pages, each row once', async () => {
    const { seller_id, priceListId } = await handmade()
    const productId = await makeProduct(db, { seller_id })
    for (const min of ['0', '10', '20', '30', '40'])
      await makePrice(db, priceListId, productId, '1', { min_quantity: min })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await call(
        listPrices,
        { params: { priceListId }, query: { limit: 2, ...(cursor ? { cursor } : {}) } },
        manager,
      )
      seen.push(...body.items.map((row) => row.minQuantity))
      cursor = body.next ?? undefined
    } while (cursor)
    expect(seen).toEqual(['0', '10', '20', '30', '40'])
  })

  it('are pasted: rows in are rows reported, and what is not named stays', async () => {
    const { seller_id, priceListId } = await handmade()
    const product = (article: string) => makeProduct(db, { seller_id, article })
    const [kept, changed, same] = [await product('PK-1'), await product('PK-2'), await product('PK-3')]
    await product('PK-4')
    await product('PK-5')
    await product('pk5')
    for (const [id, amount] of [
      [kept, '1'],
      [changed, '2'],
      [same, '3'],
    ] as const)
      await makePrice(db, priceListId, id, amount)
    const rows = [
      'pk2; 2,50',
      'PK-3\t3.00 ₽',
      'PK-4;4;10',
      'PK-4;5;10',
      'PK-5;1',
      'нет;1',
      '',
      ';1',
      'PK-4;дорого',
      'PK-4;1;x',
    ]
    const { body } = await call(pastePrices, { params: { priceListId }, body: { rows } }, manager)
    expect(body.rows.map(({ row, text }) => [row, text])).toEqual(rows.map((text, i) => [i + 1, text]))
    expect(body.rows.map(({ outcome }) => outcome)).toEqual([
      'changed',
      'same',
      'created',
      'repeated',
      'article_ambiguous',
      'article_unknown',
      'empty',
      'article_missing',
      'price_unreadable',
      'quantity_unreadable',
    ])
    expect(body.rows[0]).toMatchObject({ article: 'PK-2', amount: '2.50', before: '2.00' })
    const now = (await rowsOf(priceListId)).items.map((row) => [
      row.article,
      row.minQuantity,
      row.amount.amount,
    ])
    expect(now.sort()).toEqual([
      ['PK-1', '0', '1.00'],
      ['PK-2', '0', '2.50'],
      ['PK-3', '0', '3.00'],
      ['PK-4', '10', '4.00'],
    ])
    expect((await call(pastePrices, { params: { priceListId }, body: { rows: [] } }, manager)).code).toBe(
      'invalid_input',
    )
  })

  it('are made the base of a seller one after another: of many at once one is', async () => {
    const seller_id = await makeSeller(db)
    const ids = await Promise.all(Array.from({ length: 8 }, () => makePriceList(db, { seller_id })))
    const answers = await Promise.all(
      ids.map((priceListId) =>
        call(updatePriceList, { params: { priceListId }, body: { isBase: true } }, manager),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
    const lists = await db
      .selectFrom('pricing.price_lists')
      .select('is_base')
      .where('seller_id', '=', seller_id)
      .where('is_base', '=', true)
      .execute()
    expect(lists).toHaveLength(1)
  })

  it('that are pasted hold from now on, also where one had an end', async () => {
    const { seller_id, priceListId } = await handmade()
    for (const [article, amount] of [
      ['ENDED-1', '1'],
      ['ENDED-2', '2'],
    ] as const) {
      const productId = await makeProduct(db, { seller_id, article })
      await makePrice(db, priceListId, productId, amount, { valid_until: '2026-11-01' })
    }
    const rows = ['ENDED-1;1', 'ENDED-2;2,50']
    const { body } = await call(pastePrices, { params: { priceListId }, body: { rows } }, manager)
    expect(body.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'changed'])
    const now = (await rowsOf(priceListId)).items
    expect(now.map(({ amount, validUntil }) => [amount.amount, validUntil])).toEqual([
      ['1.00', null],
      ['2.50', null],
    ])
  })

  it('of a list that an exchange writes are changed in the ERP only', async () => {
    const { seller_id, priceListId } = await fromExchange()
    const productId = await makeProduct(db, { seller_id })
    await makePrice(db, priceListId, productId, '1')
    const params = { priceListId }
    const codes = [
      await call(setPrice, { params, body: { productId, amount: '1' } }, manager),
      await call(removePrice, { params, query: { productId } }, manager),
      await call(pastePrices, { params, body: { rows: ['a;1'] } }, manager),
    ].map(({ code }) => code)
    expect(codes).toEqual(Array(3).fill('price_list_from_exchange'))
    expect((await call(updatePriceList, { params, body: { name: 'Наша' } }, manager)).body.name).toBe('Наша')
  })
})

describe('an assignment', () => {
  it('of a list is to a company, a group or a segment, once; a stranger’s is not found', async () => {
    const { priceListId } = await handmade()
    const params = { priceListId }
    const company = await makeCompany(db, { name: 'ООО Ромашка', segment: 'retail' })
    const group = await makeGroup(db, { name: 'Холдинг' })
    const assign = (body: Parameters<typeof call<typeof assignPriceList>>[1]['body']) =>
      call(assignPriceList, { params, body }, manager)
    await assign({ kind: 'segment', segment: 'retail' })
    await assign({ kind: 'group', subjectId: group })
    await assign({ kind: 'company', subjectId: company })
    const { body } = await assign({ kind: 'company', subjectId: company })
    expect(body.assignments.map(({ kind, name }) => [kind, name])).toEqual([
      ['company', 'ООО Ромашка'],
      ['group', 'Холдинг'],
      ['segment', 'retail'],
    ])
    expect(body.segments).toContain('retail')
    expect((await assign({ kind: 'company', subjectId: newId() })).code).toBe('not_found')
    expect((await assign({ kind: 'segment', segment: ' ' })).code).toBe('invalid_input')

    const { priceListId: other } = await handmade()
    const assignmentId = body.assignments[0]!.id
    const take = (from: string) =>
      call(unassignPriceList, { params: { priceListId: from, assignmentId } }, manager)
    expect((await take(other)).code).toBe('not_found')
    expect((await take(priceListId)).body.assignments).toHaveLength(2)
  })

  it('makes the list a buyer’s: contract over company over group over segment over base', async () => {
    const seller_id = await makeSeller(db)
    const group_id = await makeGroup(db)
    const company_id = await makeCompany(db, { group_id, segment: 'horeca' })
    const lists = {
      own: await makePriceList(db, { seller_id }),
      company: await makePriceList(db, { seller_id }),
      group: await makePriceList(db, { seller_id }),
      segment: await makePriceList(db, { seller_id }),
      base: await makePriceList(db, { seller_id, is_base: true }),
    }
    const contract = await makeContract(db, { seller_id, company_id, price_list_id: lists.own })
    for (const [priceListId, body] of [
      [lists.segment, { kind: 'segment', segment: 'horeca' }],
      [lists.group, { kind: 'group', subjectId: group_id }],
      [lists.company, { kind: 'company', subjectId: company_id }],
    ] as const)
      await call(assignPriceList, { params: { priceListId }, body }, manager)
    const { lists: applied } = await loadPriceConditions(
      db,
      (await termsOfContract(db, contract))!,
      '2026-11-24',
    )
    expect(applied.map(({ id }) => id)).toEqual([
      lists.own,
      lists.company,
      lists.group,
      lists.segment,
      lists.base,
    ])
  })
})
