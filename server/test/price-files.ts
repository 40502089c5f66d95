import { createPriceFileProfile } from '@portal/api/price-file-profiles.ts'
import type { PriceFileSettings } from '@portal/api/price-file-settings.ts'
import { downloadPriceFile, getPriceFile, makePriceFile, type PriceFile } from '@portal/api/price-files.ts'
import { read, utils, type WorkBook } from '@e965/xlsx'
import { expect } from 'vitest'
import { plainSettings, tradeInBolts } from './factories/price-files.ts'
import { fileMaker } from '#src/offer/pricelists/make-file.ts'
import type { TestApp } from './app.ts'

/** Price list files as their buyers make and read them. */
export function priceFileStage({ app, db, call }: TestApp) {
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
  return { make, trade, profileOf, made, sheetOf, rowOf }
}
