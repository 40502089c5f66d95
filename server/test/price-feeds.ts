import { createPriceFeed } from '@portal/api/price-file-feeds.ts'
import { createPriceFileProfile } from '@portal/api/price-file-profiles.ts'
import type { PriceFileSettings } from '@portal/api/price-file-settings.ts'
import { beforeEach, expect } from 'vitest'
import { plainSettings } from './factories/price-files.ts'
import { fileMaker } from '#src/offer/pricelists/make-file.ts'
import { timetable } from '#src/offer/pricelists/timetable.ts'
import type { TestApp } from './app.ts'

/** Price lists at addresses for machines and in letters, each test at the same moment. */
export function priceFeedStage({ app, db, call, time }: TestApp) {
  const make = fileMaker(app)
  const tick = timetable(app)
  const start = time.now
  let address = 0

  beforeEach(() => {
    time.now = start
  })

  const later = (minutes: number) => {
    time.now = new Date(time.now.getTime() + minutes * 60_000)
  }

  /** Does what waits in the queue for one profile, and says how much it was. */
  async function work(profileId: string): Promise<number> {
    const waiting = await db
      .selectFrom('pricelists.files')
      .select('id')
      .where('profile_id', '=', profileId)
      .where('state', '=', 'queued')
      .execute()
    for (const { id } of waiting) await make({ fileId: id })
    return waiting.length
  }

  async function profileOf(cookie: string, patch: Partial<PriceFileSettings> = {}) {
    const answer = await call(
      createPriceFileProfile,
      { body: { name: `Сайт ${Math.random()}`, settings: { ...plainSettings, ...patch } } },
      { cookie },
    )
    expect(answer.status, JSON.stringify(answer.problem)).toBe(200)
    return answer.body.id
  }

  async function feedOf(cookie: string, profileId: string, format: 'yml' | 'csv' | 'xlsx' = 'yml') {
    const answer = await call(
      createPriceFeed,
      { params: { profileId }, body: { format, freshMinutes: 60 } },
      { cookie },
    )
    expect(answer.status, JSON.stringify(answer.problem)).toBe(200)
    return { url: answer.body.url, feed: answer.body.profile.feeds[0]! }
  }

  /** A machine without a session, at an address of its own: limits by address are asked apart. */
  function read(url: string, headers: Record<string, string> = {}) {
    address += 1
    return app.fastify.inject({
      url: url.replace('http://portal.test', ''),
      headers,
      remoteAddress: `100.64.0.${address}`,
    })
  }
  return { make, tick, later, work, profileOf, feedOf, read }
}
