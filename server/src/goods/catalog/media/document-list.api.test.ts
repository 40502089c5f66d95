import {
  addPicture,
  attachDocument,
  detachDocument,
  getProductMedia,
  listDocuments,
  removeDocument,
} from '@portal/api/product-media.ts'
import { getProduct } from '@portal/api/offer.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { mediaStage } from '#test/product-media.ts'
import { makeCompany, makeMember, signedInAs } from '#test/factories/people.ts'
import { makeContract, makeRule } from '#test/factories/terms.ts'

const portal = await testApp()
const { app, db, call } = portal
const { as, content, seller_id, make, send, picture, pdf, addTo } = await mediaStage(portal)

describe('the list of documents', () => {
  it('finds what ends soon, what has ended, what is without an end or a product; page by page', async () => {
    const made: Record<string, string> = {}
    for (const [number, validThrough] of [
      ['список-истёк', '2026-11-23'],
      ['список-сегодня', '2026-11-24'],
      ['список-скоро', '2026-12-12'],
      ['список-потом', '2028-01-01'],
      ['список-бессрочный', ''],
    ] as const)
      made[number] = (
        await addTo(await make(), pdf(), { number, ...(validThrough ? { validThrough } : {}) })
      ).body.document.id
    const numbers = async (query: object) => {
      const { body } = await call(
        listDocuments,
        { query: { kind: 'certificate', search: 'список-', ...query } as never },
        content,
      )
      return body.items.map(({ number }) => number!.replace('список-', ''))
    }
    expect(await numbers({})).toEqual(['истёк', 'сегодня', 'скоро', 'потом', 'бессрочный'])
    expect(await numbers({ state: 'expired' })).toEqual(['истёк'])
    expect(await numbers({ state: 'expiring' })).toEqual(['сегодня', 'скоро'])
    expect(await numbers({ state: 'expiring', days: '1' })).toEqual(['сегодня'])
    expect(await numbers({ state: 'valid' })).toEqual(['сегодня', 'скоро', 'потом', 'бессрочный'])
    expect(await numbers({ state: 'undated' })).toEqual(['бессрочный'])
    expect(await numbers({ state: 'unused' })).toEqual([])
    await db
      .deleteFrom('catalog.product_documents')
      .where('document_id', '=', made['список-потом']!)
      .execute()
    expect(await numbers({ state: 'unused' })).toEqual(['потом'])
    const query = { search: 'список-', limit: '2', total: 'true' } as never
    const first = (await call(listDocuments, { query }, content)).body
    const second = (
      await call(listDocuments, { query: { ...(query as object), cursor: first.next } as never }, content)
    ).body
    const third = (
      await call(listDocuments, { query: { ...(query as object), cursor: second.next } as never }, content)
    ).body
    expect(first.total).toBe(5)
    expect([first, second, third].flatMap(({ items }) => items.map(({ number }) => number))).toHaveLength(5)
    expect(third.next).toBeNull()
    for (const wrong of [{ days: '0' }, { days: '5000' }, { state: 'lost' }, { limit: '500' }])
      expect((await call(listDocuments, { query: wrong as never }, content)).code).toBe('invalid_input')
    // what a search means to a database is only text here
    expect(await numbers({ search: "%'; drop table catalog.documents; --" })).toEqual([])
  })
})

describe('who may', () => {
  it('read it is the office; change it, who looks after goods; to anybody else it is not there', async () => {
    const productId = await make()
    const { document } = (await addTo(productId, pdf())).body
    const controller = await as('credit_controller')
    expect((await call(getProductMedia, { params: { productId } }, controller)).status).toBe(200)
    const documentId = document.id
    expect((await call(removeDocument, { params: { documentId } }, controller)).code).toBe('forbidden')
    expect(
      (await send(addPicture, { params: { productId } }, 'a.jpg', await picture(), controller)).code,
    ).toBe('forbidden')
    const { userId } = await makeMember(db, { company_id: await makeCompany(db) })
    const buyer = { cookie: (await signedInAs(db, userId)).cookie }
    expect((await call(listDocuments, { query: {} }, buyer)).code).toBe('not_found')
    expect((await call(listDocuments, { query: {} })).code).toBe('not_signed_in')
    expect((await call(getProductMedia, { params: { productId: newId() } }, content)).code).toBe('not_found')
  })

  it('law 4: a file is there for whom one of its products is offered to, and not found for anybody else', async () => {
    const [open, closed] = [await make({ slug: 'otkryt' }), await make({ slug: 'zakryt', public: false })]
    const company_id = await makeCompany(db)
    const contract = await makeContract(db, { company_id, seller_id, assortment: 'all' })
    await makeRule(db, contract, { effect: 'deny', product_id: closed })
    const person = async (role: 'buyer' | 'accountant') => {
      const { userId } = await makeMember(db, { company_id, role })
      return { cookie: (await signedInAs(db, userId, { contract_id: contract })).cookie }
    }
    const [buyer, accountant] = [await person('buyer'), await person('accountant')]
    const hidden = (await addTo(closed, pdf(), { number: 'скрыт', validThrough: '2026-12-12' })).body.document
    const read = async (headers: Record<string, string> = {}) =>
      (await app.fastify.inject({ url: hidden.href!, headers })).statusCode
    expect([await read(), await read(buyer), await read(accountant), await read(content)]).toEqual([
      404, 404, 404, 200,
    ])
    // it covers a product that is offered too
    await call(attachDocument, { params: { productId: open, documentId: hidden.id } }, content)
    expect([await read(), await read(buyer), await read(accountant)]).toEqual([200, 200, 404])
    const card = (await call(getProduct, { params: { slug: 'otkryt' } }, buyer)).body
    expect(card.files).toEqual([
      {
        kind: 'certificate',
        title: null,
        language: null,
        certificateKind: null,
        number: 'скрыт',
        issuer: null,
        validFrom: null,
        validThrough: '2026-12-12',
        format: 'PDF',
        size: expect.any(Number) as number,
        host: null,
        href: hidden.href,
        expired: false,
      },
    ])
    await call(detachDocument, { params: { productId: open, documentId: hidden.id } }, content)
    expect(await read(buyer)).toBe(404)
    // of no product at all it is the office's
    await call(detachDocument, { params: { productId: closed, documentId: hidden.id } }, content)
    expect([await read(buyer), await read(content)]).toEqual([404, 200])
  })

  it('expired is told, not hidden, and stands after what is valid', async () => {
    const productId = await make({ slug: 'sroki' })
    await addTo(productId, pdf(), { number: 'старый', validThrough: '2026-11-23' })
    await addTo(productId, pdf(), { number: 'новый', validThrough: '2027-11-23' })
    await addTo(productId, pdf(), { number: 'бессрочный' })
    const { files } = (await call(getProduct, { params: { slug: 'sroki' } })).body
    expect(files.map(({ number, expired }) => [number, expired])).toEqual([
      ['бессрочный', false],
      ['новый', false],
      ['старый', true],
    ])
  })
})
