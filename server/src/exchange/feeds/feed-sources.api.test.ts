import {
  createFeedSource,
  getFeedImport,
  getFeedSource,
  listFeedSources,
  updateFeedSource,
} from '@portal/api/feeds.ts'
import { listConnections } from '@portal/api/exchange.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { csv } from '#test/feed-files.ts'
import { feedStage } from '#test/feeds.ts'

const app = await testApp()
const { db, call } = app
const stage = await feedStage(app)
const { cookie, source } = stage

describe('sources', () => {
  it('stand beside the connections of ERPs in the log, not among their cards', async () => {
    const { id } = await source()
    const { body } = await call(listFeedSources, {}, { cookie })
    expect(body.items.find((one) => one.id === id)).toMatchObject({
      name: 'Поставщик',
      productCount: 0,
      lastImport: null,
    })
    const cards = (await call(listConnections, {}, { cookie })).body.items
    expect(cards.some((card) => card.id === id)).toBe(false)
  })

  it('refuse what is wrong, and whoever may not manage the exchange', async () => {
    const unknown = crypto.randomUUID()
    const params = { sourceId: unknown }
    expect((await call(getFeedSource, { params }, { cookie })).code).toBe('not_found')
    expect((await call(getFeedImport, { params: { importId: unknown } }, { cookie })).code).toBe('not_found')
    expect((await call(createFeedSource, { body: { name: 'X', sellerId: unknown } }, { cookie })).code).toBe(
      'not_found',
    )
    const bad = { name: 'X', sellerId: unknown, settings: { url: 'file:///etc/passwd' } }
    expect((await call(createFeedSource, { body: bad }, { cookie })).code).toBe('invalid_input')
    expect((await call(listFeedSources, {})).code).toBe('not_signed_in')
    const content = await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)
    expect((await call(listFeedSources, {}, { cookie: content.cookie })).code).toBe('forbidden')
    const buyer = await signedInAs(db, (await makeMember(db)).userId)
    expect((await call(listFeedSources, {}, { cookie: buyer.cookie })).code).toBe('not_found')
  })

  it('that are switched off take no file', async () => {
    const { id } = await source()
    await call(updateFeedSource, { params: { sourceId: id }, body: { active: false } }, { cookie })
    expect((await stage.send(id, 'a.csv', csv('A;B;1'))).body.code).toBe('wrong_state')
  })
})
