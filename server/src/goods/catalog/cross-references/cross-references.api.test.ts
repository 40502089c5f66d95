import {
  addCrossReference,
  changeCrossReference,
  listCrossReferenceOwners,
  listCrossReferences,
  removeCrossReferences,
  setCrossReferenceRows,
} from '@portal/api/cross-references.ts'
import { resolveRows } from '@portal/api/matching.ts'
import { getCatalogue, suggest } from '@portal/api/offer.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeWarehouse, next } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'

const { db, call } = await testApp()
const as = async (operator_role: 'administrator' | 'content' | 'credit_controller') => {
  const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
  return { cookie }
}
const content = await as('content')
const seller_id = await makeSeller(db)
const made = (row: object = {}) => makeProduct(db, { seller_id, ...row })
const add = (productId: string, code: string, owner: string | null = null) =>
  call(addCrossReference, { body: { productId, code, owner } }, content)
const listed = async (query: object) =>
  (await call(listCrossReferences, { query: query as never }, content)).body

describe('what others call the goods', () => {
  it('is read by the operator’s people and written by those who keep the goods', async () => {
    const buyer = await signedInAs(db, (await makeMember(db)).userId)
    const controller = await as('credit_controller')
    const productId = await made()
    const { id } = (await add(productId, `ЧК-${next()}`)).body
    for (const [cookie, read, write] of [
      [undefined, 'not_signed_in', 'not_signed_in'],
      [buyer.cookie, 'not_found', 'not_found'],
      [controller.cookie, undefined, 'forbidden'],
    ] as const) {
      const caller: Record<string, string> = cookie === undefined ? {} : { cookie }
      expect((await call(listCrossReferences, { query: {} }, caller)).code).toBe(read)
      expect((await call(listCrossReferenceOwners, {}, caller)).code).toBe(read)
      expect((await call(addCrossReference, { body: { productId, code: '1' } }, caller)).code).toBe(write)
      const params = { crossReferenceId: id }
      expect((await call(changeCrossReference, { params, body: { code: '2' } }, caller)).code).toBe(write)
      expect((await call(removeCrossReferences, { body: { ids: [id] } }, caller)).code).toBe(write)
      const rows = { body: { rows: [{ article: '1', code: '2' }] } }
      expect((await call(setCrossReferenceRows, rows, caller)).code).toBe(write)
    }
  })

  it('is added, changed and forgotten one by one; what could not be found by is refused', async () => {
    const [a, b] = [await made(), await made()]
    const code = `Гост ${next()}-85`
    const added = await add(a, ` ${code.replace(' ', '\u200b  ')} `, '  Старый   каталог ')
    expect(added.body).toMatchObject({ code, owner: 'Старый каталог', product: { id: a }, sharedWith: 0 })
    expect((await add(a, code.toUpperCase().replaceAll(' ', ''))).code).toBe('cross_reference_exists')
    expect((await add(newId(), code)).code).toBe('not_found')
    for (const [wrong, why] of [
      ['\u200b ', 'empty'],
      ['—', 'bad_code'],
      ['9'.repeat(61), 'too_long'],
    ] as const)
      expect((await add(a, wrong)).problem?.fields).toEqual({ code: why })
    expect((await add(b, code)).body.sharedWith).toBe(1)

    const params = { crossReferenceId: added.body.id }
    const patch = (body: object) => call(changeCrossReference, { params, body }, content)
    expect((await patch({ owner: null })).body).toMatchObject({ code, owner: null })
    expect((await patch({ productId: b })).code).toBe('cross_reference_exists')
    expect((await patch({ code: `${code}-2` })).body.code).toBe(`${code}-2`)
    expect((await patch({ code: '' })).problem?.fields).toEqual({ code: 'empty' })
    const nowhere = { params: { crossReferenceId: newId() }, body: { code: '1' } }
    expect((await call(changeCrossReference, nowhere, content)).code).toBe('not_found')
    const gone = await call(removeCrossReferences, { body: { ids: [added.body.id, newId()] } }, content)
    expect(gone.body.removed).toEqual([{ productId: a, code: `${code}-2`, owner: null }])
    expect(
      (await call(removeCrossReferences, { body: { ids: [added.body.id] } }, content)).body.removed,
    ).toEqual([])
  })

  it('comes in pages by code, searched by code, owner and product, with what does not lead straight apart', async () => {
    const mark = `ZX${next()}`
    const owner = `Завод ${next()}`
    const article = `QW-${next()}`
    const [a, b] = [await made({ article }), await made()]
    for (const suffix of ['3', '1', '2']) await add(a, `${mark}-${suffix}`, owner)
    await add(b, `${mark}-2`)
    // the article of another product is asked before what others call this one
    await add(b, article)
    const first = await listed({ search: mark, limit: 3, total: 'true' })
    expect([first.total, first.items.map(({ code }) => code)]).toEqual([
      4,
      [`${mark}-1`, `${mark}-2`, `${mark}-2`],
    ])
    const rest = await listed({ search: mark, limit: 3, cursor: first.next })
    expect(rest.items.map(({ code }) => code)).toEqual([`${mark}-3`])
    expect((await listed({ owner, total: 'true' })).total).toBe(3)
    expect((await listed({ search: owner })).items).toHaveLength(3)
    expect((await listed({ search: article })).items).toHaveLength(4)
    expect((await listed({ productId: b })).items).toHaveLength(2)
    const trouble = await listed({ productId: b, trouble: 'true' })
    expect(trouble.items.map(({ sharedWith, shadowedBy }) => [sharedWith, shadowedBy])).toEqual([
      [0, article],
      [1, null],
    ])
    const owners = (await call(listCrossReferenceOwners, {}, content)).body.items
    expect(owners).toContainEqual({ owner, count: 3 })
    expect((await call(listCrossReferences, { query: { cursor: 'x' } }, content)).code).toBe('bad_request')
    expect((await listed({ search: '%' })).items).toEqual([])
  })

  it('comes as rows, each with its answer', async () => {
    const article = () => `CR-${next()}`
    const [a, b, twice] = [article(), article(), article()]
    const other = article()
    await made({ article: a, manufacturer_code: `M-${a}` })
    await made({ article: b })
    await made({ article: twice })
    await made({ article: twice })
    await made({ article: other })
    const code = `ЧУЖОЙ-${next()}`
    const rows = [
      ['Артикул', 'Код', 'Чей'],
      [a, code, 'Завод'],
      [a, ` ${code.toLowerCase()} `, 'Завод'],
      [b, code, ''],
      [a, `M-${a}`, ''],
      [a, '—', ''],
      [a, '', ''],
      [a, '1'.repeat(61), ''],
      [a, `${code}-2`, 'х'.repeat(121)],
      [twice, code, ''],
      ['НЕТ-ТАКОГО', code, ''],
      [b, other, ''],
    ].map(([one, its, owner]) => ({ article: one!, code: its!, owner: owner! }))
    const send = async (body: object[]) =>
      (await call(setCrossReferenceRows, { body: { rows: body as never } }, content)).body.rows
    const answers = await send(rows)
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'header',
      'set',
      'repeated',
      'set',
      'own_article',
      'bad_code',
      'empty',
      'too_long',
      'owner_too_long',
      'ambiguous',
      'unknown',
      'set',
    ])
    expect(answers[11]!.shadowedBy).toBe(other)
    expect((await send(rows.slice(1, 2)))[0]!.outcome).toBe('same')
    expect((await send([{ article: a, code }]))[0]!.outcome).toBe('same')
    expect((await send([{ article: a, code, owner: 'Другой' }]))[0]!.outcome).toBe('changed')
    const tooMany = Array.from({ length: 10_001 }, () => ({ article: a, code }))
    expect((await call(setCrossReferenceRows, { body: { rows: tooMany } }, content)).code).toBe(
      'invalid_input',
    )
  })
})

describe('a product', () => {
  it('has so many codes of others at most, whether one by one or as rows', async () => {
    const article = `FULL-${next()}`
    const productId = await made({ article })
    const rows = Array.from({ length: 501 }, (_, n) => ({ article, code: `ПОЛН-${n}` }))
    const { body } = await call(setCrossReferenceRows, { body: { rows } }, content)
    expect(body.rows.filter(({ outcome }) => outcome === 'set')).toHaveLength(500)
    expect(body.rows[500]!.outcome).toBe('full')
    expect((await add(productId, 'ПОЛН-ещё')).code).toBe('limit_reached')
  })

  it('gets one code once, however many people write it at once', async () => {
    const productId = await made()
    const answers = await Promise.all(Array.from({ length: 5 }, () => add(productId, 'РАЗОМ-1')))
    const codes = answers.map(({ code }) => code ?? 'done').toSorted()
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'cross_reference_exists'), 'done'])
  })
})

describe('a buyer', () => {
  it('finds by it what he is offered, and only that, after everything of the portal’s own', async () => {
    const price_list_id = await makePriceList(db, { seller_id })
    const company_id = await makeCompany(db)
    const warehouse = await makeWarehouse(db)
    const contract_id = await makeContract(db, {
      company_id,
      seller_id,
      price_list_id,
      assortment: 'specified',
      warehouses: [warehouse],
    })
    const { cookie } = await signedInAs(db, (await makeMember(db, { company_id })).userId, { contract_id })
    const offered = async (row: object = {}, allowed = true) => {
      const id = await made({ ...row, stock: { [warehouse]: 100 } })
      await makePrice(db, price_list_id, id, 100)
      if (allowed) await makeRule(db, contract_id, { product_id: id })
      return id
    }
    const article = `OWN-${next()}`
    const [own, foreign, closed] = [await offered({ article }), await offered(), await offered({}, false)]
    const code = `ВЛТ-${next()}`
    const secret = `СКР-${next()}`
    await add(foreign, code, 'Вольтарис')
    await add(foreign, article)
    await add(closed, secret)
    const rows = [{ article: code.toLowerCase() }, { article }, { article: secret }]
    const { body } = await call(resolveRows, { body: { rows } }, { cookie })
    expect(body.rows.map(({ outcome, item }) => [outcome, item?.productId])).toEqual([
      ['found', foreign],
      ['found', own],
      ['not_found', undefined],
    ])
    expect(body.rows[0]!.reasons).toEqual([
      { code: 'cross_reference_of', params: { code, owner: 'Вольтарис' } },
    ])
    expect(body.rows[1]!.reasons).toEqual([])

    const searched = async (search: string) =>
      (await call(getCatalogue, { query: { search } }, { cookie })).body.items.map((item) => item.productId)
    expect(await searched(code)).toEqual([foreign])
    expect(await searched(secret)).toEqual([])
    const typed = await call(suggest, { query: { q: code } }, { cookie })
    expect(typed.body.products.map(({ productId }) => productId)).toEqual([foreign])
    const { items } = await listed({ search: code })
    await call(removeCrossReferences, { body: { ids: [items[0]!.id] } }, content)
    expect(await searched(code)).not.toContain(foreign)
  })
})
