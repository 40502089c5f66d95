import { discardFeedImport, setFeedMapping, startFeedImport, updateFeedSource } from '@portal/api/feeds.ts'
import { getJob } from '@portal/api/exchange.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'
import { makePrice, makePriceList } from '#test/factories/terms.ts'
import { csv, hundred, pricesOf, workbook } from '#test/feed-files.ts'
import { feedStage } from '#test/feeds.ts'

const app = await testApp()
const { db, call } = app
const stage = await feedStage(app)
const { cookie, source, upload, map, start, rows } = stage

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
    expect(await pricesOf(db, sellerId)).toEqual([
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
    expect(await pricesOf(db, sellerId)).toEqual([
      'Поставщик: Цена | Болт | 11',
      'Поставщик: Цена | Гайка | 1234.5',
    ])
    await call(updateFeedSource, { params: { sourceId: id }, body: { settings: { auto: true } } }, { cookie })
    const third = await upload(id, 'c.csv', csv('00123;Болт;12', 'B-2;Гайка;1234.5'))
    expect(third.state).toBe('done')
    expect(await pricesOf(db, sellerId)).toContain('Поставщик: Цена | Болт | 12')
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
    expect(await pricesOf(db, sellerId)).toHaveLength(99)
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
    expect(await pricesOf(db, sellerId)).toHaveLength(100)
    await call(discardFeedImport, { params: { importId: lost.id } }, { cookie })
    const jumped = await upload(
      id,
      'c.csv',
      hundred((index) => (index < 40 ? '1000' : '10')),
    )
    expect(jumped.asks).toEqual([{ code: 'price_jump', count: 40, total: 100, percent: 40 }])
    const done = await start(jumped.id, true)
    expect(done).toMatchObject({ state: 'done' })
    expect((await pricesOf(db, sellerId)).filter((one) => one.endsWith('| 1000'))).toHaveLength(40)
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
    expect(await pricesOf(db, sellerId)).not.toContain('Поставщик: Цена | Чужой | 10')
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
    expect(await pricesOf(db, sellerId)).toEqual(['Оптовая | Свой болт | 15'])
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
    expect(await pricesOf(db, sellerId)).toHaveLength(100)
  })

  it('keeps a dated price and the prices of other lists as they are', async () => {
    const { id, sellerId } = await source()
    const productId = await makeProduct(db, { seller_id: sellerId, article: 'KEEP', name: 'Болт' })
    const other = await makePriceList(db, { seller_id: sellerId, name: 'Другая' })
    await makePrice(db, other, productId, 99)
    const read = await upload(id, 'a.csv', csv('KEEP;Болт;15'))
    await start((await map(read.id, read.mapping!)).id)
    expect(await pricesOf(db, sellerId)).toEqual(['Другая | Болт | 99', 'Поставщик: Цена | Болт | 15'])
  })
})

describe('a file that is none', () => {
  it.each([
    ['picture.xls', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'file_kind_unknown'],
    ['empty.csv', Buffer.alloc(0), 'file_empty'],
  ])('%s is refused at once', async (name, bytes, code) => {
    const { id } = await source()
    expect((await stage.send(id, name, bytes)).body.code).toBe(code)
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

  it('a line without an end says so, and the source takes its next file', async () => {
    const { id } = await source()
    const endless = `Артикул;Цена\n${'x'.repeat(1_200_000)};1`
    expect(await upload(id, 'a.csv', endless)).toMatchObject({
      state: 'failed',
      errorCode: 'file_unreadable',
    })
    expect((await upload(id, 'b.csv', 'Артикул;Цена\n00123;5')).state).not.toBe('failed')
  })
})
