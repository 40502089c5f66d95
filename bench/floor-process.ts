import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { getCatalogue } from '@portal/api/offer.ts'
import pg from 'pg'
import { articleKey } from '../server/src/goods/catalog/public.ts'
import type { Ask } from './load.ts'
import { started, words, type Desk } from './scenarios.ts'

export interface Floors {
  url: string
  /** what each floor is asked, by its name */
  asks: Record<string, readonly Ask[]>
  end(): void
}

/** Starts the floors (see floors.ts) with the same things to ask for that the buyer asks the portal for. */
export async function startFloors(databaseUrl: string, { buyer, cart }: Desk): Promise<Floors> {
  const catalogue = await buyer.call(getCatalogue, {
    query: { page: '2' },
  } as never)
  const process = fork(fileURLToPath(new URL('floors.ts', import.meta.url)), [
    databaseUrl,
    String(JSON.stringify(catalogue).length),
  ])
  const [url] = (await once(process, 'message')) as [string]
  const post = (name: string, values: readonly unknown[]): Ask[] =>
    values.map((value) => ({ method: 'POST', path: `/${name}`, body: { value } }))
  const keys = buyer.goods.slice(0, 500).map(({ article }) => articleKey(article!))
  return {
    url,
    asks: {
      constant: [{ path: '/constant' }],
      page: post('page', await sample(databaseUrl, 'select id from catalog.products where active')),
      facets: post(
        'facets',
        buyer.filters.map((filters) => filters.split(';')[0]!.split(':')[1]!),
      ),
      words: post('words', words),
      prefix: post('prefix', started),
      article: post('article', keys.slice(0, 100)),
      articles: post('articles', [keys]),
      card: post(
        'card',
        buyer.goods.slice(0, 100).map(({ slug }) => slug),
      ),
      cart: post('cart', [cart.id]),
    },
    end: () => void process.kill(),
  }
}

async function sample(databaseUrl: string, query: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<{ id: string }>(`${query} order by md5(id::text) limit 20`)).rows.map(
      ({ id }) => id,
    )
  } finally {
    await client.end()
  }
}
