import { createPriceFeed, revokePriceFeed } from '@portal/api/price-file-feeds.ts'
import {
  deletePriceFileProfile,
  getPriceFileProfile,
  updatePriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import { makePriceFile } from '@portal/api/price-files.ts'
import {
  listCompanyPriceFeeds,
  listCompanyPriceFiles,
  revokeCompanyPriceFeed,
} from '@portal/api/price-files-of-company.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { priceFeedStage } from '#test/price-feeds.ts'
import { plainSettings, quarterMore, tradeInBolts } from '#test/factories/price-files.ts'
import { makeUser, signedInAs } from '#test/factories/people.ts'
import { tellsFigure } from '#test/tells-figure.ts'
import {} from './timetable.ts'

const portal = await testApp()
const { app, db, call, time } = portal
const { tick, later, work, profileOf, feedOf, read } = priceFeedStage(portal)

describe('an address for machines', () => {
  it('serves the file without a session, with a tag by which it is not sent twice', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie, { markUp: quarterMore })
    const { url, feed } = await feedOf(cookie, profileId)
    expect(url).toMatch(/^http:\/\/portal\.test\/api\/price-feeds\/[\w-]{43}$/)
    expect(feed).toMatchObject({ format: 'yml', tokenEnd: url.slice(-4), lastUsedAt: null, madeAt: null })

    const early = await read(url)
    expect([early.statusCode, early.headers['retry-after'], early.json<{ code: string }>().code]).toEqual([
      503,
      '30',
      'not_ready',
    ])
    expect(await work(profileId)).toBe(1)
    const ready = await read(url)
    expect(ready.statusCode).toBe(200)
    expect(ready.headers['content-type']).toBe('application/xml')
    expect(ready.body).toContain('<price>9567.90</price>')
    expect(tellsFigure(ready.body, '7654')).toBe(false)
    const again = await read(url, { 'if-none-match': String(ready.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const shown = (await call(getPriceFileProfile, { params: { profileId } }, { cookie })).body.feeds[0]!
    expect(shown).toMatchObject({ lastUsedAt: time.now.toISOString(), madeAt: time.now.toISOString() })
  })

  it('is kept only as a hash', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    const { url } = await feedOf(cookie, profileId)
    const token = url.split('/').at(-1)!
    const rows = await db.selectFrom('pricelists.feeds').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    const audited = await db.selectFrom('audit.entries').select('details').execute()
    expect(JSON.stringify(audited)).not.toContain(token)
  })

  it('has its file made anew when it is no longer fresh, and serves the one it has meanwhile', async () => {
    const { cookie, listId, m8 } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    const { url } = await feedOf(cookie, profileId, 'csv')
    await work(profileId)
    const first = await read(url)
    expect(first.body).toContain('7654,32')
    expect(first.body.split('\r\n')[0]).toBe('\ufeffАртикул;Наименование;Ед.;Цена с НДС, RUB;Остаток')
    await db
      .updateTable('pricing.prices')
      .set({ amount: '8000' })
      .where('price_list_id', '=', listId)
      .where('product_id', '=', m8)
      .execute()
    expect((await read(url)).body).toBe(first.body)
    expect(await work(profileId)).toBe(0)
    later(61)
    // ten machines at once order one file
    const stale = await Promise.all(Array.from({ length: 10 }, () => read(url)))
    expect(new Set(stale.map(({ body }) => body))).toEqual(new Set([first.body]))
    expect(await work(profileId)).toBe(1)
    const fresh = await read(url)
    expect(fresh.body).toContain('8000,00')
    expect(fresh.headers.etag).not.toBe(first.headers.etag)
  })

  it('serves no file that is a day old', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    const { url } = await feedOf(cookie, profileId)
    await work(profileId)
    later(25 * 60)
    expect((await read(url)).statusCode).toBe(503)
    await work(profileId)
    expect((await read(url)).statusCode).toBe(200)
  })

  it('is kept fresh by the timetable while somebody reads it, and follows a changed profile', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    const { url } = await feedOf(cookie, profileId)
    await work(profileId)
    await read(url)
    await tick()
    expect(await work(profileId)).toBe(0)
    later(61)
    await tick()
    await tick()
    expect(await work(profileId)).toBe(1)
    later(1)
    await call(
      updatePriceFileProfile,
      {
        params: { profileId },
        body: { name: 'Сайт', settings: { ...plainSettings, markUp: quarterMore } },
      },
      { cookie },
    )
    await tick()
    expect(await work(profileId)).toBe(1)
    expect((await read(url)).body).toContain('<price>9567.90</price>')
    // nobody has read it for two days
    later(49 * 60)
    await tick()
    expect(await work(profileId)).toBe(0)
    const kept = await db
      .selectFrom('pricelists.files')
      .select('id')
      .where('profile_id', '=', profileId)
      .where('file_id', 'is not', null)
      .execute()
    expect(kept).toHaveLength(1)
  })

  it.each([
    [
      'its company is blocked',
      ({ companyId }: Trade) =>
        db
          .updateTable('organizations.companies')
          .set({ state: 'blocked' })
          .where('id', '=', companyId)
          .execute(),
    ],
    [
      'its company is inactive',
      ({ companyId }: Trade) =>
        db
          .updateTable('organizations.companies')
          .set({ state: 'inactive' })
          .where('id', '=', companyId)
          .execute(),
    ],
    [
      'its person is blocked',
      ({ userId }: Trade) =>
        db.updateTable('identity.users').set({ state: 'blocked' }).where('id', '=', userId).execute(),
    ],
    [
      'its person is no longer in the company',
      ({ memberId }: Trade) =>
        db
          .updateTable('organizations.members')
          .set({ state: 'blocked' })
          .where('id', '=', memberId)
          .execute(),
    ],
    [
      'its person may see no prices',
      ({ memberId }: Trade) =>
        db
          .updateTable('organizations.members')
          .set({ permissions: ['catalogue.view'] })
          .where('id', '=', memberId)
          .execute(),
    ],
    [
      'its contract is over',
      ({ contractId }: Trade) =>
        db
          .updateTable('contracts.contracts')
          .set({ valid_until: '2026-11-24' })
          .where('id', '=', contractId)
          .execute(),
    ],
    [
      'its contract is suspended',
      ({ contractId }: Trade) =>
        db
          .updateTable('contracts.contracts')
          .set({ state: 'suspended' })
          .where('id', '=', contractId)
          .execute(),
    ],
  ])('is not found when %s', async (_, happen) => {
    const trade = await tradeInBolts(db)
    const profileId = await profileOf(trade.cookie)
    const { url } = await feedOf(trade.cookie, profileId)
    await work(profileId)
    expect((await read(url)).statusCode).toBe(200)
    await happen(trade)
    expect((await read(url)).statusCode).toBe(404)
  })

  it('is not found once it is revoked, once its profile is deleted, or when it never was', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    const one = await feedOf(cookie, profileId)
    const two = await feedOf(cookie, profileId)
    await work(profileId)
    const revoked = await call(revokePriceFeed, { params: { profileId, feedId: one.feed.id } }, { cookie })
    expect(revoked.body.feeds.find(({ id }) => id === one.feed.id)?.revokedAt).toBe(time.now.toISOString())
    expect((await read(one.url)).statusCode).toBe(404)
    expect((await read(two.url)).statusCode).toBe(200)
    await call(deletePriceFileProfile, { params: { profileId } }, { cookie })
    expect((await read(two.url)).statusCode).toBe(404)
    await tick()
    const left = await db
      .selectFrom('kernel.files as kept')
      .innerJoin('pricelists.files as f', 'f.file_id', 'kept.id')
      .select('f.id')
      .where('f.purpose', '=', 'feed')
      .where('f.profile_id', 'is', null)
      .execute()
    expect(left).toEqual([])
    for (const token of ['x', `${'x'.repeat(43)}`, '%00', '../'.repeat(20)])
      expect((await read(`/api/price-feeds/${encodeURIComponent(token)}`)).statusCode).toBe(404)
  })

  it('is asked at most thirty times a minute from one place', async () => {
    const answers = []
    for (let time = 0; time < 31; time += 1)
      answers.push(
        await app.fastify.inject({
          url: `/api/price-feeds/${'a'.repeat(43)}`,
          remoteAddress: '100.65.0.1',
        }),
      )
    expect(answers.at(0)!.statusCode).toBe(404)
    expect(answers.at(-1)!.statusCode).toBe(429)
  })

  it('is not opened by a manager who acts for the company: no right of hers stands behind it', async () => {
    const { companyId, contractId } = await tradeInBolts(db)
    const manager = await makeUser(db, { operator_role: 'manager' })
    const { cookie } = await signedInAs(db, manager.id, {
      contract_id: contractId,
      acting_company_id: companyId,
      acting_mode: 'act',
      acting_until: new Date('2100-01-01T00:00:00Z'),
    })
    const profileId = await profileOf(cookie)
    const feed = await call(
      createPriceFeed,
      { params: { profileId }, body: { format: 'yml', freshMinutes: 60 } },
      { cookie },
    )
    expect(feed.code).toBe('wrong_state')
    // a file of his own he may make
    const asked = await call(makePriceFile, { params: { profileId }, body: {} }, { cookie })
    await work(profileId)
    const file = await db
      .selectFrom('pricelists.files')
      .select(['state', 'row_count'])
      .where('id', '=', asked.body.id)
      .executeTakeFirst()
    expect(file).toEqual({ state: 'ready', row_count: 2 })
  })
})

type Trade = Awaited<ReturnType<typeof tradeInBolts>>

describe('the manager', () => {
  it('sees what files and addresses a company has, and closes an address', async () => {
    const { cookie, companyId } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    const { url, feed } = await feedOf(cookie, profileId)
    await call(makePriceFile, { params: { profileId }, body: {} }, { cookie })
    await work(profileId)
    const manager = await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)
    const as = { cookie: manager.cookie }
    const feeds = await call(listCompanyPriceFeeds, { params: { companyId }, query: {} }, as)
    expect(feeds.body.items).toMatchObject([
      { id: feed.id, contractNumber: 'Д-77', revokedAt: null, tokenEnd: url.slice(-4) },
    ])
    const files = await call(listCompanyPriceFiles, { params: { companyId }, query: {} }, as)
    expect(files.body.items).toMatchObject([{ state: 'ready', rowCount: 2, contractNumber: 'Д-77' }])

    const other = await tradeInBolts(db)
    const wrong = { companyId: other.companyId, feedId: feed.id }
    expect((await call(revokeCompanyPriceFeed, { params: wrong }, as)).code).toBe('not_found')
    const closed = await call(revokeCompanyPriceFeed, { params: { companyId, feedId: feed.id } }, as)
    expect(closed.body.revokedAt).toBe(time.now.toISOString())
    expect((await read(url)).statusCode).toBe(404)
    const audited = await db
      .selectFrom('audit.entries')
      .select(['action', 'company_id'])
      .where('entity_id', '=', profileId)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    expect(audited).toEqual({ action: 'price_file_profile.revoke_feed', company_id: companyId })
  })
})
