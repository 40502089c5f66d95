import {
  createPriceFileProfile,
  deletePriceFileProfile,
  getPriceFileProfile,
  listPriceFileProfiles,
  previewPriceFile,
  updatePriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import { getPriceFile, listPriceFiles, makePriceFile } from '@portal/api/price-files.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { priceFileStage } from '#test/price-files.ts'
import { plainSettings, quarterMore } from '#test/factories/price-files.ts'

const portal = await testApp()
const { app, db, call, time } = portal
const { make, trade, profileOf, made } = priceFileStage(portal)

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
