import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import iconv from 'iconv-lite'
import { utils, write, type BookType, type WorkSheet } from '@e965/xlsx'
import {
  createFeedSource,
  discardFeedImport,
  fetchFeed,
  getFeedImport,
  getFeedSource,
  listFeedImports,
  listFeedSources,
  setFeedMapping,
  startFeedImport,
  updateFeedSource,
} from '@portal/api/feeds.ts'
import { getJob, listConnections, listJobs } from '@portal/api/exchange.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'
import { makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makePrice, makePriceList } from '#test/factories/terms.ts'
import { feedStage } from '#test/feeds.ts'

const app = await testApp()
const { db, call } = app
// only this test's own server may be asked at an inner address
const stage = await feedStage(app, {
  mayAsk: (address) => address === '127.0.0.1',
  maxBytes: 100_000,
  seconds: 5,
})
const { cookie, source, upload, map, start, rows, work } = stage

function workbook(
  sheets: Record<string, unknown[][]>,
  options: { bookType?: BookType; hidden?: string; merges?: Record<string, string[]> } = {},
): Buffer {
  const book = utils.book_new()
  for (const [name, cells] of Object.entries(sheets)) {
    const sheet: WorkSheet = utils.aoa_to_sheet(cells)
    if (options.merges?.[name]) sheet['!merges'] = options.merges[name].map(utils.decode_range)
    utils.book_append_sheet(book, sheet, name)
  }
  book.Workbook = {
    Sheets: book.SheetNames.map((name) => ({ name, Hidden: name === options.hidden ? 1 : 0 })),
  }
  return write(book, { type: 'buffer', bookType: options.bookType ?? 'xlsx' }) as Buffer
}

const pricesOf = async (sellerId: string) => {
  const found = await db
    .selectFrom('pricing.prices as p')
    .innerJoin('pricing.price_lists as l', 'l.id', 'p.price_list_id')
    .innerJoin('catalog.products as g', 'g.id', 'p.product_id')
    .select(['l.name', 'g.name as product', 'p.amount'])
    .where('l.seller_id', '=', sellerId)
    .orderBy('l.name')
    .orderBy('g.name')
    .execute()
  return found.map((row) => `${row.name} | ${row.product} | ${Number(row.amount)}`)
}

const csv = (...lines: string[]) => ['Артикул;Наименование;Цена', ...lines].join('\n')
const hundred = (price: (index: number) => string) =>
  csv(...Array.from({ length: 100 }, (_, index) => `A-${index};Товар ${index};${price(index)}`))

describe('a price file', () => {
  it('of many sheets makes categories of them, leaves out contents and hidden settings, and accounts for every row', async () => {
    const { id, sellerId } = await source()
    const header = [
      ['Цены указаны с НДС 20%'],
      ['№', 'Название', 'Цена, руб.', '', 'Ед.'],
      ['', '', 'Розница', 'Опт', ''],
    ]
    const file = workbook(
      {
        Меню: [['СОДЕРЖАНИЕ'], ['Трубы'], ['Краны']],
        Трубы: [
          ...header,
          [1, 'Труба 20', '1,602.50', 1400, 'м'],
          [2, 'Труба 25', 'звоните', 90, 'м'],
          ['', 'Прайс действует неделю'],
        ],
        Краны: [
          ...header,
          ['', 'Шаровые'],
          [1, 'Кран 15', 120, -5, 'шт'],
          [2, 'Кран 20', '#REF!', '1e300', 'шт'],
          [3, 'Кран 15', 120, 100, 'шт'],
        ],
        Настройки: [
          ['Вид цены', 'Номер колонки "Цена"'],
          ['Розничные', 3],
          ['Оптовые', 4],
        ],
      },
      { bookType: 'biff8', hidden: 'Настройки', merges: { Трубы: ['C2:D2'], Краны: ['C2:D2'] } },
    )
    const read = await upload(id, 'прайс.xls', file)
    expect(read.state).toBe('mapping')
    expect(read.mapping!.sheets.map((one) => [one.sheet, one.use])).toEqual([
      ['Меню', false],
      ['Трубы', true],
      ['Краны', true],
      ['Настройки', false],
    ])
    expect(read.sheets[1]!.hints).toEqual(['Цены указаны с НДС 20%', 'Настройки: Розничные, Оптовые'])
    const checked = await map(read.id, read.mapping!)
    expect(checked).toMatchObject({
      state: 'ready',
      outcomes: { create: 3, duplicate: 1, refused: 1, group: 1, note: 3 },
    })
    const refused = await rows(read.id, { outcome: 'refused' })
    expect(refused.rows[0]).toMatchObject({ sheet: 'Краны', row: 6 })
    expect(refused.rows[0]!.remarks.map((one) => one.code)).toEqual(['price_error', 'price_too_large'])

    const done = await start(read.id)
    expect(done.state).toBe('done')
    expect(await pricesOf(sellerId)).toEqual([
      'Поставщик: Опт | Кран 15 | 100',
      'Поставщик: Опт | Труба 20 | 1400',
      'Поставщик: Опт | Труба 25 | 90',
      'Поставщик: Розница | Кран 15 | 120',
      'Поставщик: Розница | Труба 20 | 1602.5',
    ])
    const categories = await db
      .selectFrom('catalog.product_categories as pc')
      .innerJoin('catalog.categories as c', 'c.id', 'pc.category_id')
      .innerJoin('catalog.products as p', 'p.id', 'pc.product_id')
      .select(['p.name', 'c.name as category'])
      .where('p.seller_id', '=', sellerId)
      .orderBy('p.name')
      .execute()
    expect(categories.map((one) => `${one.name}: ${one.category}`)).toEqual([
      'Кран 15: Шаровые',
      'Труба 20: Трубы',
      'Труба 25: Трубы',
    ])
    // the account stands in the one log of the exchange, with every row that was not taken as it stood
    const { body: job } = await call(getJob, { params: { jobId: done.jobId }, query: {} }, { cookie })
    expect(job.job).toMatchObject({ connectionName: 'Поставщик', state: 'done', kind: 'price_file' })
    expect(job.job.counts['row']).toMatchObject({ read: 5, created: 3, skipped: 2 })
    expect(job.job.counts['price']).toMatchObject({ created: 5 })
    expect(
      job.rows.map((row) => `${row.params['sheetName']} ${row.params['line']} ${row.outcome} ${row.code}`),
    ).toEqual([
      'Трубы 5 warning price_on_request',
      'Краны 5 warning price_negative',
      'Краны 6 warning price_error',
      'Краны 6 skipped price_too_large',
      'Краны 7 skipped duplicate_merged',
    ])
  })

  it('of a known shape goes in by one click, and with "auto" by itself; what is the same is not written again', async () => {
    const { id, sellerId } = await source()
    const first = await upload(id, 'a.csv', csv('00123;Болт;10', 'B-2;Гайка;"1 234,50 руб."'))
    await start((await map(first.id, first.mapping!)).id)
    const second = await upload(
      id,
      'b.csv',
      `Уважаемые партнёры\n\n${csv('00123;Болт;11', 'B-2;Гайка;1234.5')}`,
    )
    expect(second).toMatchObject({ state: 'ready', outcomes: { change: 1, same: 1 } })
    expect(second.sheets[0]!.remembered).toBe(true)
    await start(second.id)
    expect(await pricesOf(sellerId)).toEqual([
      'Поставщик: Цена | Болт | 11',
      'Поставщик: Цена | Гайка | 1234.5',
    ])
    await call(updateFeedSource, { params: { sourceId: id }, body: { settings: { auto: true } } }, { cookie })
    const third = await upload(id, 'c.csv', csv('00123;Болт;12', 'B-2;Гайка;1234.5'))
    expect(third.state).toBe('done')
    expect(await pricesOf(sellerId)).toContain('Поставщик: Цена | Болт | 12')
    await call(updateFeedSource, { params: { sourceId: id }, body: { forgetColumns: true } }, { cookie })
    expect((await upload(id, 'd.csv', csv('00123;Болт;13'))).state).toBe('mapping')
  })

  it('with one bad row in a hundred brings the other ninety-nine, and tells of the one', async () => {
    const { id, sellerId } = await source()
    const read = await upload(
      id,
      'a.csv',
      hundred((index) => (index === 57 ? '-1' : '10')),
    )
    const done = await start((await map(read.id, read.mapping!)).id)
    expect(done.counts['row']).toMatchObject({ read: 100, created: 99, skipped: 1 })
    expect(await pricesOf(sellerId)).toHaveLength(99)
  })

  it('that would take 60 % of the prices away, or change them more than twofold, stops and asks', async () => {
    const { id, sellerId } = await source()
    const read = await upload(
      id,
      'a.csv',
      hundred(() => '10'),
    )
    await start((await map(read.id, read.mapping!)).id)
    const lost = await upload(
      id,
      'b.csv',
      hundred((index) => (index < 60 ? 'по запросу' : '10')),
    )
    expect(lost).toMatchObject({
      state: 'asks',
      asks: [{ code: 'lose_price', count: 60, total: 100, percent: 60 }],
    })
    const refused = await call(startFeedImport, { params: { importId: lost.id }, body: {} }, { cookie })
    expect(refused.code).toBe('wrong_state')
    expect(await pricesOf(sellerId)).toHaveLength(100)
    await call(discardFeedImport, { params: { importId: lost.id } }, { cookie })
    const jumped = await upload(
      id,
      'c.csv',
      hundred((index) => (index < 40 ? '1000' : '10')),
    )
    expect(jumped.asks).toEqual([{ code: 'price_jump', count: 40, total: 100, percent: 40 }])
    const done = await start(jumped.id, true)
    expect(done).toMatchObject({ state: 'done' })
    expect((await pricesOf(sellerId)).filter((one) => one.endsWith('| 1000'))).toHaveLength(40)
  })

  it('that is full takes what it does not name off sale only when asked to, and stops above the limit', async () => {
    const { id, sellerId } = await source({ mode: 'full', missing: 'withdraw' })
    const foreign = await makeProduct(db, { seller_id: sellerId, article: 'A-99', name: 'Чужой' })
    const read = await upload(
      id,
      'a.csv',
      hundred(() => '10'),
    )
    const made = await start((await map(read.id, read.mapping!)).id)
    expect(made.counts['row']).toMatchObject({ created: 99, changed: 1 })
    const less = await upload(
      id,
      'b.csv',
      csv(...Array.from({ length: 80 }, (_, i) => `A-${i};Товар ${i};10`)),
    )
    expect(less).toMatchObject({ state: 'ready', missingCount: 20 })
    await start(less.id)
    const offered = async () =>
      (
        await db
          .selectFrom('catalog.products')
          .select('name')
          .where('seller_id', '=', sellerId)
          .where('active', '=', true)
          .execute()
      ).length
    // what somebody else has made stays on sale, without the price of this source
    expect(await offered()).toBe(81)
    expect(await pricesOf(sellerId)).not.toContain('Поставщик: Цена | Чужой | 10')
    expect(
      await db
        .selectFrom('catalog.products')
        .select('active')
        .where('id', '=', foreign)
        .executeTakeFirstOrThrow(),
    ).toEqual({ active: true })
    const half = await upload(id, 'c.csv', csv('A-1;Товар 1;10'))
    expect(half).toMatchObject({ state: 'asks', asks: [{ code: 'vanish', count: 79, total: 80 }] })
    // what comes again is offered again
    await start(
      (
        await upload(
          id,
          'd.csv',
          hundred(() => '10'),
        )
      ).id,
    )
    expect(await offered()).toBe(100)
  })

  it('finds goods of others by article and leaves their names alone; two of one article are not guessed at', async () => {
    const sellerId = await makeSellerForGoods(db)
    const { id } = await source({ createProducts: false }, sellerId)
    await makeProduct(db, { seller_id: sellerId, article: 'AB-12.3', name: 'Свой болт' })
    for (const name of ['Один', 'Другой'])
      await makeProduct(db, { seller_id: sellerId, article: 'TWICE', name })
    const listId = await makePriceList(db, { seller_id: sellerId, name: 'Оптовая' })
    const read = await upload(id, 'a.csv', csv('ab123;Их болт;15', 'twice;Двойной;15', 'NEW;Новый;15'))
    const mapping = structuredClone(read.mapping!)
    for (const column of mapping.sheets[0]!.columns) if (column.role === 'price') column.priceListId = listId
    const done = await start((await map(read.id, mapping)).id)
    expect(done.outcomes).toEqual({ change: 1, refused: 1, unknown: 1 })
    expect(await pricesOf(sellerId)).toEqual(['Оптовая | Свой болт | 15'])
  })

  it('goes into no list of another seller or currency', async () => {
    const { id, sellerId } = await source()
    const read = await upload(id, 'a.csv', csv('A-1;Болт;15'))
    const into = async (priceListId: string) => {
      const mapping = structuredClone(read.mapping!)
      mapping.sheets[0]!.columns[2]!.priceListId = priceListId
      return (await call(setFeedMapping, { params: { importId: read.id }, body: mapping }, { cookie })).code
    }
    expect(await into(await makePriceList(db))).toBe('not_found')
    expect(await into(await makePriceList(db, { seller_id: sellerId, currency: 'USD' }))).toBe(
      'price_list_currency',
    )
    const nothing = { sheets: [{ ...read.mapping!.sheets[0]!, columns: [] }] }
    const answer = await call(setFeedMapping, { params: { importId: read.id }, body: nothing }, { cookie })
    expect(answer.code).toBe('columns_not_found')
  })

  it('whose jobs were given to two workers by mistake is checked and written once', async () => {
    const { id, sellerId } = await source()
    const read = await upload(
      id,
      'a.csv',
      hundred(() => '10'),
    )
    const body = read.mapping!
    await call(setFeedMapping, { params: { importId: read.id }, body }, { cookie })
    const twice = (task: string) => Promise.all([1, 2].map(() => stage.tasks[task]!({ importId: read.id })))
    await twice('feeds:check')
    expect((await stage.details(read.id)).outcomes).toEqual({ create: 100 })
    await call(startFeedImport, { params: { importId: read.id }, body: {} }, { cookie })
    await twice('feeds:write')
    const done = await stage.details(read.id)
    expect(done).toMatchObject({
      state: 'done',
      counts: { product: { created: 100 }, price: { created: 100 } },
    })
    expect(await pricesOf(sellerId)).toHaveLength(100)
  })

  it('keeps a dated price and the prices of other lists as they are', async () => {
    const { id, sellerId } = await source()
    const productId = await makeProduct(db, { seller_id: sellerId, article: 'KEEP', name: 'Болт' })
    const other = await makePriceList(db, { seller_id: sellerId, name: 'Другая' })
    await makePrice(db, other, productId, 99)
    const read = await upload(id, 'a.csv', csv('KEEP;Болт;15'))
    await start((await map(read.id, read.mapping!)).id)
    expect(await pricesOf(sellerId)).toEqual(['Другая | Болт | 99', 'Поставщик: Цена | Болт | 15'])
  })
})

describe('a file that is none', () => {
  it.each([
    ['picture.xls', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])],
    ['empty.csv', Buffer.alloc(0)],
  ])('%s is refused at once', async (name, bytes) => {
    const { id } = await source()
    expect((await stage.send(id, name, bytes)).body.code).toBe('file_kind_unknown')
  })

  it('an HTML table that calls itself .xls is read', async () => {
    const { id } = await source()
    const html =
      '<html><table><tr><td>Артикул</td><td>Цена</td></tr><tr><td>00123</td><td>1 234,50</td></tr></table></html>'
    const read = await upload(id, 'a.xls', html)
    const checked = await map(read.id, read.mapping!)
    expect((await rows(checked.id)).rows[0]).toMatchObject({ article: '00123', prices: ['1234.5'] })
  })

  it('a damaged workbook says so, here and in the log', async () => {
    const { id } = await source()
    const broken = workbook({ Лист1: [['Артикул', 'Цена']] }).subarray(0, 900)
    const read = await upload(id, 'a.xlsx', broken)
    expect(read).toMatchObject({ state: 'failed', errorCode: 'file_unreadable' })
    const { body } = await call(getJob, { params: { jobId: read.jobId }, query: {} }, { cookie })
    expect(body.job).toMatchObject({ state: 'failed', errorCode: 'file_unreadable' })
  })
})

const yml = (offers: string, head = '') =>
  `<?xml version="1.0" encoding="windows-1251"?><!DOCTYPE yml_catalog SYSTEM "shops.dtd">${head}<yml_catalog date="2026-11-24 10:00"><shop><name>Лавка</name><currencies><currency id="RUR" rate="1"/><currency id="USD" rate="90"/></currencies><categories><category id="1">Часы</category><category id="2" parentId="1">Наручные</category></categories><offers>${offers}</offers></shop></yml_catalog>`

const offer = (id: string, inner: string, attributes = 'available="true"') =>
  `<offer id="${id}" ${attributes}><currencyId>RUR</currencyId><categoryId>2</categoryId>${inner}</offer>`

/** Windows-1251, as its prolog says. */
const inWindows = (text: string) => iconv.encode(text, 'windows-1251')

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
    expect(await pricesOf(sellerId)).toEqual([
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

describe('sources', () => {
  it('stand beside the connections of ERPs in the log, not among their cards', async () => {
    const { id } = await source()
    const { body } = await call(listFeedSources, {}, { cookie })
    expect(body.items.find((one) => one.id === id)).toMatchObject({
      name: 'Поставщик',
      productCount: 0,
      lastImport: null,
    })
    const cards = (await call(listConnections, {}, { cookie })).body.items
    expect(cards.some((card) => card.id === id)).toBe(false)
  })

  it('refuse what is wrong, and whoever may not manage the exchange', async () => {
    const unknown = crypto.randomUUID()
    const params = { sourceId: unknown }
    expect((await call(getFeedSource, { params }, { cookie })).code).toBe('not_found')
    expect((await call(getFeedImport, { params: { importId: unknown } }, { cookie })).code).toBe('not_found')
    expect((await call(createFeedSource, { body: { name: 'X', sellerId: unknown } }, { cookie })).code).toBe(
      'not_found',
    )
    const bad = { name: 'X', sellerId: unknown, settings: { url: 'file:///etc/passwd' } }
    expect((await call(createFeedSource, { body: bad }, { cookie })).code).toBe('invalid_input')
    expect((await call(listFeedSources, {})).code).toBe('not_signed_in')
    const content = await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)
    expect((await call(listFeedSources, {}, { cookie: content.cookie })).code).toBe('forbidden')
    const buyer = await signedInAs(db, (await makeMember(db)).userId)
    expect((await call(listFeedSources, {}, { cookie: buyer.cookie })).code).toBe('not_found')
  })

  it('that are switched off take no file', async () => {
    const { id } = await source()
    await call(updateFeedSource, { params: { sourceId: id }, body: { active: false } }, { cookie })
    expect((await stage.send(id, 'a.csv', csv('A;B;1'))).body.code).toBe('wrong_state')
  })
})
