import { mostPdfRows } from '@portal/api/price-file-settings.ts'
import {} from '@e965/xlsx'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { priceFileStage } from '#test/price-files.ts'
import { quarterMore } from '#test/factories/price-files.ts'
import { textOfPdf } from '#test/text-of-pdf.ts'
import { tellsFigure } from '#test/tells-figure.ts'

const portal = await testApp()
const { db } = portal
const { trade, made } = priceFileStage(portal)

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
    expect(tellsFigure(text, '7654')).toBe(false)
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
