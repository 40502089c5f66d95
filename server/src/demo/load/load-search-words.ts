import type pg from 'pg'
import type { DemoCompanyData } from '../demo-data.ts'
import { copyRows } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

/** What the search was taught, and what it could not answer lately. */
export async function loadSearchWords(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<void> {
  await copyRows(
    client,
    'showcase.synonyms',
    ['id', 'kind', 'words', 'targets', 'created_at', 'updated_at'],
    demo.synonyms.map(({ kind, words, targets }) => [ids.next('synonym'), kind, words, targets, now, now]),
  )
  await client.query('update showcase.synonym_version set version = version + 1')
  await copyRows(
    client,
    'showcase.empty_searches',
    ['id', 'words', 'company_id', 'count', 'first_at', 'last_at'],
    demo.emptySearches.map(({ words, company, count }) => [
      ids.next('empty search'),
      words,
      company && ids.of('company', company),
      count,
      now,
      now,
    ]),
  )
}
