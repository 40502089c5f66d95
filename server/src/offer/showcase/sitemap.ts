import { Readable } from 'node:stream'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { App } from '#kernel/app.ts'
import type { Db } from '#kernel/db.ts'
import { categoryTree } from './categories.ts'
import { type Conditions, loadConditions } from './conditions.ts'

/** Products of one file; the protocol allows 50,000 addresses in it. Source: sitemaps.org. */
const perFile = 50_000
const perQuery = 5_000

/**
 * robots.txt, and the sitemap of what a guest may see: an index, a file of pages and categories, files of products.
 * Products are cut by their numbers, so that a file keeps its contents when others come and go.
 */
export function mountSitemap(app: App): void {
  const { db, config, clock } = app
  const guest = () => loadConditions(db, { kind: 'guest' }, { now: clock.now(), language: 'ru' })

  app.fastify.get('/robots.txt', (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(robots(config.publicUrl)),
  )
  app.fastify.get('/sitemap.xml', async (_request, reply) => {
    const files = ['pages', ...(await productFiles(db))]
    const entries = files.map(
      (name) => `<sitemap><loc>${config.publicUrl}/sitemaps/${name}.xml</loc></sitemap>`,
    )
    return reply
      .type('application/xml')
      .header('cache-control', 'public, max-age=3600')
      .send(document('sitemapindex', entries.join('\n')))
  })
  app.fastify.get<{ Params: { name: string } }>('/sitemaps/:name.xml', async (request, reply) => {
    const { name } = request.params
    const products = /^products-(\d{1,6})$/.exec(name)
    if (name !== 'pages' && !products) throw new AppError('not_found')
    const conditions = await guest()
    const entries = products
      ? productEntries(db, conditions, config.publicUrl, Number(products[1]))
      : pageEntries(db, conditions, config.publicUrl)
    return reply
      .type('application/xml')
      .header('cache-control', 'public, max-age=3600')
      .send(Readable.from(wrapped('urlset', entries)))
  })
}

function robots(publicUrl: string): string {
  const closed = [
    '/api/',
    '/office',
    '/home',
    '/catalogue',
    '/carts',
    '/orders',
    '/quick-order',
    '/price-files',
    '/company',
    '/profile',
  ]
  const rules = closed.map((path) => `Disallow: ${path}`)
  return `User-agent: *\n${rules.join('\n')}\nDisallow: /invitations/\nDisallow: /password-resets\n\nSitemap: ${publicUrl}/sitemap.xml\n`
}

async function productFiles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ file: string }>`
    select distinct (number / ${perFile})::text as file from catalog.products where active and public order by 1`.execute(
    db,
  )
  return rows.map(({ file }) => `products-${file}`)
}

async function* pageEntries(db: Db, conditions: Conditions, publicUrl: string): AsyncGenerator<string> {
  for (const path of ['/', '/products', '/become-a-customer']) yield entry(`${publicUrl}${path}`)
  for (const { slug } of await categoryTree(db, conditions))
    yield entry(`${publicUrl}/categories/${encodeURIComponent(slug)}`)
}

async function* productEntries(
  db: Db,
  conditions: Conditions,
  publicUrl: string,
  file: number,
): AsyncGenerator<string> {
  let after = file * perFile - 1
  for (;;) {
    const { rows } = await sql<{ number: string; slug: string; updated_at: Date }>`
      select p.number, p.slug, p.updated_at from catalog.products p
      where p.number > ${after} and p.number < ${(file + 1) * perFile} and ${conditions.assortment.offers('p')}
      order by p.number limit ${perQuery}`.execute(db)
    for (const { slug, updated_at } of rows)
      yield entry(`${publicUrl}/products/${encodeURIComponent(slug)}`, updated_at)
    if (rows.length < perQuery) return
    after = Number(rows.at(-1)!.number)
  }
}

function entry(address: string, changed?: Date): string {
  const lastmod = changed ? `<lastmod>${changed.toISOString().slice(0, 10)}</lastmod>` : ''
  return `<url><loc>${address.replaceAll('&', '&amp;')}</loc>${lastmod}</url>\n`
}

const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

function document(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${namespace}>\n${content}\n</${root}>\n`
}

async function* wrapped(root: string, entries: AsyncGenerator<string>): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${namespace}>\n`
  yield* entries
  yield `</${root}>\n`
}
