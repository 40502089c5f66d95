import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage, wide } from './browser.ts'

const { newPage, portal } = await stage()

interface Listed {
  items: {
    id: string
    name: string
    number: string
    article: string | null
    slug: string
    currency: string
  }[]
}
const read = async (page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Listed

test('прайс-лист в долларах отвечает покупателю только по курсу, который в нём указан, и шаг виден', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto('/office/rates')
  const table = page.getByRole('table', { name: 'Курсы валют' })
  await table.getByText('ЦБ РФ').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'rates')

  await page.getByRole('button', { name: 'Новый источник' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Источник').fill('Курс недели')
  await dialog.getByRole('combobox', { name: 'Валюта', exact: true }).selectOption('USD')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const row = table.getByRole('row').filter({ hasText: 'Курс недели' })
  await row.getByText('курса нет').waitFor()
  await row.getByRole('button', { name: 'Задать курс: Курс недели' }).click()
  await dialog.getByLabel('С какого дня').fill('2026-01-01')
  await dialog.getByLabel('Курс, ₽').fill('90,5')
  await dialog.getByRole('button', { name: 'Записать курс' }).click()
  await dialog.getByText('1 $ = 90,5 ₽ с 01.01.2026').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'rate-dialog')
  await dialog.getByRole('button', { name: 'Отмена' }).click()

  // the list says at which rate it converts
  const lists = await read(page, '/office/price-lists?limit=200')
  const dollars = lists.items.find(({ name }) => name === 'Импорт, доллары')!
  await page.goto(`/office/price-lists/${dollars.id}`)
  await page.getByRole('button', { name: 'Настроить' }).click()
  await dialog.getByLabel('Пересчёт по курсу').selectOption({ label: 'Курс недели (USD → RUB)' })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Курс недели: 1 $ = 90,5 ₽').waitFor()
  // an old rate converts, and whoever keeps it is told
  const old = 'курс от 01.01.2026, старше 7 дней'
  await page.getByText(old, { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-list-terms')
  await page.goto('/office/rates')
  await row.getByText(old, { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, '50 rates old')

  // a contract in roubles takes it, and "why this price" shows the step
  const contract = (await read(page, '/office/contracts?search=%D0%9A%D0%A0-0311')).items[0]!
  await page.goto(`/office/contracts/${contract.id}`)
  await page
    .getByRole('combobox', { name: 'Прайс-лист', exact: true })
    .selectOption({ label: 'Импорт, доллары' })
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Сохранено').first().waitFor()
  const product = (
    await read(page, '/office/products?active=true&limit=1&search=%D0%B0%D0%BD%D0%BA%D0%B5%D1%80')
  ).items[0]!
  await page.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}`)
  await page.getByText('По курсу «Курс недели»: 1 $ = 90,5 ₽').waitFor()
  await page.getByText(old, { exact: true }).waitFor()
  await page.getByText('Округление прайс-листа: 1').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'why-exchange')
  expect(await page.getByText('Прайс-лист «Импорт, доллары»').count()).toBeGreaterThan(0)
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const own = await (
    await buyer.request.get(`${portal.url}/api/products/${product.slug}/price-explanation`)
  ).text()
  expect(own).not.toContain('"old":true')

  // on a day before its first rate the list does not answer, and the reason is a step of its own
  await page.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}&on=2025-12-31`)
  await page
    .getByText('Нет курса «Курс недели» на этот день: прайс-лист «Импорт, доллары» не отвечает')
    .waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, '50 why no rate on that day')
  await page.setViewportSize(phone)
  await screenshot(page, '50 why no rate on that day phone')
  await page.setViewportSize(wide)

  // without its rate the list answers nobody: nothing is converted in silence, and the reason is told to the manager only
  await page.goto(`/office/price-lists/${dollars.id}`)
  await page.getByRole('button', { name: 'Настроить' }).click()
  await dialog.getByLabel('Пересчёт по курсу').selectOption({ index: 0 })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}`)
  await page.getByText('Прайс-лист «Импорт, доллары» в другой валюте, а курс в нём не указан').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'why-no-rate')
  await buyer.goto(`/catalogue/products/${product.slug}`)
  // the base list answers in the contract's own currency
  await buyer.getByText('с НДС 22 %').first().waitFor()
  expect(await buyer.getByText('$').count()).toBe(0)
  expect(await buyer.getByText('Курс недели').count()).toBe(0)
  await screenshot(buyer, 'no-rate-buyer')
})

test('договор в юанях без курса: цена по запросу, заказать её нельзя; с курсом покупатель видит только юани', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  const roubles = (await read(manager, '/office/contracts?search=%D0%9A%D0%A0-0311')).items[0]!
  const like = (await (
    await manager.request.get(`${portal.url}/api/office/contracts/${roubles.id}`)
  ).json()) as { companyId: string; sellerId: string; warehouses: { id: string }[] }
  const made = await manager.request.post(`${portal.url}/api/office/companies/${like.companyId}/contracts`, {
    data: {
      number: 'КНР-1',
      sellerId: like.sellerId,
      currency: 'CNY',
      warehouseIds: like.warehouses.map(({ id }) => id),
    },
  })
  const contract = (await made.json()) as { id: string }
  const product = (
    await read(manager, '/office/products?active=true&limit=1&search=%D0%B0%D0%BD%D0%BA%D0%B5%D1%80')
  ).items[0]!
  await manager.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}`)
  await manager.getByText('Цены нет: покупатель увидит «по запросу»').waitFor()
  await screenshot(manager, '50 why no price in yuan')

  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  await buyer.request.put('/api/me/context', { data: { contractId: contract.id } })
  await buyer.goto(`/catalogue/products/${product.slug}`)
  await buyer.getByText('Цена по запросу').first().waitFor()
  const page = buyer.getByRole('main')
  expect(await page.getByText(/[₽$]/).count()).toBe(0)
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '50 on request')
  const cart = (await (await buyer.request.post('/api/carts', { data: { name: 'Юани' } })).json()) as {
    id: string
  }
  await buyer.request.post(`/api/carts/${cart.id}/lines`, {
    data: { rows: [{ productId: product.id, quantity: '1000' }] },
  })
  await buyer.goto(`/carts/${cart.id}`)
  await buyer.getByText('цена по запросу: удалите строку и спросите менеджера').first().waitFor()
  const kept = (await (await buyer.request.get(`/api/carts/${cart.id}`)).json()) as {
    lines: unknown[]
    abilities: { submit: boolean }
  }
  expect([kept.lines.length, kept.abilities.submit]).toEqual([1, false])
  await screenshot(buyer, '50 on request in a cart')

  await manager.goto('/office/rates')
  await manager.getByRole('button', { name: 'Новый источник' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Источник').fill('Курс юаня')
  await dialog.getByRole('combobox', { name: 'Валюта', exact: true }).selectOption('USD')
  await dialog.getByRole('combobox', { name: 'В какую валюту' }).selectOption('CNY')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await manager.getByRole('button', { name: 'Задать курс: Курс юаня' }).click()
  await dialog.getByLabel('С какого дня').fill('2026-01-01')
  await dialog.getByLabel('Курс, ¥').fill('7,2')
  await dialog.getByRole('button', { name: 'Записать курс' }).click()
  await dialog.getByRole('button', { name: 'Отмена' }).click()
  const dollars = (await read(manager, '/office/price-lists?limit=200')).items.find(
    ({ name }) => name === 'Импорт, доллары',
  )!
  await manager.goto(`/office/price-lists/${dollars.id}`)
  await manager.getByRole('button', { name: 'Настроить' }).click()
  await dialog.getByLabel('Пересчёт по курсу').selectOption({ label: 'Курс юаня (USD → CNY)' })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.waitFor({ state: 'detached' })
  const given = await manager.request.patch(`${portal.url}/api/office/contracts/${contract.id}`, {
    data: { priceListId: dollars.id },
  })
  expect(given.status(), await given.text()).toBe(200)

  await buyer.goto(`/catalogue/products/${product.slug}`)
  await page.getByText('¥').first().waitFor()
  expect(await page.getByText(/[₽$]/).count()).toBe(0)
  await screenshot(buyer, '50 in yuan')
})

test('рублёвый прайс-лист в договоре в юанях: каталог и быстрый заказ без единого рубля, цена округлена до фэня или по правилу прайс-листа', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  const send = async <Body>(method: 'POST' | 'PUT' | 'PATCH', path: string, data: object) => {
    const answer = await manager.request.fetch(`${portal.url}/api/office${path}`, { method, data })
    expect(answer.status(), await answer.text()).toBe(200)
    return (await answer.json()) as Body
  }
  const roubles = (await read(manager, '/office/contracts?search=%D0%9A%D0%A0-0311')).items[0]!
  const like = (await (
    await manager.request.get(`${portal.url}/api/office/contracts/${roubles.id}`)
  ).json()) as { companyId: string; sellerId: string; warehouses: { id: string }[] }

  // prices in roubles, and the rate of today
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Moscow' }).format(new Date())
  const { id: listId } = await send<{ id: string }>('POST', '/price-lists', {
    sellerId: like.sellerId,
    name: 'Экспорт, рубли',
    currency: 'RUB',
    includesVat: true,
  })
  const goods = (
    await read(manager, '/office/products?active=true&limit=3&search=%D0%B0%D0%BD%D0%BA%D0%B5%D1%80')
  ).items
  // at 8.9127 ¥ for 100 ₽: 110.0326… ¥, 0.7789… ¥, 8 912.6999… ¥
  const written = ['1234.56', '8.74', '99999.99'] as const
  for (const [index, amount] of written.entries())
    await send('PUT', `/price-lists/${listId}/prices`, { productId: goods[index]!.id, amount })
  const { id: sourceId } = await send<{ id: string }>('POST', '/rate-sources', {
    sellerId: like.sellerId,
    name: 'Биржа, рубль к юаню',
    currency: 'RUB',
    toCurrency: 'CNY',
  })
  await send('PUT', `/rate-sources/${sourceId}/rates`, { validFrom: today, units: 100, rate: '8.9127' })
  const terms = { kind: 'sale', tiersBy: 'line', rateSourceId: sourceId }
  await send('PUT', `/price-lists/${listId}/terms`, { ...terms, rounding: 'none' })
  const contract = await send<{ id: string }>('POST', `/companies/${like.companyId}/contracts`, {
    number: 'КНР-2',
    sellerId: like.sellerId,
    currency: 'CNY',
    priceListId: listId,
    warehouseIds: like.warehouses.map(({ id }) => id),
  })

  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  await buyer.request.put('/api/me/context', { data: { contractId: contract.id } })
  const page = buyer.getByRole('main')
  await buyer.goto('/catalogue?search=%D0%B0%D0%BD%D0%BA%D0%B5%D1%80')
  const row = (index: number) => page.getByRole('row').filter({ hasText: goods[index]!.name })
  for (const [index, price] of ['110,03 ¥', '0,78 ¥', '8 912,70 ¥'].entries())
    await row(index).getByText(price).waitFor()
  // what has no price in that list is on request: no other list is converted in silence
  await page.getByText('по запросу').first().waitFor()
  expect(await page.getByText(/[₽$]/).count()).toBe(0)
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '50 catalogue in yuan')
  await buyer.setViewportSize(phone)
  await page.getByText('110,03 ¥').first().waitFor()
  expect(await page.getByText(/[₽$]/).count()).toBe(0)
  await screenshot(buyer, '50 catalogue in yuan phone')
  await buyer.setViewportSize(wide)

  await buyer.goto('/quick-order')
  await buyer.getByLabel('Артикул, строка 1', { exact: true }).focus()
  for (const { article } of goods) {
    await buyer.keyboard.type(article!)
    await buyer.keyboard.press('Enter')
    await buyer.keyboard.type('1000')
    await buyer.keyboard.press('Enter')
  }
  await page.getByText('110,03 ¥').first().waitFor()
  await page.getByText('110 030,00 ¥').first().waitFor()
  await page.getByText('8 912,70 ¥').first().waitFor()
  expect(await page.getByText(/[₽$]/).count()).toBe(0)
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '50 quick order in yuan')

  // the rule of the list, where it has one
  await send('PUT', `/price-lists/${listId}/terms`, { ...terms, rounding: '1' })
  await buyer.goto('/catalogue?search=%D0%B0%D0%BD%D0%BA%D0%B5%D1%80')
  for (const [index, price] of ['110,00 ¥', '1,00 ¥', '8 913,00 ¥'].entries())
    await row(index).getByText(price).waitFor()
  expect(await page.getByText(/[₽$]/).count()).toBe(0)
  await manager.goto(`/office/contracts/${contract.id}?tab=why&product=${goods[0]!.id}`)
  await manager.getByText('По курсу «Биржа, рубль к юаню»: 100 ₽ = 8,9127 ¥').waitFor()
  await manager.getByText('Округление прайс-листа: 1').waitFor()
  expect(await manager.getByText('старше').count()).toBe(0)
  await screenshot(manager, '50 why in yuan')
})
