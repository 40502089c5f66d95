import { setPriceFileSchedule, removePriceFileSchedule } from '@portal/api/price-file-profiles.ts'
import { makePriceFile } from '@portal/api/price-files.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { priceFeedStage } from '#test/price-feeds.ts'
import { tradeInBolts } from '#test/factories/price-files.ts'
import { tellsFigure } from '#test/tells-figure.ts'
import {} from './timetable.ts'

const portal = await testApp()
const { app, db, call, time } = portal
const { make, tick, later, work, profileOf } = priceFeedStage(portal)

describe('letters by a timetable', () => {
  const lettersTo = (profileId: string) =>
    db
      .selectFrom('kernel.mails as m')
      .innerJoin('pricelists.files as f', (join) => join.onRef('f.file_id', '=', 'm.attachment_file_id'))
      .select(['m.recipient', 'm.subject', 'm.body_text', 'f.scheduled_for'])
      .where('f.profile_id', '=', profileId)
      .orderBy('m.id')
      .execute()

  const scheduled = async (cookie: string) => {
    const profileId = await profileOf(cookie)
    const answer = await call(
      setPriceFileSchedule,
      { params: { profileId }, body: { every: 'day', day: null, hour: 9 } },
      { cookie },
    )
    expect(answer.body.schedule).toEqual({
      every: 'day',
      day: null,
      hour: 9,
      nextAt: '2026-11-25T06:00:00.000Z',
    })
    return profileId
  }

  it('come once for each moment, to the person himself, with the file', async () => {
    const { cookie, userId } = await tradeInBolts(db)
    const profileId = await scheduled(cookie)
    await tick()
    expect(await work(profileId)).toBe(0)
    time.now = new Date('2026-11-25T06:03:00Z')
    // two processes at the same time, and a run that is repeated
    await Promise.all([tick(), tick()])
    await tick()
    expect(await work(profileId)).toBe(1)
    const files = await db
      .selectFrom('pricelists.files')
      .select(['id', 'state'])
      .where('profile_id', '=', profileId)
      .execute()
    expect(files).toMatchObject([{ state: 'ready' }])
    await make({ fileId: files[0]!.id })
    const letters = await lettersTo(profileId)
    const { email } = await db
      .selectFrom('identity.users')
      .select('email')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow()
    expect(letters).toHaveLength(1)
    expect(letters[0]!.recipient).toBe(email)
    expect(letters[0]!.body_text).toContain(`http://portal.test/price-files/${profileId}`)
    expect(tellsFigure(letters[0]!.body_text, '7654')).toBe(false)
    time.now = new Date('2026-11-26T06:00:00Z')
    await tick()
    await work(profileId)
    expect(await lettersTo(profileId)).toHaveLength(2)
  })

  it('that were missed come once, not once for each day', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await scheduled(cookie)
    time.now = new Date('2026-12-05T12:00:00Z')
    await tick()
    await tick()
    expect(await work(profileId)).toBe(1)
    expect(await lettersTo(profileId)).toHaveLength(1)
  })

  it('do not come to who may not have prices by then, or whose contract is over', async () => {
    const { cookie, memberId } = await tradeInBolts(db)
    const profileId = await scheduled(cookie)
    time.now = new Date('2026-11-25T06:00:00Z')
    await tick()
    await db
      .updateTable('organizations.members')
      .set({ permissions: ['catalogue.view'] })
      .where('id', '=', memberId)
      .execute()
    await work(profileId)
    expect(await lettersTo(profileId)).toEqual([])
    const file = await db
      .selectFrom('pricelists.files')
      .select(['state', 'error_code'])
      .where('profile_id', '=', profileId)
      .executeTakeFirst()
    expect(file).toEqual({ state: 'failed', error_code: 'no_access' })
  })

  it('end when they are switched off', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await scheduled(cookie)
    await call(removePriceFileSchedule, { params: { profileId } }, { cookie })
    time.now = new Date('2026-11-25T06:00:00Z')
    await tick()
    expect(await work(profileId)).toBe(0)
  })

  it('know no eighth day of a week', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    for (const body of [
      { every: 'week', day: 8, hour: 9 },
      { every: 'week', day: null, hour: 9 },
      { every: 'month', day: 32, hour: 9 },
      { every: 'day', day: null, hour: 24 },
    ] as const)
      expect((await call(setPriceFileSchedule, { params: { profileId }, body }, { cookie })).code).toBe(
        'invalid_input',
      )
  })

  it('come too when a file was asked for with one', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    await call(makePriceFile, { params: { profileId }, body: { mailWhenReady: true } }, { cookie })
    await work(profileId)
    expect(await lettersTo(profileId)).toHaveLength(1)
  })
})

describe('files that are old', () => {
  it('are cleared away; that they were made is still told', async () => {
    const { cookie } = await tradeInBolts(db)
    const profileId = await profileOf(cookie)
    const asked = await call(makePriceFile, { params: { profileId }, body: {} }, { cookie })
    await work(profileId)
    later(15 * 24 * 60)
    await tick()
    const content = await app.fastify.inject({
      url: `/api/price-files/${asked.body.id}/content`,
      headers: { cookie },
    })
    expect(content.statusCode).toBe(404)
    const file = await db
      .selectFrom('pricelists.files')
      .select(['state', 'file_id', 'row_count'])
      .where('id', '=', asked.body.id)
      .executeTakeFirst()
    expect(file).toEqual({ state: 'ready', file_id: null, row_count: 2 })
  })
})
