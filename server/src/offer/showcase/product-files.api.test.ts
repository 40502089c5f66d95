import sharp from 'sharp'
import { expect, it } from 'vitest'
import { keepFile } from '#kernel/files.ts'
import { transaction } from '#kernel/db.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'

const { app, db, time } = await testApp()

const read = (url: string, headers: Record<string, string> = {}) => app.fastify.inject({ url, headers })

async function kept(mime: string, bytes: Buffer): Promise<string> {
  const { id } = await transaction(db, (tx) =>
    keepFile(tx, app.files, { name: 'болт.png', mime, bytes, now: time.now }),
  )
  return id
}

async function picture(): Promise<string> {
  const bytes = await sharp({ create: { width: 1000, height: 500, channels: 3, background: '#888' } })
    .png()
    .toBuffer()
  const picture_id = await kept('image/png', bytes)
  await makeProduct(db, { seller_id: await makeSellerForGoods(db), picture_id })
  return picture_id
}

it('a picture is given in the width that is asked for, in its proportions, for ever', async () => {
  const url = `/files/${await picture()}`
  for (const { asked, width, height } of [
    { asked: 160, width: 160, height: 80 },
    { asked: 960, width: 960, height: 480 },
  ])
    for (const time of ['first', 'second']) {
      const answer = await read(`${url}?w=${asked}`)
      expect(answer.headers['content-type'], time).toBe('image/webp')
      expect(answer.headers['cache-control']).toContain('immutable')
      expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ format: 'webp', width, height })
    }
  expect((await read(url)).headers['content-type']).toBe('image/png')
})

it('each width has its own mark, so that a browser never takes one for another', async () => {
  const url = `/files/${await picture()}`
  const etag = String((await read(`${url}?w=160`)).headers['etag'])
  expect((await read(`${url}?w=160`, { 'if-none-match': etag })).statusCode).toBe(304)
  expect((await read(`${url}?w=320`, { 'if-none-match': etag })).statusCode).toBe(200)
})

it('no other widths are made, whatever is asked', async () => {
  const url = `/files/${await picture()}`
  for (const wrong of ['161', '100000', '-1', '', 'x', '160&w=320'])
    expect((await read(`${url}?w=${wrong}`)).statusCode, wrong).toBe(404)
})

it('what is asked for by many at once is made once, and is the same for all', async () => {
  const url = `/files/${await picture()}?w=320`
  const answers = await Promise.all(Array.from({ length: 12 }, () => read(url)))
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
})

it('a file that is no picture of a product is not found in any width', async () => {
  const id = await kept('image/png', Buffer.from('somebody’s order'))
  expect((await read(`/files/${id}?w=160`)).statusCode).toBe(404)
})

it('a damaged picture has no widths: it is not found, nothing breaks, and the answer is not remembered', async () => {
  const picture_id = await kept('image/png', Buffer.from('no pixels here'))
  await makeProduct(db, { seller_id: await makeSellerForGoods(db), picture_id })
  const url = `/files/${picture_id}?w=160`
  const answers = await Promise.all(Array.from({ length: 6 }, () => read(url)))
  for (const answer of answers) {
    expect(answer.statusCode).toBe(404)
    expect(String(answer.headers['cache-control'])).not.toContain('immutable')
  }
  // those that wait behind it are made all the same
  expect((await read(`/files/${await picture()}?w=160`)).statusCode).toBe(200)
})
