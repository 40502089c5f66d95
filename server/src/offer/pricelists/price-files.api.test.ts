import { previewPriceFile, setPriceFileLogo } from '@portal/api/price-file-profiles.ts'
import { type PriceFileSettings } from '@portal/api/price-file-settings.ts'
import { makePriceFile } from '@portal/api/price-files.ts'
import { getCatalogue } from '@portal/api/offer.ts'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { priceFileStage } from '#test/price-files.ts'
import { makeBarcode, makePackaging, makeStock } from '#test/factories/goods.ts'
import { plainSettings } from '#test/factories/price-files.ts'
import { makeRule, makeStockPolicy } from '#test/factories/terms.ts'
import { unzip } from '#test/unzip.ts'
import { tellsFigure } from '#test/tells-figure.ts'

const portal = await testApp()
const { app, db, call } = portal
const { make, trade, profileOf, made, sheetOf, rowOf } = priceFileStage(portal)

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
    for (const part of (await unzip(all.bytes)).values())
      expect(tellsFigure(part.toString(), '1234')).toBe(false)
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
