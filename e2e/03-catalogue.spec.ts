import { listContexts, switchContext } from '@portal/api/identity.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

interface Item {
  productId: string
  slug: string
  article: string | null
  name: string
  price: { unitPrice: { amount: string } } | null
}

async function items(page: Page, query: Record<string, string>): Promise<Item[]> {
  const answer = await page.request.get(
    `${portal.url}/api/catalogue?${new URLSearchParams(query).toString()}`,
  )
  return ((await answer.json()) as { items: Item[] }).items
}

const quantities = (page: Page) => page.getByRole('table').getByRole('textbox', { name: /^Количество/ })

/** Puts the session of a profile under a contract, without any of its tabs doing it. */
async function workUnder(page: Page, contractNumber: string): Promise<void> {
  const listed = await page.request.get(`${portal.url}/api${listContexts.path}`)
  const contexts = ((await listed.json()) as { items: { contractId: string; contractNumber: string }[] })
    .items
  const contract = contexts.find((context) => context.contractNumber === contractNumber)
  const answer = await page.request.fetch(`${portal.url}/api${switchContext.path}`, {
    method: switchContext.method,
    data: { contractId: contract!.contractId },
  })
  expect(answer.status()).toBe(200)
}

describe('строки каталога', () => {
  test('количество вводят с клавиатуры, строка отмечается сама, корзина отчитывается по каждой строке', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    await page.goto('/catalogue?inStock=true')
    const fields = quantities(page)
    await fields.first().click()
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    await page.keyboard.type('7')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('9')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.press('Shift+Enter')
    expect(await fields.first().and(page.locator(':focus')).count()).toBe(1)
    expect(await Promise.all([0, 1, 2].map((index) => fields.nth(index).inputValue()))).toEqual([
      '5',
      '7',
      '9',
    ])
    const bar = page.getByRole('region', { name: 'Выбранные товары' })
    await bar.getByText('3 строки').waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '03 rows picked')
    await bar.getByRole('button', { name: 'В корзину', exact: true }).click()
    await page.getByRole('table').getByText('добавлено').nth(2).waitFor()
    await bar.waitFor({ state: 'detached' })
    await screenshot(page, '03 rows added')
  })

  test('Shift отмечает подряд, а снятая отметка убирает строку из итога', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    await page.goto('/catalogue')
    const ticks = page.getByRole('table').getByRole('checkbox', { name: 'Выбрать строку' })
    await ticks.nth(1).click()
    await ticks.nth(4).click({ modifiers: ['Shift'] })
    const bar = page.getByRole('region', { name: 'Выбранные товары' })
    await bar.getByText('4 строки').waitFor()
    await ticks.nth(2).click()
    await bar.getByText('3 строки').waitFor()
  })

  test('фильтры, порядок и страницы живут в адресе, столбцы помнит браузер', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    await page.goto('/catalogue')
    await page.getByRole('checkbox', { name: /^Искрон/ }).click()
    await page.getByRole('button', { name: 'Убрать фильтр: Бренд: Искрон' }).waitFor()
    await page.getByLabel('Порядок').selectOption('article')
    await page.waitForURL(/sort=article/)
    await page.waitForURL(/filters=/)
    await page.reload()
    const chip = page.getByRole('button', { name: 'Убрать фильтр: Бренд: Искрон' })
    await chip.click()
    await chip.waitFor({ state: 'detached' })
    await page.getByLabel('По 50 на странице').selectOption('200')
    await page.waitForURL(/perPage=200/)
    await page.getByRole('table').and(page.locator('[aria-rowcount="201"]')).waitFor()

    await page.getByRole('button', { name: 'Столбцы' }).click()
    await page.getByRole('checkbox', { name: 'Фото' }).uncheck()
    await page.getByRole('columnheader', { name: 'Наличие' }).waitFor()
    await page.getByRole('checkbox', { name: 'Наличие' }).uncheck()
    await page.getByRole('columnheader', { name: 'Наличие' }).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('columnheader', { name: 'Цена' }).waitFor()
    await page.getByRole('columnheader', { name: 'Наличие' }).waitFor({ state: 'detached' })
  })
})

test('на телефоне в строке видно, сколько набрано, и корзина под рукой', async () => {
  const page = await newPage({ viewport: phone, hasTouch: true })
  await signIn(page, 'buyer')
  await page.goto('/catalogue?inStock=true')
  const field = quantities(page).first()
  await field.fill('1200')
  const { width } = (await field.boundingBox())!
  expect(width).toBeGreaterThan(40)
  await page.getByRole('region', { name: 'Выбранные товары' }).getByText('1 строка').waitFor()
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(phone.width)
  await expectNoAxeViolations(page)
  await screenshot(page, '03 rows phone')
})

describe('карточка товара', () => {
  test('открывается из строки, считает упаковками и порогами, кладёт в корзину и объясняет цену', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    const [bolt] = await items(page, { search: '933-10-100-5.8-Ц' })
    await page.goto(`/catalogue?search=${encodeURIComponent(bolt!.article!)}`)
    await page.getByRole('table').getByRole('link', { name: bolt!.name }).click()
    await page.getByRole('heading', { level: 1, name: bolt!.name }).waitFor()
    const buying = page.getByRole('region', { name: 'Цена и заказ' })
    await buying.getByRole('button', { name: /^кор/ }).click()
    await buying.getByText(/^это 200/).waitFor()
    await buying.getByRole('button', { name: 'В корзину', exact: true }).click()
    await buying.getByText('добавлено').waitFor()
    await buying.getByText(/^в корзине 200/).waitFor()
    await buying.getByRole('button', { name: 'Почему такая цена' }).click()
    await page.getByText('Цена по вашему прайс-листу').waitFor()
    await screenshot(page, '03 product why')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Почему такая цена' }).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /^Увеличить/ }).click()
    const large = page.getByRole('dialog', { name: bolt!.name })
    await large.getByRole('img', { name: bolt!.name }).waitFor()
    await page.keyboard.press('Escape')
    await large.waitFor({ state: 'hidden' })
    await expectNoAxeViolations(page)
    await screenshot(page, '03 product')
  })

  test('варианты заказывают матрицей', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    const [bolt] = await items(page, { search: '933-10-100-5.8-Ц' })
    await page.goto(`/catalogue/products/${bolt!.slug}`)
    const matrix = page.getByRole('region', { name: 'Варианты' })
    const cells = matrix.getByRole('textbox')
    await cells.nth(0).fill('100')
    await cells.nth(1).fill('200')
    await page.getByRole('region', { name: 'Выбранные товары' }).getByText('2 строки').waitFor()
    await screenshot(page, '03 matrix')
  })

  test('говорит, сколько раз и когда это уже заказывали', async () => {
    const page = await newPage()
    await signIn(page, 'director')
    const orders = await page.request.get(`${portal.url}/api/orders?status=delivered`)
    const [order] = ((await orders.json()) as { items: { id: string }[] }).items
    await page.goto(`/orders/${order!.id}`)
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByText(/Вы заказывали это \d+ раз/).waitFor()
    await screenshot(page, '03 bought before')
  })

  test('читается на телефоне и в тёмной теме', async () => {
    const page = await newPage({ viewport: phone })
    await page.context().addCookies([{ name: 'artikul_theme', value: 'dark', url: portal.url }])
    await signIn(page, 'buyer')
    const [item] = await items(page, { inStock: 'true' })
    await page.goto(`/catalogue/products/${item!.slug}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const { width } = (await page.locator('body').boundingBox())!
    expect(width).toBe(phone.width)
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(phone.width)
    await expectNoAxeViolations(page)
    await screenshot(page, '03 product phone')
  })
})

describe('ассортимент договора', () => {
  test('чужой товар не найден ни по адресу, ни поиском, ни в API', async () => {
    const page = await newPage()
    await signIn(page, 'holding')
    await workUnder(page, 'КР-0117')
    const [bolt] = await items(page, { search: '933-10-100-5.8-Ц' })
    await workUnder(page, 'КР-0208')
    await page.goto(`/catalogue/products/${bolt!.slug}`)
    await page.getByText('Этого товара нет в вашем ассортименте').waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '03 product forbidden')
    expect((await page.request.get(`${portal.url}/api/products/${bolt!.slug}`)).status()).toBe(404)
    await page.goto(`/catalogue?search=${encodeURIComponent(bolt!.article!)}`)
    await page.getByText('Ничего не нашлось').waitFor()
  })

  test('переключение договора в одной вкладке меняет цены во всех', async () => {
    const first = await newPage()
    await signIn(first, 'holding')
    await workUnder(first, 'КР-0117')
    const [item] = await items(first, { search: 'ВА47', inStock: 'true' })
    const address = `/catalogue?search=${encodeURIComponent(item!.article!)}`
    await first.goto(address)
    const row = first.getByRole('row').filter({ hasText: item!.article! }).first()
    const before = await row.locator('[data-column="price"]').innerText()
    const second = await first.context().newPage()
    await second.goto('/catalogue')
    await second.getByTitle('Компания и договор').click()
    await second.getByRole('button', { name: /КР-0208/ }).click()
    await second.getByText(/Теперь вы работаете/).waitFor()
    await first.getByTitle('Компания и договор').getByText('Договор КР-0208').waitFor()
    await expect.poll(() => row.locator('[data-column="price"]').innerText()).not.toBe(before)
  })

  test('отставшей вкладке отказано: она узнаёт о новом договоре, и повтор проходит', async () => {
    const page = await newPage()
    // this tab hears nothing of what happens elsewhere
    await page.route('**/api/live', (route) => route.abort())
    await signIn(page, 'holding')
    await workUnder(page, 'КР-0117')
    await page.goto('/catalogue?search=ВА47&inStock=true')
    await quantities(page).first().fill('3')
    await workUnder(page, 'КР-0208')
    const add = page.getByRole('button', { name: 'В корзину', exact: true })
    await add.click()
    await page.getByText('В другой вкладке выбран другой договор').waitFor()
    await page.getByTitle('Компания и договор').getByText('Договор КР-0208').waitFor()
    await screenshot(page, '03 stale tab')
    // what was typed belonged to the old terms
    await quantities(page).first().fill('3')
    await add.click()
    await page.getByRole('table').getByText('добавлено').first().waitFor()
  })

  test('сеанс, законченный в другом месте, ведёт на вход и обратно', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    await page.goto('/catalogue?inStock=true')
    await quantities(page).first().waitFor()
    await page.context().clearCookies({ name: 'artikul_session' })
    await page.getByLabel('Порядок').selectOption('newest')
    await page.getByText('Сеанс закончился').first().waitFor()
    await page.waitForURL(/\/sign-in\?/)
    await screenshot(page, '03 session ended')
    await page.getByLabel('Электронная почта').fill('buyer@demo.artikul.local')
    await page.getByLabel('Пароль').fill('demo-portal-2026')
    await page.getByRole('button', { name: 'Войти' }).click()
    await page.waitForURL(/\/catalogue\?.*sort=newest/)
  })
})

test('роль без цен не видит цены ни на одной странице', async () => {
  const page = await newPage()
  await signIn(page, 'viewer')
  const [item] = await items(page, { inStock: 'true' })
  expect(item!.price).toBeNull()
  const orders = await page.request.get(`${portal.url}/api/orders`)
  const [order] = ((await orders.json()) as { items: { id: string }[] }).items
  const shown = [
    '/home',
    '/catalogue',
    '/catalogue?view=cards',
    `/catalogue/products/${item!.slug}`,
    '/orders',
    `/orders/${order!.id}`,
  ]
  for (const address of shown) {
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    const text = await page.locator('main').innerText()
    expect(text, address).not.toBe('')
    expect(text, address).not.toMatch(/₽|Цена/)
  }
  await screenshot(page, '03 without prices')
})
