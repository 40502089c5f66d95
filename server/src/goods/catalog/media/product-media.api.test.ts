import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Endpoint, OutputOf, Problem } from '@portal/api/endpoint.ts'
import {
  addDocument,
  addPicture,
  addVideo,
  attachDocument,
  attachDocumentGroup,
  attachDocumentRows,
  changeDocument,
  detachDocument,
  getDocument,
  getProductMedia,
  listDocumentProducts,
  listDocuments,
  mediaLimits,
  orderPictures,
  removeDocument,
  removePicture,
} from '@portal/api/product-media.ts'
import { getProduct } from '@portal/api/offer.ts'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { buffer } from 'node:stream/consumers'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeBrand, makeCategory, makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makeRule } from '#test/factories/terms.ts'
import { zipBomb } from '#test/zip-bomb.ts'

const { app, db, call, time } = await testApp()

const as = async (operator_role: 'content' | 'credit_controller') => {
  const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
  return { cookie }
}
const content = await as('content')
const seller_id = await makeSellerForGoods(db)
const make = (row: Parameters<typeof makeProduct>[1] = {}) => makeProduct(db, { seller_id, ...row })

/** Sends a file to an endpoint. */
async function send<E extends Endpoint>(
  endpoint: E,
  { params = {}, query = {} }: { params?: Record<string, string>; query?: Record<string, string> },
  name: string,
  bytes: Buffer,
  headers: Record<string, string> = content,
): Promise<{ status: number; code: string | undefined; problem: Problem; body: OutputOf<E> }> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  const request = new Response(form)
  const url = endpoint.path.replace(/:(\w+)/g, (_, key: string) => params[key]!)
  const answer = await app.fastify.inject({
    method: endpoint.method,
    url: `/api${url}?${new URLSearchParams(query).toString()}`,
    headers: { ...headers, 'content-type': request.headers.get('content-type')! },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  const json: Problem = answer.json()
  return { status: answer.statusCode, code: json.code, problem: json, body: json as never }
}

let shade = 0
/** A picture that no other is like. */
const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: (shade += 5), g: 9, b: 99 } } })
    .jpeg()
    .toBuffer()
let page = 0
const pdf = () => Buffer.from(`%PDF-1.4\n% page ${(page += 1)}\n%%EOF\n`)

async function zip(parts: Record<string, string>): Promise<Buffer> {
  const file = new ZipFile()
  for (const [name, text] of Object.entries(parts)) file.addBuffer(Buffer.from(text), name)
  file.end()
  return buffer(file.outputStream as NodeJS.ReadableStream)
}

const addTo = (productId: string, bytes: Buffer, query: Record<string, string> = {}, name = 'лист.pdf') =>
  send(addDocument, { query: { kind: 'certificate', productId, ...query } }, name, bytes)
const mediaOf = async (productId: string) =>
  (await call(getProductMedia, { params: { productId } }, content)).body
const filesKept = async () => {
  const files = await readdir(path.join(app.config.DATA_DIR, 'files'), { recursive: true }).catch(() => [])
  const { count } = await db
    .selectFrom('kernel.files')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows: Number(count), bytes: files.filter((name) => name.includes('-')).length }
}

describe('pictures of a product', () => {
  it('are added, put in order and removed; the first is the main one everywhere', async () => {
    const productId = await make()
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg'])
      expect((await send(addPicture, { params: { productId } }, name, await picture())).status).toBe(200)
    const { pictures } = await mediaOf(productId)
    expect(pictures).toHaveLength(3)
    const main = async () =>
      (
        await db
          .selectFrom('catalog.products')
          .select('picture_id')
          .where('id', '=', productId)
          .executeTakeFirstOrThrow()
      ).picture_id
    expect(`/files/${await main()}`).toBe(pictures[0]!.href)
    const order = [pictures[2]!, pictures[0]!, pictures[1]!].map(({ id }) => id)
    const ordered = await call(orderPictures, { params: { productId }, body: { order } }, content)
    expect(ordered.body.pictures.map(({ id }) => id)).toEqual(order)
    expect(`/files/${await main()}`).toBe(pictures[2]!.href)
    const before = await filesKept()
    const left = await call(removePicture, { params: { productId, pictureId: order[0]! } }, content)
    expect(left.body.pictures.map(({ id }) => id)).toEqual(order.slice(1))
    expect(`/files/${await main()}`).toBe(pictures[0]!.href)
    expect(await filesKept()).toEqual({ rows: before.rows - 1, bytes: before.bytes - 1 })
    expect((await app.fastify.inject({ url: pictures[2]!.href! })).statusCode).toBe(404)
  })

  it('the same once more changes nothing; what hides in a picture is not kept', async () => {
    const productId = await make()
    const bytes = await sharp(await picture())
      .withExif({ IFD0: { Copyright: 'Секретный склад' } })
      .jpeg()
      .toBuffer()
    await send(addPicture, { params: { productId } }, 'a.jpg', bytes)
    const { body } = await send(addPicture, { params: { productId } }, 'b.jpg', bytes)
    expect(body.pictures).toHaveLength(1)
    const kept = await app.fastify.inject({ url: body.pictures[0]!.href! })
    expect((await sharp(kept.rawPayload).metadata()).exif).toBeUndefined()
  })

  it('an order that leaves one out, names one twice or a stranger’s is not taken', async () => {
    const [productId, other] = [await make(), await make()]
    for (const id of [productId, productId, other])
      await send(addPicture, { params: { productId: id } }, 'a.jpg', await picture())
    const [first, second] = (await mediaOf(productId)).pictures.map(({ id }) => id)
    const [foreign] = (await mediaOf(other)).pictures.map(({ id }) => id)
    for (const order of [[first!], [first!, first!], [first!, second!, foreign!], [first!, foreign!]])
      expect((await call(orderPictures, { params: { productId }, body: { order } }, content)).code).toBe(
        'wrong_state',
      )
    expect((await call(removePicture, { params: { productId, pictureId: foreign! } }, content)).code).toBe(
      'not_found',
    )
  })

  it('what is no picture is refused in words of its own, and nothing of it is kept', async () => {
    const productId = await make()
    const before = await filesKept()
    const cases: [string, Buffer, string][] = [
      ['пусто.jpg', Buffer.alloc(0), 'file_empty'],
      [
        'рисунок.svg',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        'picture_kind_refused',
      ],
      ['рисунок.png', Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>'), 'picture_kind_refused'],
      ['программа.jpg', Buffer.from('MZ\x90\x00\x03'), 'picture_kind_refused'],
      ['документ.jpg', pdf(), 'picture_kind_refused'],
      ['обрыв.jpg', (await picture()).subarray(0, 60), 'file_unreadable'],
      ['огромная.png', await wide(), 'file_unreadable'],
    ]
    for (const [name, bytes, code] of cases)
      expect((await send(addPicture, { params: { productId } }, name, bytes)).code, name).toBe(code)
    expect(await mediaOf(productId)).toEqual({ pictures: [], documents: [] })
    expect(await filesKept()).toEqual(before)
  })
})

/** A few kilobytes that unpack into a hundred million pixels. */
const wide = () =>
  sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer()

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
