import { createPriceFileProfile, previewPriceFile } from '@portal/api/price-file-profiles.ts'
import { type PriceFileSettings } from '@portal/api/price-file-settings.ts'
import {} from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { priceFileStage } from '#test/price-files.ts'
import { plainSettings, quarterMore } from '#test/factories/price-files.ts'
import { unzip } from '#test/unzip.ts'
import { tellsFigure } from '#test/tells-figure.ts'

const portal = await testApp()
const { call } = portal
const { trade, profileOf, made, sheetOf, rowOf } = priceFileStage(portal)

describe('a mark-up', () => {
  it('hides the purchase price: it is nowhere in the bytes, in no format', async () => {
    const { cookie } = await trade()
    const xlsx = await made(cookie, { markUp: quarterMore })
    expect(rowOf(sheetOf(xlsx.bytes).rows, 'M8')![3]).toBe('9,567.90')
    for (const [name, part] of await unzip(xlsx.bytes))
      expect(tellsFigure(part.toString(), '7654'), name).toBe(false)
    for (const format of ['csv', 'yml'] as const) {
      const { bytes } = await made(cookie, { markUp: quarterMore, format })
      expect(bytes.toString()).toMatch(/9567[.,]90/)
      expect(tellsFigure(bytes.toString(), '7654'), format).toBe(false)
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
