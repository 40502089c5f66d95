import {
  createPriceFileProfile,
  deletePriceFileProfile,
  getPriceFileProfile,
  listPriceFileProfiles,
  previewPriceFile,
  setPriceFileLogo,
  updatePriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import { mostPdfRows, type PriceFileSettings } from '@portal/api/price-file-settings.ts'
import {
  downloadPriceFile,
  getPriceFile,
  listPriceFiles,
  makePriceFile,
  type PriceFile,
} from '@portal/api/price-files.ts'
import { getCatalogue } from '@portal/api/offer.ts'
import { read, utils, type WorkBook } from '@e965/xlsx'
import { sql } from 'kysely'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeBarcode, makePackaging, makeStock } from '#test/factories/goods.ts'
import { plainSettings, quarterMore, tradeInBolts } from '#test/factories/price-files.ts'
import { makeRule, makeStockPolicy } from '#test/factories/terms.ts'
import { textOfPdf } from '#test/text-of-pdf.ts'
import { unzip } from '#test/unzip.ts'
import { fileMaker } from './make-file.ts'

const { app, db, call, time } = await testApp()
const make = fileMaker(app)

const trade = (assortment?: 'all' | 'specified') => tradeInBolts(db, assortment)

const profileOf = async (cookie: string, patch: Partial<PriceFileSettings> = {}, name = 'Розница') => {
  const answer = await call(
    createPriceFileProfile,
    { body: { name, settings: { ...plainSettings, ...patch } } },
    { cookie },
  )
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200)
  return answer.body
}

/** Has a file made, runs the job, and answers it with its bytes. */
async function made(
  cookie: string,
  patch: Partial<PriceFileSettings> = {},
): Promise<{ file: PriceFile; bytes: Buffer; headers: Record<string, unknown> }> {
  const profile = await profileOf(cookie, patch, `Профиль ${Math.random()}`)
  const asked = await call(makePriceFile, { params: { profileId: profile.id }, body: {} }, { cookie })
  expect(asked.status, JSON.stringify(asked.problem)).toBe(200)
  await make({ fileId: asked.body.id })
  const file = (await call(getPriceFile, { params: { priceFileId: asked.body.id } }, { cookie })).body
  const content = await app.fastify.inject({
    url: `/api${downloadPriceFile.path.replace(':priceFileId', file.id)}`,
    headers: { cookie },
  })
  return { file, bytes: content.rawPayload, headers: content.headers }
}

const sheetOf = (bytes: Buffer): { book: WorkBook; rows: string[][] } => {
  const book = read(bytes, { cellFormula: true, cellNF: true })
  const [sheet] = Object.values(book.Sheets)
  return { book, rows: utils.sheet_to_json<string[]>(sheet!, { header: 1, raw: false, defval: '' }) }
}

const rowOf = (rows: string[][], article: string) => rows.find((row) => row[0] === article)

describe('a price list as xlsx', () => {
  it('says of what moment it is, under which contract, in which currency and with which VAT', async () => {
    const { cookie } = await trade()
    const { file, bytes, headers } = await made(cookie, { title: 'Оптовый прайс', validDays: 10 })
    expect(file).toMatchObject({ state: 'ready', progress: 100, rowCount: 2, leftOut: 0, format: 'xlsx' })
    const { rows } = sheetOf(bytes)
    expect(rows.slice(0, 5).map(([first]) => first)).toEqual([
      'Оптовый прайс',
      expect.stringMatching(/^Цены и остатки на 24\.11\.2026, 10:00 GMT\+3$/),
      expect.stringMatching(/^Договор Д-77, Seller/),
      'Валюта: RUB, цены с НДС',
      'Цены действуют до 03.12.2026 включительно',
    ])
    expect(rows[5]).toEqual(['Артикул', 'Наименование', 'Ед.', 'Цена с НДС, RUB', 'Остаток'])
    expect(headers['content-disposition']).toContain('attachment; filename*=UTF-8')
    expect(file.size).toBe(bytes.byteLength)
  })

  it('has the buyer’s own prices under headings of categories; figures are figures and articles keep their zeros', async () => {
    const { cookie } = await trade()
    const { book, rows } = sheetOf((await made(cookie)).bytes)
    expect(
      rows.map(([first]) => first).filter((one) => ['Болты', 'Гайки', 'M8', '00123'].includes(one!)),
    ).toEqual(['Болты', 'M8', 'Гайки', '00123'])
    expect(rowOf(rows, 'M8')).toEqual(['M8', 'Товар M8', 'шт', '7,654.32', '1234'])
    const [sheet] = Object.values(book.Sheets)
    const price = Object.values(sheet!).find((cell) => (cell as { v?: unknown }).v === 7654.32)
    expect(price).toMatchObject({ t: 'n' })
  })

  it('holds what the contract offers and nothing else', async () => {
    const { cookie, contractId, bolts, m8 } = await trade('specified')
    await makeRule(db, contractId, { category_id: bolts })
    const { rows } = sheetOf((await made(cookie)).bytes)
    expect(rowOf(rows, 'M8')).toBeDefined()
    expect(rowOf(rows, '00123')).toBeUndefined()
    await makeRule(db, contractId, { product_id: m8, effect: 'deny' })
    const later = await made(cookie)
    expect(rowOf(sheetOf(later.bytes).rows, 'M8')).toBeUndefined()
    expect(later.file.rowCount).toBe(0)
  })

  it('shows stock as the policy does, and chooses by what is shown', async () => {
    const { cookie, companyId, warehouse, product } = await trade()
    await makeStockPolicy(db, { company_id: companyId, display: 'bands', few_below: '10', many_from: '1000' })
    const empty = await product('EMPTY', '5', { stock: {} })
    await makeStock(db, empty, warehouse, 0)
    const all = await made(cookie)
    expect(rowOf(sheetOf(all.bytes).rows, 'M8')!.at(-1)).toBe('много')
    expect(rowOf(sheetOf(all.bytes).rows, 'EMPTY')!.at(-1)).toBe('нет')
    for (const part of (await unzip(all.bytes)).values()) expect(part.toString()).not.toContain('1234')
    const inStock = await made(cookie, { scope: { categoryIds: [], brandIds: [], inStock: true } })
    expect(rowOf(sheetOf(inStock.bytes).rows, 'EMPTY')).toBeUndefined()
    expect(inStock.file.rowCount).toBe(2)
  })

  it('"in stock" means what it means in the catalogue: hidden stock never passes, and where all is hidden nothing is left out (law 5)', async () => {
    const { cookie, companyId, warehouse, product, nuts } = await trade()
    await product('EMPTY', '5', { stock: { [warehouse]: 0 } })
    const articles = async () => {
      const settings = { ...plainSettings, scope: { ...plainSettings.scope, inStock: true } }
      const file = (await call(previewPriceFile, { body: { settings } }, { cookie })).body
      const found = (await call(getCatalogue, { query: { inStock: 'true' } as never }, { cookie })).body.items
      const inFile = file.rows!.map(([first]) => first!)
      expect(file.total).toBe(inFile.length)
      expect(inFile.toSorted()).toEqual(found.map(({ article }) => article!).toSorted())
      return inFile.toSorted()
    }
    expect(await articles()).toEqual(['00123', 'M8'])
    await makeStockPolicy(db, { company_id: companyId, category_id: nuts, display: 'hidden' })
    expect(await articles()).toEqual(['M8'])
    await makeStockPolicy(db, { company_id: companyId, display: 'hidden' })
    expect(await articles()).toEqual(['00123', 'EMPTY', 'M8'])
  })

  it('is narrowed to categories with all below them, and to brands', async () => {
    const { cookie, goods, nuts, brand } = await trade()
    const articles = async (scope: Partial<PriceFileSettings['scope']>) => {
      const { bytes } = await made(cookie, { scope: { ...plainSettings.scope, ...scope } })
      return sheetOf(bytes)
        .rows.map(([first]) => first)
        .filter((first) => first === 'M8' || first === '00123')
    }
    expect(await articles({ categoryIds: [goods] })).toEqual(['M8', '00123'])
    expect(await articles({ categoryIds: [nuts] })).toEqual(['00123'])
    expect(await articles({ brandIds: [brand] })).toEqual(['M8'])
    expect(await articles({ brandIds: [brand], categoryIds: [nuts] })).toEqual([])
  })

  it('has every column that can be chosen', async () => {
    const { cookie, m8 } = await trade()
    await makePackaging(db, m8)
    await makeBarcode(db, m8, '4600000000017')
    const { bytes } = await made(cookie, {
      columns: ['article', 'category', 'brand', 'barcode', 'packagings', 'vat_rate', 'next_tier', 'link'],
    })
    const row = rowOf(sheetOf(bytes).rows, 'M8')!
    expect(row[1]).toBe('Болты')
    expect(row[3]).toBe('4600000000017')
    expect(row[4]).toBe('упак × 12')
    expect(row[5]).toBe('22')
    expect(row[7]).toMatch(/^http:\/\/portal\.test\/products\/product-/)
  })

  it('makes no formula of anybody’s text, and keeps what looks like a code of a character', async () => {
    const { cookie, product } = await trade()
    const nasty = ['=1+1', '+7 495', '@SUM(A1)', '-2+3', '<b>&"', 'a_x000D_b']
    for (const [place, name] of nasty.entries()) await product(`N-${place}`, '1', { name })
    const { bytes } = await made(cookie)
    const { book, rows } = sheetOf(bytes)
    for (const [place, name] of nasty.entries()) expect(rowOf(rows, `N-${place}`)![1]).toBe(name)
    const [sheet] = Object.values(book.Sheets)
    expect(Object.values(sheet!).filter((cell) => (cell as { f?: unknown }).f !== undefined)).toEqual([])
  })

  it('tells prices without VAT when asked to, and "on request" where there is none', async () => {
    const { cookie, product } = await trade()
    await product('NO-PRICE', null)
    const { rows } = sheetOf((await made(cookie, { vatIncluded: false })).bytes)
    expect(rowOf(rows, 'M8')![3]).toBe('6,274.03')
    expect(rowOf(rows, 'NO-PRICE')![3]).toBe('по запросу')
    expect(rows.flat()).toContain('Цена без НДС, RUB')
  })

  it('begins with the buyer’s own logo, drawn anew', async () => {
    const { cookie } = await trade()
    const profile = await profileOf(cookie)
    const picture = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#0f6e56' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret-in-exif' } })
      .toBuffer()
    const send = async (bytes: Buffer) => {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(bytes)], 'logo.jpg'))
      const request = new Response(form)
      return app.fastify.inject({
        method: 'PUT',
        url: `/api${setPriceFileLogo.path.replace(':profileId', profile.id)}`,
        headers: { cookie, 'content-type': request.headers.get('content-type')! },
        payload: Buffer.from(await request.arrayBuffer()),
      })
    }
    expect((await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).json()).toMatchObject({
      code: 'file_kind_unknown',
    })
    expect((await send(picture)).json()).toMatchObject({ hasLogo: true })
    const asked = await call(makePriceFile, { params: { profileId: profile.id }, body: {} }, { cookie })
    await make({ fileId: asked.body.id })
    const content = await app.fastify.inject({
      url: `/api/price-files/${asked.body.id}/content`,
      headers: { cookie },
    })
    const parts = await unzip(content.rawPayload)
    const drawn = await sharp(parts.get('xl/media/image1.png')).metadata()
    expect([drawn.format, drawn.width, drawn.height]).toEqual(['png', 288, 96])
    expect(Buffer.concat([...parts.values()]).includes('secret-in-exif')).toBe(false)
    expect(rowOf(sheetOf(content.rawPayload).rows, 'M8')).toBeDefined()
  })
})

describe('a mark-up', () => {
  it('hides the purchase price: it is nowhere in the bytes, in no format', async () => {
    const { cookie } = await trade()
    const digits = ['7654', '7 654', '7,654']
    const xlsx = await made(cookie, { markUp: quarterMore })
    expect(rowOf(sheetOf(xlsx.bytes).rows, 'M8')![3]).toBe('9,567.90')
    for (const [name, part] of await unzip(xlsx.bytes))
      for (const one of digits) expect(part.includes(one), `${name} has ${one}`).toBe(false)
    for (const format of ['csv', 'yml'] as const) {
      const { bytes } = await made(cookie, { markUp: quarterMore, format })
      expect(bytes.toString()).toMatch(/9567[.,]90/)
      for (const one of digits) expect(bytes.includes(one), format).toBe(false)
    }
  })

  it('that hides refuses columns with what the buyer pays; who shows it may have them', async () => {
    const { cookie } = await trade()
    const settings: PriceFileSettings = {
      ...plainSettings,
      columns: ['article', 'price', 'purchase_price'],
      markUp: quarterMore,
    }
    const refused = await call(createPriceFileProfile, { body: { name: 'А', settings } }, { cookie })
    expect(refused.problem).toMatchObject({
      code: 'invalid_input',
      fields: { 'settings.columns': 'purchase_hidden' },
    })
    const { bytes } = await made(cookie, { ...settings, hidePurchasePrice: false })
    expect(rowOf(sheetOf(bytes).rows, 'M8')).toEqual(['M8', '9,567.90', '7,654.32'])
  })

  it('goes by brand, then by the nearest category, and never below the least sum', async () => {
    const { cookie, brand, goods, nuts } = await trade()
    const { bytes } = await made(cookie, {
      markUp: {
        percent: '1',
        brands: [{ brandId: brand, percent: '100' }],
        categories: [
          { categoryId: goods, percent: '50' },
          { categoryId: nuts, percent: '10' },
        ],
        minSum: '5',
        rounding: '.90',
      },
    })
    const { rows } = sheetOf(bytes)
    expect(rowOf(rows, 'M8')![3]).toBe('15,308.90')
    expect(rowOf(rows, '00123')![3]).toBe('15.90')
  })

  it.each([
    ['-100', 'mark_up_too_low'],
    ['−100 %', 'mark_up_too_low'],
    ['-150', 'mark_up_too_low'],
    ['1e300', 'not_a_number'],
    ['много', 'not_a_number'],
    ['', 'not_a_number'],
    ['1001', 'mark_up_too_high'],
    ['9'.repeat(40), 'not_a_number'],
    ['=1+1', 'not_a_number'],
  ])('of "%s" is refused with %s', async (percent, code) => {
    const { cookie } = await trade()
    const answer = await call(
      previewPriceFile,
      { body: { settings: { ...plainSettings, markUp: { ...quarterMore, percent } } } },
      { cookie },
    )
    expect(answer.problem).toMatchObject({
      code: 'invalid_input',
      fields: { 'settings.markUp.percent': code },
    })
  })

  it('is read as people write numbers', async () => {
    const { cookie } = await trade()
    const profile = await profileOf(cookie, {
      markUp: { ...quarterMore, percent: ' 12,5 % ', minSum: '1 000' },
    })
    expect(profile.settings.markUp).toMatchObject({ percent: '12.5', minSum: '1000' })
    expect(profile.settings.hidePurchasePrice).toBe(true)
  })
})

describe('csv', () => {
  it('opens as a table, and makes text of what would be a formula', async () => {
    const { cookie, product } = await trade()
    await product('=cmd', '1.5', { name: 'Болт "М8"; =HYPERLINK("x")' })
    const { bytes, headers } = await made(cookie, { format: 'csv' })
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const lines = bytes.toString().slice(1).split('\r\n')
    expect(lines).toContain('Артикул;Наименование;Ед.;Цена с НДС, RUB;Остаток')
    expect(lines).toContain(`'=cmd;"Болт ""М8""; =HYPERLINK(""x"")";шт;1,50;1234`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  })

  it('in CP1251 keeps Russian and writes what the page lacks as it can', async () => {
    const { cookie, product } = await trade()
    await product('K-1', '1', { name: 'Анкер 8×40 ⌀10' })
    const { bytes } = await made(cookie, { format: 'csv', csvEncoding: 'windows-1251' })
    const text = new TextDecoder('windows-1251').decode(bytes)
    expect(text).toContain('K-1;Анкер 8x40 D10;шт;1')
  })
})

describe('yml', () => {
  it('is a catalogue of Yandex with categories above those of the goods; what has no price is left out and counted', async () => {
    const { cookie, product } = await trade()
    await product('NO-PRICE', null)
    const { file, bytes } = await made(cookie, {
      format: 'yml',
      columns: ['article', 'name', 'price', 'stock', 'vat_rate', 'brand'],
    })
    expect(file).toMatchObject({ rowCount: 2, leftOut: 1 })
    const text = bytes.toString()
    expect(text).toMatch(/<yml_catalog date="2026-11-24 10:00">/)
    const goods = /<category id="(\d{1,18})">Метизы</.exec(text)![1]!
    const bolts = new RegExp(`<category id="(\\d{1,18})" parentId="${goods}">Болты<`).exec(text)![1]!
    const offer = /<offer [^>]*>(?:(?!<\/offer>)[\s\S])*<vendorCode>M8<[\s\S]*?<\/offer>/.exec(text)![0]
    expect(offer).toMatch(/^<offer id="\d+" available="true">/)
    for (const part of [
      '<price>7654.32</price>',
      '<currencyId>RUB</currencyId>',
      `<categoryId>${bolts}</categoryId>`,
      '<vat>VAT_22</vat>',
      '<count>1234</count>',
    ])
      expect(offer).toContain(part)
    expect(text).not.toContain('NO-PRICE')
  })
})

describe('profiles', () => {
  it('are their person’s own, under his contract', async () => {
    const ours = await trade()
    const colleague = await ours.person()
    const stranger = await trade()
    const profile = await profileOf(ours.cookie)
    for (const cookie of [colleague.cookie, stranger.cookie]) {
      const params = { profileId: profile.id }
      expect((await call(getPriceFileProfile, { params }, { cookie })).code).toBe('not_found')
      expect((await call(makePriceFile, { params, body: {} }, { cookie })).code).toBe('not_found')
      expect((await call(deletePriceFileProfile, { params }, { cookie })).code).toBe('not_found')
      expect((await call(listPriceFileProfiles, {}, { cookie })).body.items).toEqual([])
    }
  })

  it('have names that differ, are changed, and leave their files when they go', async () => {
    const { cookie } = await trade()
    const first = await profileOf(cookie, {}, 'Розница')
    const again = await call(
      createPriceFileProfile,
      { body: { name: 'розница', settings: plainSettings } },
      { cookie },
    )
    expect(again.code).toBe('name_taken')
    const params = { profileId: first.id }
    const asked = await call(makePriceFile, { params, body: {} }, { cookie })
    await make({ fileId: asked.body.id })
    const changed = await call(
      updatePriceFileProfile,
      { params, body: { name: 'Опт', settings: { ...plainSettings, language: 'en' } } },
      { cookie },
    )
    expect(changed.body).toMatchObject({ name: 'Опт', settings: { language: 'en' } })
    await call(deletePriceFileProfile, { params }, { cookie })
    const files = (await call(listPriceFiles, { query: {} }, { cookie })).body.items
    expect(files).toMatchObject([{ id: asked.body.id, state: 'ready', name: 'Розница', profileId: null }])
    const audited = await db
      .selectFrom('audit.entries')
      .select('action')
      .where('entity_id', '=', first.id)
      .orderBy('id')
      .execute()
    expect(audited.map(({ action }) => action)).toEqual([
      'price_file_profile.create',
      'price_file_profile.make_file',
      'price_file_profile.change',
      'price_file_profile.delete',
    ])
  })
})

describe('who may have a file', () => {
  it('nobody without prices, nobody who may not see goods', async () => {
    const { person } = await trade()
    const settings = plainSettings
    for (const role of ['viewer', 'warehouse', 'accountant'] as const) {
      const { cookie } = await person({ role })
      expect((await call(listPriceFileProfiles, {}, { cookie })).code).toBe('forbidden')
      expect((await call(createPriceFileProfile, { body: { name: 'А', settings } }, { cookie })).code).toBe(
        'forbidden',
      )
      expect((await call(previewPriceFile, { body: { settings } }, { cookie })).code).toBe('forbidden')
    }
    expect((await call(listPriceFiles, { query: {} }, {})).code).toBe('not_signed_in')
  })

  it('is asked again when the file is made: rights that are gone by then make none', async () => {
    const { cookie, memberId } = await trade()
    const profile = await profileOf(cookie)
    const asked = await call(makePriceFile, { params: { profileId: profile.id }, body: {} }, { cookie })
    await db
      .updateTable('organizations.members')
      .set({ role: 'custom', permissions: ['catalogue.view'] })
      .where('id', '=', memberId)
      .execute()
    await make({ fileId: asked.body.id })
    expect(
      await db
        .selectFrom('pricelists.files')
        .select(['state', 'error_code', 'file_id'])
        .where('id', '=', asked.body.id)
        .executeTakeFirst(),
    ).toEqual({ state: 'failed', error_code: 'no_access', file_id: null })
    const content = await app.fastify.inject({
      url: `/api/price-files/${asked.body.id}/content`,
      headers: { cookie },
    })
    expect(content.statusCode).toBe(403)
  })

  it('a stranger and a colleague find none', async () => {
    const ours = await trade()
    const { file } = await made(ours.cookie)
    for (const { cookie } of [await ours.person(), await trade()]) {
      const content = await app.fastify.inject({
        url: `/api/price-files/${file.id}/content`,
        headers: { cookie },
      })
      expect(content.statusCode).toBe(404)
    }
  })

  it('a job that runs twice makes one file', async () => {
    const { cookie } = await trade()
    const { file } = await made(cookie)
    time.now = new Date(time.now.getTime() + 1000)
    await make({ fileId: file.id })
    expect((await call(getPriceFile, { params: { priceFileId: file.id } }, { cookie })).body).toEqual(file)
  })
})

describe('a preview', () => {
  it('shows the first rows as they would stand in the file, and how many there are', async () => {
    const { cookie } = await trade()
    const answer = await call(
      previewPriceFile,
      { body: { settings: { ...plainSettings, markUp: quarterMore } } },
      { cookie },
    )
    expect(answer.body.total).toBe(2)
    expect(answer.body.rows).toEqual([
      ['M8', 'Товар M8', 'шт', '9567,90', '1234'],
      ['00123', 'Товар 00123', 'шт', '12,50', '1234'],
    ])
    expect(answer.body.columns.map(({ title }) => title)).toContain('Цена с НДС, RUB')
  })
})

describe('pdf', () => {
  it('is set with the buyer’s prices in a face that has Cyrillic; its properties tell the title and the time only', async () => {
    const { cookie } = await trade()
    const { file, bytes } = await made(cookie, {
      format: 'pdf',
      title: 'Прайс для клиентов',
      markUp: quarterMore,
    })
    expect(file).toMatchObject({ state: 'ready', rowCount: 2 })
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const text = textOfPdf(bytes)
    expect(text).toContain('Товар M8')
    expect(text).toContain('9\u00a0567,90')
    expect(text).toContain('Валюта: RUB, цены с НДС')
    for (const digits of ['7654', '7\u00a0654']) expect(text).not.toContain(digits)
  })

  it('of more rows than can be read on paper is not made, and says so', async () => {
    const { cookie, sellerId } = await trade()
    await db
      .insertInto('catalog.products')
      .columns(['id', 'seller_id', 'name', 'slug', 'base_unit_id', 'created_at', 'updated_at'])
      .expression(
        sql`select gen_random_uuid(), ${sellerId}::uuid, 'P' || n, 'pdf-' || n, (select id from catalog.units limit 1), now(), now()
          from generate_series(1, ${mostPdfRows}) n`,
      )
      .execute()
    const { file } = await made(cookie, { format: 'pdf' })
    expect(file).toMatchObject({ state: 'failed', errorCode: 'too_many_rows' })
  })
})
