import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeCategory, makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'

const { app, db } = await testApp()
const read = async (url: string) => {
  const answer = await app.fastify.inject({ url })
  return { status: answer.statusCode, type: answer.headers['content-type'], text: answer.body }
}

it('names what a guest may see, and nothing else', async () => {
  const seller_id = await makeSellerForGoods(db)
  const open = await makeCategory(db, { slug: 'open' })
  const closed = await makeCategory(db, { slug: 'closed', public: false })
  const product = (slug: string, row: object = {}) =>
    makeProduct(db, { seller_id, slug, categories: [open], ...row })
  await product('болт-м8')
  await product('hidden', { public: false })
  await product('off-sale', { active: false })
  await product('in-a-closed-category', { categories: [closed] })

  const index = await read('/sitemap.xml')
  expect(index.type).toContain('application/xml')
  const files = [...index.text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => new URL(match[1]!).pathname)
  expect(files).toEqual(['/sitemaps/pages.xml', '/sitemaps/products-0.xml'])

  const pages = await read(files[0]!)
  expect(pages.text).toContain('<loc>http://portal.test/categories/open</loc>')
  expect(pages.text).not.toContain('closed')
  const products = await read(files[1]!)
  const named = [...products.text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => decodeURI(match[1]!))
  expect(named).toEqual(['http://portal.test/products/болт-м8'])
  expect((await read('/sitemaps/products-x.xml')).status).toBe(404)
  expect((await read('/sitemaps/products-7.xml')).text).not.toContain('<loc>')
})

it('robots.txt closes the cabinet and the back office, and names the sitemap', async () => {
  const { text } = await read('/robots.txt')
  for (const closed of ['/api/', '/office', '/carts']) expect(text).toContain(`Disallow: ${closed}`)
  expect(text).toContain('Sitemap: http://portal.test/sitemap.xml')
})
