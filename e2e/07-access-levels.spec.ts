import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const roles = [
  {
    who: 'director',
    pages: ['Главная', 'Каталог', 'Быстрый заказ', 'Заказы', 'Едет к нам', 'Прайс-лист', 'Компания'],
    people: true,
  },
  {
    who: 'buyer',
    pages: ['Главная', 'Каталог', 'Быстрый заказ', 'Заказы', 'Едет к нам', 'Прайс-лист', 'Компания'],
    people: false,
  },
  { who: 'accountant', pages: ['Главная', 'Заказы', 'Едет к нам', 'Компания'], people: false },
  { who: 'warehouse', pages: ['Главная', 'Каталог', 'Заказы', 'Едет к нам', 'Компания'], people: false },
  { who: 'viewer', pages: ['Главная', 'Каталог', 'Заказы', 'Едет к нам', 'Компания'], people: false },
] as const

describe('каждая роль видит ровно свои страницы', () => {
  test.each(roles)('$who', async ({ who, pages, people }) => {
    const page = await newPage()
    await signIn(page, who)
    await page.goto('/company')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const menu = page.getByRole('banner').getByRole('navigation')
    await menu.getByRole('link', { name: 'Компания' }).waitFor()
    const shown = await menu.getByRole('link').allInnerTexts()
    expect(shown.map((text) => text.trim()).filter(Boolean)).toEqual([...pages])
    expect(
      await page
        .getByRole('main')
        .getByRole('link', { name: /^Сотрудники/ })
        .count(),
    ).toBe(people ? 1 : 0)
    const catalogue = await page.request.get('/api/catalogue')
    expect(catalogue.status()).toBe((pages as readonly string[]).includes('Каталог') ? 200 : 403)
    const carts = await page.request.get('/api/carts')
    expect(carts.status() === 200).toBe((pages as readonly string[]).includes('Быстрый заказ'))
    await expectNoAxeViolations(page)
  })
})

/** Every amount of money in an answer, by its path. */
function amountsIn(value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object') return []
  if ('amount' in value && 'currency' in value) return [path]
  return Object.entries(value).flatMap(([key, inner]) => amountsIn(inner, `${path}.${key}`))
}

async function read(page: Page, path: string): Promise<unknown> {
  const answer = await page.request.get(`${portal.url}/api${path}`)
  expect(answer.status(), path).toBe(200)
  return answer.json()
}

describe('роль без цен не получает цену нигде', () => {
  test.each(['warehouse', 'viewer'])('%s', async (who) => {
    const page = await newPage()
    await signIn(page, who)
    const catalogue = (await read(page, '/catalogue')) as { items: { slug: string }[] }
    const orders = (await read(page, '/orders')) as { items: { id: string }[] }
    expect(catalogue.items.length).toBeGreaterThan(0)
    expect(orders.items.length).toBeGreaterThan(0)
    const paths = [
      '/catalogue',
      `/products/${catalogue.items[0]!.slug}`,
      `/products/${catalogue.items[0]!.slug}/family`,
      '/suggestions?q=кабель',
      '/orders',
      `/orders/${orders.items[0]!.id}`,
      '/company',
    ]
    for (const path of paths) {
      expect(amountsIn(await read(page, path)), path).toEqual([])
    }
    for (const path of [
      '/home',
      '/catalogue',
      `/catalogue/products/${catalogue.items[0]!.slug}`,
      '/orders',
      `/orders/${orders.items[0]!.id}`,
    ]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('main').innerText(), path).not.toMatch(/\d\s*₽/)
    }
    await screenshot(page, `without-prices-${who}`)
  })
})

test('директор приглашает и закрывает доступ, и сеанс кончается сразу', async () => {
  const viewer = await newPage()
  await signIn(viewer, 'viewer')
  expect((await viewer.request.get('/api/orders')).status()).toBe(200)

  const page = await newPage()
  await signIn(page, 'director')
  await page.goto('/company?tab=people')
  await page.getByRole('table', { name: 'Сотрудники' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'company-people')

  await page.getByRole('button', { name: 'Пригласить' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Почта').fill('novyj@example.com')
  await dialog.getByLabel('Роль').selectOption('warehouse')
  await dialog.getByRole('button', { name: /^Отправить|^Пригласить/ }).click()
  await dialog.getByText(/novyj@example\.com/).waitFor()
  await dialog.getByRole('button', { name: 'Готово' }).click()
  await page
    .getByRole('table', { name: /^Приглашения/ })
    .getByText('novyj@example.com')
    .waitFor()

  await page
    .getByRole('row', { name: /Ершова/ })
    .getByRole('button')
    .click()
  await dialog.getByRole('button', { name: 'Закрыть доступ' }).click()
  await page
    .getByRole('row', { name: /Ершова/ })
    .getByText('Закрыт', { exact: false })
    .waitFor()
  expect((await viewer.request.get('/api/orders')).status()).not.toBe(200)
})

test('в профиле меняют имя и завершают чужой сеанс', async () => {
  const other = await newPage()
  await signIn(other, 'service')
  const page = await newPage({ viewport: phone })
  await signIn(page, 'service')
  await page.goto('/profile')
  await page.getByLabel('Имя').fill('Фомина Вера Петровна')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Сохранено').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'profile')
  await page
    .getByRole('button', { name: /^Завершить сеанс/ })
    .first()
    .click()
  await page.getByText('Сеанс завершён').waitFor()
  const me = (await (await other.request.get('/api/me')).json()) as { user: unknown }
  expect(me.user).toBeNull()
  await page.reload()
  await expect.poll(() => page.getByLabel('Имя').inputValue()).toBe('Фомина Вера Петровна')
})
