import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createPriceFileProfile } from '@portal/api/price-file-profiles.ts'
import { getPriceFile, makePriceFile } from '@portal/api/price-files.ts'
import { liveChannel } from '#kernel/events.ts'
import { testApp } from '#test/app.ts'
import { plainSettings, quarterMore, tradeInBolts } from '#test/factories/price-files.ts'
import { unzip } from '#test/unzip.ts'
import pg from 'pg'
import { fileMaker } from './make-file.ts'

const { app, db, databaseUrl, call } = await testApp()

it('a file of 20,000 rows is made in the background: every row once, its progress told, in bounded memory', async () => {
  const { cookie, sellerId, listId } = await tradeInBolts(db)
  await db
    .insertInto('catalog.products')
    .columns(['id', 'seller_id', 'article', 'name', 'slug', 'base_unit_id', 'created_at', 'updated_at'])
    .expression(
      sql`select gen_random_uuid(), ${sellerId}::uuid, 'L-' || n, 'Товар ' || n, 'large-' || n,
        (select id from catalog.units limit 1), now(), now() from generate_series(1, 19998) n`,
    )
    .execute()
  await db
    .insertInto('pricing.prices')
    .columns(['price_list_id', 'product_id', 'amount'])
    .expression(
      sql`select ${listId}::uuid, id, 100 from catalog.products where seller_id = ${sellerId} and article like 'L-%'`,
    )
    .execute()
  const profile = await call(
    createPriceFileProfile,
    { body: { name: 'Большой', settings: { ...plainSettings, markUp: quarterMore } } },
    { cookie },
  )
  const asked = await call(makePriceFile, { params: { profileId: profile.body.id }, body: {} }, { cookie })
  expect(asked.body.state).toBe('queued')

  const heard: string[] = []
  const listener = new pg.Client({ connectionString: databaseUrl })
  await listener.connect()
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await listener.query(`listen ${liveChannel}`)
  const before = process.memoryUsage().rss
  await fileMaker(app)({ fileId: asked.body.id })
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024
  await listener.end()

  const file = (await call(getPriceFile, { params: { priceFileId: asked.body.id } }, { cookie })).body
  expect(file).toMatchObject({ state: 'ready', rowCount: 20_000, progress: 100 })
  // beginning, portions of a thousand, end
  expect(heard.filter((message) => message.includes(file.id)).length).toBeGreaterThan(15)
  expect(grown).toBeLessThan(300)
  const content = await app.fastify.inject({
    url: `/api/price-files/${file.id}/content`,
    headers: { cookie },
  })
  const sheet = (await unzip(content.rawPayload)).get('xl/worksheets/sheet1.xml')!.toString()
  const articles = [...sheet.matchAll(/>(L-\d+)</g)].map(([, article]) => article)
  expect(articles).toHaveLength(19_998)
  expect(new Set(articles).size).toBe(19_998)
  expect(sheet).not.toContain('<v>100.00</v>')
  expect(sheet.match(/<v>125\.00<\/v>/g)).toHaveLength(19_998)
}, 120_000)
