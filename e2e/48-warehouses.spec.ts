import type { addLines, createCart } from '@portal/api/carts.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { listContexts, type Me } from '@portal/api/identity.ts'
import type { getCatalogue } from '@portal/api/offer.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()

async function read<Answer>(page: Page, path: string): Promise<Answer> {
  const answer = await page.request.get(`/api${path}`)
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as Answer
}

async function post<Answer>(page: Page, path: string, data: object): Promise<Answer> {
  const answer = await page.request.post(`/api${path}`, { data })
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as Answer
}

/** The buyer of the building company, under the contract that Moscow and Krasnodar serve. */
async function buildingBuyer(): Promise<Page> {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const { items } = await read<{ items: { contractId: string; contractNumber: string }[] }>(
    buyer,
    listContexts.path,
  )
  const { contractId } = items.find(({ contractNumber }) => contractNumber === 'КР-0117')!
  const answer = await buyer.request.put('/api/me/context', { data: { contractId } })
  expect(answer.status(), await answer.text()).toBe(200)
  return buyer
}

/** A product that lies in Moscow and in Krasnodar, as the buyer of the building company sees both. */
async function inTwoWarehouses(buyer: Page) {
  const { items } = await read<OutputOf<typeof getCatalogue>>(buyer, '/catalogue?inStock=true&perPage=100')
  for (const item of items.filter(({ price, step }) => price && step === '1')) {
    const card = await read<{ warehouses: { name: string; stock: { quantity: string | null } }[] }>(
      buyer,
      `/products/${item.slug}`,
    )
    const [first, second] = card.warehouses.map(({ stock }) => Number(stock.quantity))
    if (first && second) return { item, first, second }
  }
  throw new Error('the demo company has no product in both warehouses')
}

test('покупатель выбирает, куда доставить, и остатки сразу другие: возит не всякий склад', async () => {
  const page = await buildingBuyer()
  const { item, first, second } = await inTwoWarehouses(page)
  await page.goto(`/catalogue/products/${item.slug}`)
  const stock = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Наличие' }) })
  await stock.getByText('Склад Краснодар').waitFor()
  await page.getByTitle('Компания и договор').first().click()
  await page.getByText('Везём со складов: Склад Москва, Склад Краснодар').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, '48 switcher')
  await page
    .getByLabel('Куда доставить')
    .selectOption({ label: 'Объект «ЖК Лесной берег» · Москва и область' })
  await page.getByText('Остатки показаны для адреса: Объект «ЖК Лесной берег»').waitFor()
  await stock.getByText('Склад Краснодар').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')

  const cart = await post<OutputOf<typeof createCart>>(page, '/carts', { name: 'Два склада' })
  await post<OutputOf<typeof addLines>>(page, `/carts/${cart.id}/lines`, {
    rows: [{ productId: item.productId, quantity: String(first + Math.min(second, 3)) }],
  })
  await page.goto(`/carts/${cart.id}`)
  await page.getByText(/шт — дату уточним/).waitFor()
  await page.getByLabel('Ваш номер заказа').fill('СКЛ-48')
  // the cart is looked at again for the other place, and what was typed stays
  await page
    .getByRole('form', { name: 'Оформление' })
    .getByLabel('Куда доставить')
    .selectOption('База снабжения')
  await page.getByText(/Склад Москва [\d\s]+ .*Склад Краснодар/).waitFor()
  expect(await page.getByLabel('Ваш номер заказа').inputValue()).toBe('СКЛ-48')
  expect(await page.getByText(/шт — дату уточним/).count()).toBe(0)
  await expectNoAxeViolations(page)
  await screenshot(page, '48 cart split')
})

test('менеджер видит склады и их договоры, относит адрес к региону, и склады региона решают, что есть', async () => {
  const buyer = await buildingBuyer()
  const { item } = await inTwoWarehouses(buyer)
  const { current } = await read<Me>(buyer, '/me')
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto('/office/warehouses')
  await manager.getByRole('button', { name: /склада: Склад Краснодар$/ }).click()
  await manager.getByRole('dialog').getByText(current!.context.companyName).first().waitFor()
  await expectNoAxeViolations(manager)
  await manager.keyboard.press('Escape')
  await screenshot(manager, '48 warehouses')

  await manager.getByRole('link', { name: 'Регионы доставки' }).click()
  await manager.getByRole('button', { name: 'Добавить регион' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Название', { exact: true }).fill('Только юг')
  await dialog.getByLabel('Добавить склад').selectOption('Склад Краснодар')
  await expectNoAxeViolations(manager)
  await screenshot(manager, '48 region')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await manager.getByRole('row', { name: /^Только юг Склад Краснодар/ }).waitFor()
  await expectNoAxeViolations(manager)

  await manager.goto(`/office/customers/${current!.context.companyId}?tab=points`)
  await manager.getByLabel('Регион доставки: База снабжения').selectOption('Только юг')
  await buyer.goto(`/catalogue/products/${item.slug}`)
  const stock = buyer.locator('section').filter({ has: buyer.getByRole('heading', { name: 'Наличие' }) })
  await stock.getByText('Склад Краснодар').waitFor()
  expect(await stock.getByText('Склад Москва').count()).toBe(0)
  await expectNoAxeViolations(manager)
  await screenshot(manager, '48 points')
})

test('склады и регионы читаются на телефоне; покупателю они закрыты', async () => {
  const manager = await newPage({ viewport: phone })
  await signIn(manager, 'manager')
  await manager.goto('/office/warehouses?tab=regions')
  await manager.getByRole('table', { name: 'Регионы доставки' }).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '48 regions phone')
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  expect((await buyer.request.get('/api/office/warehouses')).status()).toBe(404)
  expect((await buyer.request.get('/api/office/regions')).status()).toBe(404)
})
