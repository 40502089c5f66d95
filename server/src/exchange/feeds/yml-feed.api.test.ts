import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fetchFeed, listFeedImports } from '@portal/api/feeds.ts'
import { listJobs } from '@portal/api/exchange.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { inWindows, offer, pricesOf, yml } from '#test/feed-files.ts'
import { feedStage } from '#test/feeds.ts'

const app = await testApp()
const { db, call } = app
// only this test's own server may be asked at an inner address
const stage = await feedStage(app, {
  mayAsk: (address) => address === '127.0.0.1',
  maxBytes: 100_000,
  seconds: 5,
})
const { cookie, source, upload, start, work } = stage

describe('a YML feed', () => {
  it('in windows-1251 brings goods, nested categories, prices, stock, barcodes, characteristics and addresses of pictures', async () => {
    const { id, sellerId } = await source()
    const read = await upload(
      id,
      'yml.xml',
      inWindows(
        yml(
          offer(
            'a1',
            '<price>1040</price><oldprice>1200</oldprice><name>Часы</name><vendor>Луч</vendor><vendorCode>007</vendorCode><barcode>4600123456789</barcode><count>5</count><param name="Цвет">белый</param><picture>https://shop.test/1.jpg</picture>',
          ) +
            offer('a2', '<price>10</price><name>Ремешок</name>', 'available="false"').replace('RUR', 'USD') +
            offer('a1', '<price>1040</price><name>Часы</name>'),
        ),
      ),
    )
    expect(read).toMatchObject({ state: 'ready', outcomes: { create: 2, duplicate: 1 } })
    expect(read.sheets[0]!.hints).toContain('1 USD = 90 RUB')
    const done = await start(read.id)
    expect(done.state).toBe('done')
    expect(await pricesOf(db, sellerId)).toEqual([
      'Поставщик: Лавка: price | Ремешок | 900',
      'Поставщик: Лавка: price | Часы | 1040',
    ])
    const watch = await db
      .selectFrom('catalog.products as p')
      .innerJoin('catalog.brands as b', 'b.id', 'p.brand_id')
      .innerJoin('catalog.barcodes as c', 'c.product_id', 'p.id')
      .innerJoin('catalog.pictures as m', 'm.product_id', 'p.id')
      .innerJoin('inventory.stock as s', 's.product_id', 'p.id')
      .select(['p.article', 'b.name as brand', 'c.barcode', 'm.source_path', 's.quantity'])
      .where('p.seller_id', '=', sellerId)
      .execute()
    expect(watch).toEqual([
      {
        article: '007',
        brand: 'Луч',
        barcode: '4600123456789',
        source_path: 'https://shop.test/1.jpg',
        quantity: '5.000000',
      },
    ])
    const path = await db
      .selectFrom('catalog.categories as c')
      .innerJoin('catalog.categories as top', 'top.id', 'c.parent_id')
      .select(['top.name as top', 'c.name'])
      .where('c.name', '=', 'Наручные')
      .executeTakeFirst()
    expect(path).toEqual({ top: 'Часы', name: 'Наручные' })
  })

  it('with an entity of its own is refused whole, and so is one that is cut off', async () => {
    const { id } = await source()
    const bomb = yml('', '').replace(
      'SYSTEM "shops.dtd"',
      '[<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]',
    )
    expect(await upload(id, 'bomb.xml', bomb)).toMatchObject({
      state: 'failed',
      errorCode: 'entity_declared',
    })
    const cut = yml(offer('a', '<price>1</price>')).slice(0, -30)
    expect(await upload(id, 'cut.xml', cut)).toMatchObject({ state: 'failed', errorCode: 'malformed' })
  })

  it('is read from its address on a timetable; what is too large, inner or gone stands in the log with its reason', async () => {
    let answer: { status: number; body: string; location?: string } = { status: 200, body: '' }
    const server = createServer((_request, response) => {
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    afterAll(() => server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/yml.xml`
    const { id } = await source({ url, everyHours: 6, auto: true })
    const { body: asked } = await call(fetchFeed, { params: { sourceId: id } }, { cookie })
    expect(asked.nextFetchAt).toBe('2026-11-24T13:00:00.000Z')
    const fetched = async () => {
      await stage.tasks['feeds:fetch']!({ importId: id })
      const list = (await call(listFeedImports, { query: { sourceId: id } }, { cookie })).body.items
      return work(list[0]!.id)
    }
    answer = { status: 200, body: yml(offer('a1', '<price>10</price><name>Watch</name>')) }
    expect(await fetched()).toMatchObject({ state: 'done', origin: 'url', outcomes: { create: 1 } })
    answer = { status: 404, body: '' }
    expect(await fetched()).toMatchObject({
      state: 'failed',
      errorCode: 'fetch_failed',
      errorParams: { detail: 'HTTP 404' },
    })
    answer = { status: 200, body: 'x'.repeat(200_000) }
    expect(await fetched()).toMatchObject({ state: 'failed', errorCode: 'unpacks_too_large' })
    // a redirect to an inner address is no way around the guard
    answer = { status: 302, body: '', location: 'http://10.0.0.1/secret' }
    expect(await fetched()).toMatchObject({ state: 'failed', errorCode: 'private_address' })
    const log = (await call(listJobs, { query: { connectionId: id } }, { cookie })).body.items
    expect(log.map((job) => job.errorCode)).toEqual([
      'private_address',
      'unpacks_too_large',
      'fetch_failed',
      null,
    ])
  })
})
