import { listOrders } from '@portal/api/orders.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

interface Listed {
  items: { article: string | null; price: unknown; id: string; poNumber: string | null }[]
}
const read = async (page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Listed

test('a buyer types articles into a cart, orders with a double click, and has exactly one order', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const offered = (await read(page, '/catalogue?inStock=true')).items.filter(
    (item) => item.article && item.price,
  )
  const articles = offered.slice(0, 3).map((item) => item.article)
  expect(articles).toHaveLength(3)

  await page.goto(`${portal.url}/carts`)
  await page.getByRole('button', { name: 'Новая корзина' }).click()
  await page.waitForURL(/\/carts\/.+/)
  const entry = page.getByLabel('Артикул и количество')
  await entry.fill([...articles.map((article) => `${article}\t1000`), 'нет-такого\t1'].join('\n'))
  await entry.press('Enter')
  await page.getByText('нет-такого').waitFor()
  for (const article of articles) await page.getByRole('table').getByText(article!, { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'cart')

  await page.getByLabel('Ваш номер заказа').fill('PO-77')
  await page.getByRole('button', { name: 'Оформить заказ' }).dblclick()
  await page.getByText('Заказ принят').waitFor()
  await screenshot(page, 'ordered')
  const orders = (await read(page, listOrders.path)).items.filter((order) => order.poNumber === 'PO-77')
  expect(orders).toHaveLength(1)

  await page.getByRole('link', { name: /^Заказ \d+/ }).click()
  await page.getByRole('button', { name: 'Повторить' }).click()
  await page.getByRole('link', { name: 'Открыть корзину' }).waitFor()
  await screenshot(page, 'repeated')
})

test('an order appears in the manager’s list without a reload', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto(`${portal.url}/office/orders`)
  await manager.getByRole('table').waitFor()
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const [first] = (await read(buyer, '/catalogue?inStock=true')).items.filter(
    (item) => item.article && item.price,
  )
  await buyer.goto(`${portal.url}/carts`)
  await buyer.getByRole('button', { name: 'Новая корзина' }).click()
  await buyer.waitForURL(/\/carts\/.+/)
  await buyer.getByLabel('Артикул и количество').fill(`${first!.article}\t1000`)
  await buyer.getByRole('button', { name: 'Добавить' }).click()
  await buyer.getByRole('table').getByText(first!.article!, { exact: true }).waitFor()
  await buyer.getByLabel('Ваш номер заказа').fill('LIVE-1')
  await buyer.getByRole('button', { name: 'Оформить заказ' }).click()
  await manager.getByText('LIVE-1').waitFor()
})
