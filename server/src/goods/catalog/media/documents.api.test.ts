import {
  addDocument,
  addVideo,
  attachDocument,
  attachDocumentGroup,
  attachDocumentRows,
  changeDocument,
  detachDocument,
  getDocument,
  listDocumentProducts,
  mediaLimits,
  removeDocument,
} from '@portal/api/product-media.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { mediaStage } from '#test/product-media.ts'
import { makeBrand, makeCategory } from '#test/factories/goods.ts'
import { zipBomb } from '#test/zip-bomb.ts'

const portal = await testApp()
const { app, db, call, time } = portal
const { content, make, send, picture, pdf, zip, addTo, mediaOf, filesKept } = await mediaStage(portal)

describe('documents of products', () => {
  it('a certificate is told with its number and dates; its state follows the day', async () => {
    const productId = await make()
    const { body } = await addTo(productId, pdf(), {
      certificateKind: 'declaration',
      number: 'ЕАЭС N RU Д-RU.РА01.В.12345',
      issuer: 'ОС «Эталон»',
      validFrom: '2024-12-13',
      validThrough: '2026-11-24',
    })
    expect(body).toMatchObject({
      known: false,
      document: { format: 'PDF', state: 'expiring', productCount: 1, fromExchange: false },
    })
    const { id: documentId } = body.document
    const state = async () => (await call(getDocument, { params: { documentId } }, content)).body.state
    time.now = new Date('2026-11-24T20:59:00Z')
    expect(await state(), 'valid on its last day').toBe('expiring')
    time.now = new Date('2026-11-24T21:00:00Z')
    expect(await state(), 'midnight in Moscow').toBe('expired')
    time.now = new Date('2026-11-24T07:00:00Z')
    await call(changeDocument, { params: { documentId }, body: { validThrough: '2028-01-01' } }, content)
    expect(await state()).toBe('valid')
    await call(changeDocument, { params: { documentId }, body: { validThrough: null } }, content)
    expect(await state()).toBe('valid')
    const wrong = await call(
      changeDocument,
      { params: { documentId }, body: { validThrough: '2020-01-01' } },
      content,
    )
    expect(wrong.problem.fields).toEqual({ validThrough: 'before_from' })
  })

  it('one file is kept once: sent again, the document that has it is attached', async () => {
    const [first, second] = [await make(), await make()]
    const bytes = pdf()
    const one = (await addTo(first, bytes, { number: 'A-1' })).body
    const before = await filesKept()
    const again = (await addTo(second, bytes, { number: 'B-2' }, 'другое имя.pdf')).body
    expect(again).toMatchObject({
      known: true,
      document: { id: one.document.id, number: 'A-1', productCount: 2 },
    })
    expect(await filesKept()).toEqual(before)
  })

  it('is named by what it is, whatever its name says', async () => {
    const productId = await make()
    const manual = { kind: 'manual' }
    const cases: [string, Buffer, string, string][] = [
      ['инструкция.jpg', pdf(), 'инструкция.pdf', 'application/pdf'],
      ['скан.pdf', await picture(), 'скан.jpg', 'image/jpeg'],
      ['текст', await zip({ 'word/document.xml': '<w/>' }), 'текст.docx', 'officedocument.wordprocessingml'],
      ['чертежи.zip', await zip({ 'чертёж.dwg': 'AC1027' }), 'чертежи.zip', 'application/zip'],
    ]
    for (const [name, bytes, kept, mime] of cases) {
      const { body } = await addTo(productId, bytes, manual, name)
      expect(body.document.fileName).toBe(kept)
      const answer = await app.fastify.inject({ url: body.document.href!, headers: content })
      expect(answer.headers['content-type']).toContain(mime)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.headers['content-security-policy']).toContain('sandbox')
      expect(answer.rawPayload.equals(bytes)).toBe(true)
    }
  })

  it('what must not get to a buyer is refused in words of its own, and nothing of it is kept', async () => {
    const productId = await make()
    const before = await filesKept()
    const cases: [string, Buffer, string][] = [
      ['пусто.pdf', Buffer.alloc(0), 'file_empty'],
      ['программа.pdf', Buffer.from('MZ\x90\x00\x03'), 'file_kind_refused'],
      ['рисунок.svg', Buffer.from('<svg><script>alert(1)</script></svg>'), 'file_kind_refused'],
      ['страница.pdf', Buffer.from('<html><script>alert(1)</script>'), 'file_kind_refused'],
      ['текст.txt', Buffer.from('просто текст'), 'file_kind_refused'],
      ['обрыв.pdf', Buffer.from('%PDF-1.7\n1 0 obj <<'), 'file_unreadable'],
      ['архив.zip', await zip({ 'прайс.pdf.exe': 'MZ' }), 'archive_refused'],
      ['макрос.docx', await zip({ 'word/document.xml': '', 'word/vbaProject.bin': 'x' }), 'archive_refused'],
      ['бомба.xlsx', zipBomb(210), 'archive_too_large'],
      ['битый.zip', (await zip({ 'a.pdf': 'a'.repeat(500) })).subarray(0, 60), 'file_unreadable'],
    ]
    for (const [name, bytes, code] of cases)
      expect((await addTo(productId, bytes, {}, name)).code, name).toBe(code)
    const large = await addTo(productId, Buffer.alloc(mediaLimits.documentBytes + 1, '%PDF-'))
    expect(large.status).toBe(413)
    // beside a bad word a good file is not kept either
    for (const query of [
      { validFrom: '2026-01-02', validThrough: '2026-01-01' },
      { validThrough: '31.12.2026' },
      { kind: 'manual', number: '1' },
      { kind: 'video' },
      { title: 'я'.repeat(201) },
    ] as Record<string, string>[])
      expect((await addTo(productId, pdf(), query)).code, JSON.stringify(query)).toBe('invalid_input')
    expect((await addTo(newId(), pdf())).code).toBe('not_found')
    expect(await mediaOf(productId)).toEqual({ pictures: [], documents: [] })
    expect((await filesKept()).rows).toBe(before.rows)
  })

  it('a video is a link to a known place', async () => {
    const productId = await make()
    const add = (url: string) => call(addVideo, { body: { url, title: 'Как собрать', productId } }, content)
    expect((await add('https://rutube.ru/video/abc/')).body.document).toMatchObject({
      kind: 'video',
      host: 'rutube.ru',
      href: 'https://rutube.ru/video/abc/',
    })
    expect((await add('https://rutube.ru/video/abc/')).body.known).toBe(true)
    for (const url of ['javascript:alert(1)', 'http://rutube.ru/video/abc/', 'https://evil.example/'])
      expect((await add(url)).problem.fields, url).toEqual({ url: 'video_host' })
    expect((await mediaOf(productId)).documents).toHaveLength(1)
  })

  it('one document covers many products: by articles, by brand, by category, by family', async () => {
    const brand_id = await makeBrand(db)
    const top = await makeCategory(db)
    const below = await makeCategory(db, { parent_id: top })
    const family_id = newId()
    await db.insertInto('catalog.families').values({ id: family_id, name: 'Дрели' }).execute()
    const [named, branded, both, inFamily, twin] = [
      await make({ article: 'СЕРТ-1' }),
      await make({ article: 'СЕРТ-2', brand_id }),
      await make({ article: 'СЕРТ-3', brand_id, categories: [below] }),
      await make({ article: 'СЕРТ-4', family_id }),
      await make({ article: 'СЕРТ-5', family_id }),
    ]
    await make({ article: 'ДВА-1' })
    await make({ article: 'ДВА1' })
    const { document } = (
      await send(addDocument, { query: { kind: 'certificate', number: 'много' } }, 'серт.pdf', pdf())
    ).body
    const params = { documentId: document.id }
    const rows = ['серт1', 'СЕРТ-1', 'ДВА-1', 'нет такого', ''].map((article) => ({ article }))
    const pasted = await call(attachDocumentRows, { params, body: { rows } }, content)
    expect(pasted.body.rows.map(({ outcome }) => outcome)).toEqual([
      'attached',
      'repeated',
      'ambiguous',
      'unknown',
      'unknown',
    ])
    const group = (body: object) => call(attachDocumentGroup, { params, body }, content)
    expect((await group({ brandId: brand_id, categoryId: top })).body).toEqual({
      attached: 1,
      same: 0,
      full: 0,
    })
    expect((await group({ brandId: brand_id })).body).toEqual({ attached: 1, same: 1, full: 0 })
    expect((await group({ familyOf: twin })).body).toEqual({ attached: 2, same: 0, full: 0 })
    expect((await group({ familyOf: named })).body).toEqual({ attached: 0, same: 0, full: 0 })
    expect((await group({})).code).toBe('invalid_input')
    const products = async (query: object = {}) =>
      (await call(listDocumentProducts, { params, query }, content)).body
    const all = [named, branded, both, inFamily, twin]
    expect((await products()).items.map(({ id }) => id).toSorted()).toEqual(all.toSorted())
    // page by page nothing is missed and nothing told twice
    const first = await products({ limit: '2', total: 'true' })
    const second = await products({ limit: '4', cursor: first.next! })
    expect(first.total).toBe(5)
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(all.toSorted())
    await call(detachDocument, { params: { ...params, productId: twin } }, content)
    expect((await products()).items).toHaveLength(4)
    expect((await call(detachDocument, { params: { ...params, productId: twin } }, content)).code).toBe(
      'not_found',
    )
    await call(attachDocument, { params: { ...params, productId: twin } }, content)
    await call(attachDocument, { params: { ...params, productId: twin } }, content)
    expect((await products()).items).toHaveLength(5)
    // the document goes with its file, from all of them at once
    expect((await call(removeDocument, { params }, content)).status).toBe(200)
    expect((await mediaOf(named)).documents).toEqual([])
    expect((await app.fastify.inject({ url: document.href!, headers: content })).statusCode).toBe(404)
    expect((await call(getDocument, { params }, content)).code).toBe('not_found')
  })

  it('a product has no more of them than fit its card', async () => {
    const productId = await make({ article: 'ПОЛНЫЙ-1' })
    const ids = Array.from({ length: mediaLimits.documentsOfProduct }, () => newId())
    await db
      .insertInto('catalog.documents')
      .values(
        ids.map((id, place) => ({
          id,
          kind: 'video',
          url: `https://rutube.ru/${place}`,
          created_at: time.now,
          updated_at: time.now,
        })),
      )
      .execute()
    await db
      .insertInto('catalog.product_documents')
      .values(ids.map((document_id) => ({ document_id, product_id: productId })))
      .execute()
    const before = await filesKept()
    expect((await addTo(productId, pdf())).code).toBe('limit_reached')
    expect((await filesKept()).rows).toBe(before.rows)
    const { document } = (await send(addDocument, { query: { kind: 'file' } }, 'a.pdf', pdf())).body
    const { body } = await call(
      attachDocumentRows,
      { params: { documentId: document.id }, body: { rows: [{ article: 'ПОЛНЫЙ-1' }] } },
      content,
    )
    expect(body.rows).toEqual([{ outcome: 'full' }])
  })
})
