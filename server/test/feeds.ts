import {
  createFeedSource,
  getFeedImport,
  listFeedRows,
  setFeedMapping,
  startFeedImport,
  uploadFeedFile,
  type FeedImport,
  type FeedImportDetails,
  type FeedMapping,
  type FeedRow,
  type FeedSettings,
} from '@portal/api/feeds.ts'
import { expect } from 'vitest'
import type { FetchRules } from '#src/exchange/feeds/fetch-feed.ts'
import { feedTasks } from '#src/exchange/feeds/tasks.ts'
import type { TestApp } from './app.ts'
import { makeSellerForGoods } from './factories/goods.ts'
import { makeUser, signedInAs } from './factories/people.ts'

/** Sends price files as a manager does, and works the jobs behind them at once. */
export async function feedStage({ app, db, call }: TestApp, fetchRules?: FetchRules) {
  const tasks = feedTasks({
    dataDir: app.config.DATA_DIR,
    db,
    clock: app.clock,
    log: app.log,
    ...(fetchRules ? { fetchRules } : {}),
  })
  const { id: userId } = await makeUser(db, { operator_role: 'manager' })
  const { cookie } = await signedInAs(db, userId)

  const source = async (settings: Partial<FeedSettings> = {}, sellerId?: string) => {
    const seller = sellerId ?? (await makeSellerForGoods(db))
    const body = { name: 'Поставщик', sellerId: seller, settings }
    const made = await call(createFeedSource, { body }, { cookie })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    return { id: made.body.id, sellerId: seller }
  }

  const send = async (sourceId: string, name: string, bytes: Buffer | string, as = cookie) => {
    const form = new FormData()
    form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
    const request = new Response(form)
    const answer = await app.fastify.inject({
      method: 'POST',
      url: `/api${uploadFeedFile.path.replace(':sourceId', sourceId)}`,
      headers: { cookie: as, 'content-type': request.headers.get('content-type')! },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    return { status: answer.statusCode, body: answer.json<FeedImport & { code?: string }>() }
  }

  const details = async (importId: string): Promise<FeedImportDetails> =>
    (await call(getFeedImport, { params: { importId } }, { cookie })).body

  /** Works what waits for an import until a person has to say something. */
  const work = async (importId: string): Promise<FeedImportDetails> => {
    for (let step = 0; step < 5; step += 1) {
      const { state } = await details(importId)
      const task = { reading: 'feeds:read', checking: 'feeds:check', importing: 'feeds:write' }[
        state as string
      ]
      if (!task) break
      await tasks[task]!({ importId })
    }
    return details(importId)
  }

  return {
    cookie,
    tasks,
    source,
    send,
    details,
    work,
    /** Sends a file and lets it be read. */
    upload: async (sourceId: string, name: string, bytes: Buffer | string) => {
      const { status, body } = await send(sourceId, name, bytes)
      expect(status, JSON.stringify(body)).toBe(200)
      return work(body.id)
    },
    map: async (importId: string, mapping: FeedMapping) => {
      const answer = await call(setFeedMapping, { params: { importId }, body: mapping }, { cookie })
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      return work(importId)
    },
    start: async (importId: string, confirmed = false) => {
      const answer = await call(startFeedImport, { params: { importId }, body: { confirmed } }, { cookie })
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      return work(importId)
    },
    rows: async (importId: string, query: { outcome?: FeedRow['outcome']; limit?: string } = {}) =>
      (await call(listFeedRows, { params: { importId }, query: { limit: '200', ...query } }, { cookie }))
        .body,
  }
}
