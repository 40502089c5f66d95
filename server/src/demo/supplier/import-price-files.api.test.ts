import {
  getFeedImport,
  listFeedImports,
  listFeedRows,
  listFeedSources,
  type FeedImport,
} from '@portal/api/feeds.ts'
import { getJob } from '@portal/api/exchange.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '#test/app.ts'
import { signedInAs } from '#test/factories/people.ts'

const { db, call } = await testApp({ demo: true })
const { id: userId } = await db
  .selectFrom('identity.users')
  .select('id')
  .where('email', '=', 'manager@demo.artikul.local')
  .executeTakeFirstOrThrow()
const { cookie } = await signedInAs(db, userId)
const as = { cookie }
const source = (await call(listFeedSources, {}, as)).body.items[0]!
const [next, former] = (await call(listFeedImports, { query: { sourceId: source.id } }, as)).body.items as [
  FeedImport,
  FeedImport,
]
const rowsOf = async (importId: string) =>
  (await call(listFeedRows, { params: { importId }, query: { limit: '200' } }, as)).body.rows

test('the demo company’s supplier has a file that is written and one that waits, by columns that are remembered', async () => {
  expect([former.state, next.state]).toEqual(['done', 'ready'])
  expect(source).toMatchObject({ productCount: 54, lastImport: { id: next.id } })
  expect(source.rememberedCount).toBeGreaterThan(0)
  const { sheets, mapping } = (await call(getFeedImport, { params: { importId: next.id } }, as)).body
  expect(sheets.map(({ name, remembered }) => [name, remembered])).toEqual([
    ['Модульное оборудование', true],
    ['Сигнальная арматура', true],
    ['Условия поставки', true],
  ])
  expect(mapping!.sheets[0]!.columns.map(({ role, title }) => `${role}: ${title}`)).toEqual([
    'article: Артикул',
    'name: Наименование',
    'unit: Ед. изм.',
    'pack: В упак.',
    'price: Дилер',
    'price: РРЦ',
  ])
})

test('every row of both is accounted for: matched, unmatched, refused, twice there', async () => {
  expect(former.outcomes).toEqual({
    note: 8,
    group: 6,
    change: 53,
    same: 1,
    unknown: 11,
    refused: 3,
    duplicate: 1,
  })
  expect(next.outcomes).toEqual({
    note: 8,
    group: 6,
    change: 35,
    same: 17,
    unknown: 11,
    refused: 3,
    duplicate: 1,
  })
  expect(next.missingCount).toBe(2)
  for (const { id, outcomes } of [former, next]) {
    const rows = await rowsOf(id)
    expect(rows.length).toBe(Object.values(outcomes).reduce((all, count) => all + count, 0))
    expect(new Set(rows.flatMap(({ remarks }) => remarks.map(({ code }) => code)))).toEqual(
      new Set([
        'code_damaged',
        'duplicate_row',
        'key_missing',
        'price_error',
        'price_negative',
        'price_on_request',
        'unknown_good',
      ]),
    )
  }
  const jobOf = async ({ jobId }: FeedImport) =>
    (await call(getJob, { params: { jobId }, query: {} }, as)).body.job
  expect(await jobOf(former)).toMatchObject({ state: 'done', kind: 'price_file' })
  // it has been read, and nothing is loaded while it waits
  expect(await jobOf(next)).toMatchObject({ state: 'received', progress: 0 })
  expect((await jobOf(next)).startedAt).not.toBeNull()
})

test('nothing that is for sale has changed by them: no product is new or withdrawn, costs are as they were', async () => {
  const made = await sql<{ created: number; waiting: number; off: number }>`
    select (select count(*)::int from feeds.known_products where created) as created,
      (select count(*)::int from graphile_worker.jobs where task_identifier like 'feeds:%') as waiting,
      (select count(*)::int from feeds.known_products k join catalog.products p on p.id = k.product_id
        where not p.active) as off`.execute(db)
  expect(made.rows).toEqual([{ created: 0, waiting: 0, off: 0 }])
  expect(former.counts['price']).toMatchObject({ same: 52, created: 53, changed: 0 })
  const lists = await sql<{ name: string; assigned: boolean }>`
    select l.name, exists (select from pricing.assignments a where a.price_list_id = l.id)
      or exists (select from contracts.contracts c where c.price_list_id = l.id) as assigned
    from pricing.price_list_mappings m join pricing.price_lists l on l.id = m.price_list_id
    where m.source like 'feed:%'`.execute(db)
  expect(lists.rows).toEqual([{ name: 'Прайс-лист завода «Сигнал»: РРЦ', assigned: false }])
})
