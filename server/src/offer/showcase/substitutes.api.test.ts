import {
  findSubstitutes,
  getSubstitutes,
  listAnalogs,
  removeAnalog,
  setAnalog,
  setAnalogRows,
  type AnalogKind,
} from '@portal/api/analogs.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makePackaging, makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'

const { db, call } = await testApp()

async function trade() {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    warehouses: [warehouse],
  })
  const tail = newId().slice(-8).toUpperCase()
  const product = async (article: string, row: Parameters<typeof makeProduct>[1] = {}) => {
    const id = await makeProduct(db, {
      seller_id: sellerId,
      article: `${article}-${tail}`,
      stock: { [warehouse]: 100 },
      ...row,
    })
    await makePrice(db, listId, id, 10)
    return { id, article: `${article}-${tail}` }
  }
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const office = async (operator_role: 'manager' | 'credit_controller' = 'manager') => ({
    cookie: (await signedInAs(db, (await makeUser(db, { operator_role })).id)).cookie,
  })
  const manager = await office()
  const link = (productId: string, analogId: string, kind: AnalogKind = 'analog', ratio = '1') =>
    call(setAnalog, { params: { productId, analogId, kind }, body: { ratio } }, manager)
  return { contractId, warehouse, product, buyer, manager, office, link }
}

describe('a link to an analog', () => {
  it('is directed, has a sense, a ratio and a note, and can be changed and taken away', async () => {
    const { product, manager, link } = await trade()
    const [a, b] = [await product('A'), await product('B')]
    await link(a.id, b.id, 'analog', '0,5')
    const params = { productId: a.id, analogId: b.id, kind: 'analog' as const }
    const changed = await call(setAnalog, { params, body: { ratio: '2', note: ' thicker ' } }, manager)
    expect(changed.body).toMatchObject({
      to: [{ productId: b.id, kind: 'analog', ratio: '2', note: 'thicker' }],
      from: [],
    })
    const other = await call(listAnalogs, { params: { productId: b.id } }, manager)
    expect(other.body).toMatchObject({ to: [], from: [{ productId: a.id }] })
    expect((await call(removeAnalog, { params }, manager)).status).toBe(200)
    expect((await call(removeAnalog, { params }, manager)).code).toBe('not_found')
  })

  it('never leads a product to itself, and replacements never go in a circle', async () => {
    const { product, link } = await trade()
    const [a, b, c] = [await product('A'), await product('B'), await product('C')]
    expect((await link(a.id, a.id)).code).toBe('analog_of_itself')
    await link(a.id, b.id, 'replacement')
    await link(b.id, c.id, 'replacement')
    expect((await link(c.id, a.id, 'replacement')).code).toBe('replacement_circle')
    // two analogs stand for each other
    expect((await link(a.id, b.id, 'analog')).status).toBe(200)
    expect((await link(b.id, a.id, 'analog')).status).toBe(200)
  })

  it.each(['0', '-1', 'x', '1e9', '9'.repeat(13)])('has no ratio of %s', async (ratio) => {
    const { product, link } = await trade()
    const answer = await link((await product('A')).id, (await product('B')).id, 'analog', ratio)
    expect(answer).toMatchObject({ status: 422, problem: { fields: { ratio: 'not_positive' } } })
  })

  it('is kept by those who manage goods', async () => {
    const { product, buyer, office } = await trade()
    const [a, b] = [await product('A'), await product('B')]
    const input = { params: { productId: a.id, analogId: b.id, kind: 'analog' as const }, body: {} }
    expect((await call(setAnalog, input, await office('credit_controller'))).status).toBe(403)
    expect((await call(setAnalog, input, buyer)).code).toBe('not_found')
    expect((await call(setAnalog, input)).status).toBe(401)
    expect((await call(listAnalogs, { params: { productId: newId() } }, await office())).code).toBe(
      'not_found',
    )
  })
})

describe('rows of links', () => {
  it('are answered one by one, in order', async () => {
    const { product, manager, link } = await trade()
    const [a, b, c] = [await product('A'), await product('B'), await product('C')]
    await link(a.id, b.id, 'replacement')
    const row = (article: string, analog: string, kind = '', ratio = '') => ({ article, analog, kind, ratio })
    const answer = await call(
      setAnalogRows,
      {
        body: {
          rows: [
            row(a.article.toLowerCase(), b.article, 'Замена'),
            row(a.article, b.article, 'замена', '2'),
            row(a.article, c.article, 'аналог', '0,5'),
            row(b.article, c.article, 'замена'),
            row(c.article, a.article, 'замена'),
            row(c.article, c.article),
            row('no such', c.article),
            row(c.article, 'no such'),
            row(c.article, a.article, 'sibling'),
            row(c.article, a.article, '', '-1'),
          ],
        },
      },
      manager,
    )
    expect(answer.body.rows.map(({ outcome }) => outcome)).toEqual([
      'same',
      'repeated',
      'set',
      'set',
      'circle',
      'itself',
      'unknown',
      'unknown_analog',
      'bad_kind',
      'bad_ratio',
    ])
  })
})

describe('what is offered in the place of a product', () => {
  it('comes with the quantity that stands for it: units, ratio and step counted', async () => {
    const { product, buyer, link, warehouse } = await trade()
    const [a, b] = [
      await product('A', { stock: { [warehouse]: 0 } }),
      await product('B', { step_quantity: '25' }),
    ]
    const box = await makePackaging(db, a.id, { factor: 12 })
    await link(a.id, b.id, 'analog', '1,5')
    const wanted = [
      { productId: a.id, packagingId: box, quantity: '4' },
      { productId: a.id, quantity: '10' },
      { productId: a.id },
      { productId: b.id, quantity: '1' },
    ]
    const { found } = (await call(findSubstitutes, { body: { wanted } }, buyer)).body
    expect(found.map((each) => each.map(({ quantity, ratio }) => ({ quantity, ratio })))).toEqual([
      [{ quantity: '75', ratio: '1.5' }],
      [{ quantity: '25', ratio: '1.5' }],
      [{ quantity: null, ratio: '1.5' }],
      [],
    ])
    expect(found[0]![0]).toMatchObject({ packagingId: baseUnit, item: { productId: b.id } })
  })

  it('is never what the contract does not offer; replacements stand first, then what is there', async () => {
    const { contractId, product, buyer, link, warehouse } = await trade()
    const a = await product('A')
    const [gone, denied, empty, there, instead] = [
      await product('GONE', { active: false }),
      await product('DENIED'),
      await product('EMPTY', { stock: { [warehouse]: 0 } }),
      await product('THERE'),
      await product('INSTEAD'),
    ]
    await makeRule(db, contractId, { effect: 'deny', product_id: denied.id })
    for (const analog of [gone, denied, empty, there]) await link(a.id, analog.id)
    await link(a.id, instead.id, 'replacement')
    const { found } = (await call(findSubstitutes, { body: { wanted: [{ productId: a.id }] } }, buyer)).body
    expect(found[0]!.map(({ item }) => item.productId)).toEqual([instead.id, there.id, empty.id])
  })

  it('is found by the article and the address of a product that is sold no more, not of one that a contract leaves out', async () => {
    const { contractId, product, buyer, link } = await trade()
    const [gone, denied, instead] = [
      await product('OLD', { active: false, slug: `old-${newId()}` }),
      await product('DENIED', { slug: `denied-${newId()}` }),
      await product('NEW'),
    ]
    await makeRule(db, contractId, { effect: 'deny', product_id: denied.id })
    for (const old of [gone, denied]) await link(old.id, instead.id, 'replacement')
    const wanted = [
      { article: ` ${gone.article.toLowerCase()} `, quantity: '3' },
      { article: denied.article },
    ]
    const { found } = (await call(findSubstitutes, { body: { wanted } }, buyer)).body
    expect(found.map((each) => each.map(({ item, quantity }) => [item.productId, quantity]))).toEqual([
      [[instead.id, '3']],
      [],
    ])
    const slugs = await db
      .selectFrom('catalog.products')
      .select(['id', 'slug'])
      .where('id', 'in', [gone.id, denied.id])
      .execute()
    const answer = (id: string) =>
      call(getSubstitutes, { params: { slug: slugs.find((row) => row.id === id)!.slug } }, buyer)
    expect((await answer(gone.id)).body.items).toHaveLength(1)
    expect((await answer(denied.id)).code).toBe('not_found')
  })

  it('of another seller is nobody’s answer', async () => {
    const [one, other] = [await trade(), await trade()]
    const [a, b] = [await other.product('A'), await one.product('B')]
    await other.link(a.id, b.id)
    const { found } = (await call(findSubstitutes, { body: { wanted: [{ productId: a.id }] } }, one.buyer))
      .body
    expect(found).toEqual([[]])
  })
})
