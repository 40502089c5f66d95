import { addPicture, orderPictures, removePicture } from '@portal/api/product-media.ts'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { mediaStage } from '#test/product-media.ts'

const portal = await testApp()
const { app, db, call } = portal
const { content, make, send, picture, pdf, mediaOf, filesKept } = await mediaStage(portal)

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
