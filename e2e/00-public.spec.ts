import { listApplications } from '@portal/api/applications.ts'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async (path: string) => {
  const answer = await fetch(`${portal.url}${path}`, { headers: { 'accept-language': 'ru' } })
  return { status: answer.status, text: await answer.text() }
}
const firstIn = async (sitemap: string, kind: string) => {
  const { text } = await read(sitemap)
  return new URL(new RegExp(`<loc>(.*?/${kind}/.*?)</loc>`).exec(text)![1]!).pathname
}

test('a guest goes from the start page through categories to a product, and sees no price', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await newPage(viewport ? { viewport, colorScheme: 'dark' } : {})
    await page.goto('/')
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Открыть каталог' }).click()
    await page.waitForURL('**/products')
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Болты и винты' }).click()
    await page.waitForURL('**/categories/*')
    await expectNoAxeViolations(page)
    await screenshot(page, `public category ${viewport ? 'phone' : 'wide'}`)
    await page.getByRole('main').getByRole('list').last().getByRole('link').first().click()
    await page.waitForURL('**/products/*')
    await page
      .getByRole('heading', { name: 'Цена по договору' })
      .or(page.getByText('Цена по договору'))
      .first()
      .waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, `public product ${viewport ? 'phone' : 'wide'}`)
    expect(await page.content()).not.toContain('₽')
    await page.close()
  }
})

test('pages are whole before any script runs: title, canonical address, facts that parse', async () => {
  for (const path of [
    '/',
    await firstIn('/sitemaps/pages.xml', 'categories'),
    await firstIn('/sitemaps/products-0.xml', 'products'),
  ]) {
    const { status, text } = await read(path)
    expect(status, path).toBe(200)
    expect(text).toMatch(/<title>.{10,}<\/title>/)
    expect(text).toMatch(/<meta name="description" content=".{20,}"/)
    expect(text).toContain(`<link rel="canonical" href="${portal.url}${path}"`)
    const facts = [...text.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs)]
    expect(facts.length, path).toBeGreaterThan(0)
    for (const [, json] of facts) expect(JSON.parse(json!)['@context']).toBe('https://schema.org')
  }
})

test('a page that is only read brings no program, and still takes the choice of language and theme', async () => {
  const product = await firstIn('/sitemaps/products-0.xml', 'products')
  for (const path of ['/', '/products', await firstIn('/sitemaps/pages.xml', 'categories'), product])
    expect((await read(path)).text, path).not.toMatch(/<script[^>]* src=|import\(|modulepreload/)
  const page = await newPage()
  await page.goto(product)
  await page.getByLabel('Тема').selectOption('dark')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  await page.getByLabel('Язык').selectOption('en')
  await page.getByText('Price by contract').waitFor()
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  // from a page with the program to one without, and on
  await page.goto('/become-a-customer')
  await page.getByRole('link', { name: 'Catalogue', exact: true }).click()
  await page.waitForURL('**/products')
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL('**/categories/*')
})

test('pictures come in the width they are shown in, and the footer says whose portal this is', async () => {
  const page = await newPage({ viewport: phone })
  await page.goto(await firstIn('/sitemaps/products-0.xml', 'products'))
  await page.waitForFunction('document.querySelector("main img").complete')
  expect(await page.evaluate('document.querySelector("main img").currentSrc')).toMatch(
    /\/files\/[0-9a-f-]+\?w=(320|640)$/,
  )
  expect(await page.getByRole('contentinfo').innerText()).toMatch(/ИНН \d{10}/)
})

test('what is not there answers 404', async () => {
  for (const path of ['/products/no-such-thing', '/categories/no-such-thing', '/sitemaps/else.xml'])
    expect((await read(path)).status, path).toBe(404)
  const category = await firstIn('/sitemaps/pages.xml', 'categories')
  expect((await read(`${category}?page=900`)).status).toBe(404)
})

test('somebody who wants to become a customer is told of a wrong INN at the field, and then heard', async () => {
  const page = await newPage()
  await page.goto('/become-a-customer')
  await expectNoAxeViolations(page)
  await page.getByLabel('ИНН').fill('7707083890')
  await page.getByLabel('Название компании').fill('ООО «Ромашка»')
  await page.getByLabel('Контактное лицо').fill('Пётр Иванов')
  await page.getByLabel('Электронная почта').fill('petr@romashka.example')
  await page.getByLabel(/Согласен/).check()
  await page.getByRole('button', { name: 'Отправить заявку' }).click()
  await page.getByText('ИНН неверный: проверьте цифры').waitFor()
  await screenshot(page, 'application refused')
  await page.getByLabel('ИНН').fill('7707083893')
  await page.getByRole('button', { name: 'Отправить заявку' }).click()
  await page.getByText('Заявка отправлена').waitFor()

  const manager = await newPage()
  await signIn(manager, 'manager')
  const answer = await manager.request.get(`${portal.url}/api${listApplications.path}`)
  const { items } = (await answer.json()) as { items: { companyName: string }[] }
  expect(items.map((item) => item.companyName)).toContain('ООО «Ромашка»')
})
