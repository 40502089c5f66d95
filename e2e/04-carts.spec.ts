import { listOrders } from '@portal/api/orders.ts'
import type { OfferItem } from '@portal/api/offer.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async <Body>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Body
const sendButton = (page: Page) => page.getByRole('button', { name: /^Отправить заказ на/ })

async function buyerPage(person = 'buyer'): Promise<{ page: Page; items: OfferItem[] }> {
  const page = await newPage()
  await signIn(page, person)
  const { items } = await read<{ items: OfferItem[] }>(page, '/catalogue?inStock=true')
  return { page, items: items.filter((item) => item.article && item.price) }
}

/** A new cart with these articles, a thousand of each, so that no minimum stands in the way. */
async function filledCart(page: Page, items: readonly OfferItem[]): Promise<string> {
  await page.goto('/carts')
  await page.getByRole('button', { name: 'Новая корзина' }).click()
  await page.waitForURL(/\/carts\/.+/)
  await page.getByLabel('Артикул и количество').fill(items.map((item) => `${item.article}\t1000`).join('\n'))
  await page.getByRole('button', { name: 'Добавить' }).click()
  for (const item of items) await page.getByRole('table').getByText(item.article!, { exact: true }).waitFor()
  return page.url()
}

test('a double click orders once, and the orders that were made are listed with their sums', async () => {
  const { page, items } = await buyerPage()
  await filledCart(page, items.slice(0, 3))
  await expectNoAxeViolations(page)
  await screenshot(page, 'cart')
  await page.getByLabel('Ваш номер заказа').fill('PO-77')
  await sendButton(page).dblclick()
  await page.getByText('Заказ принят').waitFor()
  await screenshot(page, 'ordered')
  const { items: orders } = await read<{ items: { poNumber: string | null }[] }>(page, listOrders.path)
  expect(orders.filter((order) => order.poNumber === 'PO-77')).toHaveLength(1)
  await page.getByRole('link', { name: /^Заказ \d+/ }).click()
  await page.getByRole('button', { name: 'Повторить' }).click()
  await page.getByRole('link', { name: 'Открыть корзину' }).waitFor()
})

test('two named carts stand beside each other; one is copied, thrown away and taken back', async () => {
  const { page, items } = await buyerPage()
  for (const name of ['Объект на Ленина', 'Склад']) {
    await filledCart(page, items.slice(0, 2))
    await page.getByRole('button', { name: 'Переименовать' }).click()
    const field = page.getByLabel('Название корзины')
    await field.fill(name)
    await field.blur()
    await page.getByRole('heading', { name, exact: true }).waitFor()
  }
  await page.getByRole('button', { name: 'Копировать', exact: true }).click()
  await page.getByRole('heading', { name: 'Склад — копия' }).waitFor()
  await page.goto('/carts')
  await page.getByRole('link', { name: 'Объект на Ленина' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'carts')
  await page.getByRole('button', { name: 'Удалить «Склад»', exact: true }).click()
  await page.getByText('Корзина «Склад» удалена').waitFor()
  await page.getByRole('link', { name: 'Склад', exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await page.getByRole('link', { name: 'Склад', exact: true }).waitFor()
  await page.setViewportSize(phone)
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(phone.width)
})

test('a file becomes a cart: every row is accounted for, what did not match comes back with its reason', async () => {
  const { page, items } = await buyerPage()
  const list = [
    'Артикул;Кол-во',
    `${items[0]!.article};500`,
    `${items[1]!.article};1,5`,
    `${items[0]!.article};500`,
    `${items[2]!.article};-1`,
    'нет-такого;3',
    '1.23E+10;1',
  ]
  await page.goto('/quick-order/upload')
  await expectNoAxeViolations(page)
  await page
    .getByLabel('Выбрать файл')
    .setInputFiles({ name: 'заявка.csv', mimeType: 'text/csv', buffer: Buffer.from(list.join('\r\n')) })
  await page.getByText('Всего строк: 6. В корзину: 2, сложено с другими: 1, не подошло: 3.').waitFor()
  await page.getByText('сложено со строкой 2').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'upload')
  await page.getByRole('link', { name: /^Не найден/ }).click()
  await page.getByTitle('нет-такого').waitFor()
  const file = await page.request.get(
    (await page.getByRole('link', { name: 'Скачать неподошедшие' }).getAttribute('href'))!,
  )
  expect((await file.text()).trim().split('\r\n')).toHaveLength(4)
  await page.getByRole('button', { name: 'В корзину 2 строки' }).click()
  await page.waitForURL(/\/carts\/.+/)
  await page.getByRole('table').getByText(items[1]!.article!, { exact: true }).waitFor()
})

test('a cart that another tab changed is not ordered unseen: it is shown anew, and then ordered', async () => {
  const { page, items } = await buyerPage()
  const address = await filledCart(page, items.slice(0, 2))
  const cartId = address.split('/').at(-1)
  await page.getByLabel('Ваш номер заказа').fill('TABS-1')
  // the other tab's change comes between what is looked at here and the click: this tab hears nothing
  const { revision } = await read<{ revision: number }>(page, `/carts/${cartId}`)
  await page.route('**/submission', (route) =>
    route.continue({
      postData: JSON.stringify({ ...(route.request().postDataJSON() as object), revision: revision - 1 }),
    }),
  )
  await sendButton(page).click()
  await page.getByText('Корзину изменили, пока вы оформляли. Проверьте её и отправьте ещё раз.').waitFor()
  await page.unroute('**/submission')

  const other = await page.context().newPage()
  await other.goto(address)
  const quantity = other.getByLabel(`Количество: ${items[0]!.name}`, { exact: true })
  await quantity.fill('1500')
  await quantity.press('Tab')
  // the first tab hears of it without a reload
  const here = page.getByLabel(`Количество: ${items[0]!.name}`, { exact: true })
  await expect
    .poll(async () => (await here.inputValue()).replaceAll(/\s/g, ''), { timeout: 15_000 })
    .toBe('1500')
  expect(await page.getByLabel('Ваш номер заказа').inputValue()).toBe('TABS-1')
  await sendButton(page).click()
  await page.getByText('Заказ принят').waitFor()
})

test('an order appears in the manager’s list without a reload', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto('/office/orders')
  await manager.getByRole('table').waitFor()
  const { page, items } = await buyerPage()
  await filledCart(page, items.slice(0, 1))
  await page.getByLabel('Ваш номер заказа').fill('LIVE-1')
  await sendButton(page).click()
  await manager.getByText('LIVE-1').waitFor()
})
