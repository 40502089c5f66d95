import type { OutputOf } from '@portal/api/endpoint.ts'
import type { addLines, createCart } from '@portal/api/carts.ts'
import type { Me } from '@portal/api/identity.ts'
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

/** The company that a buyer works for, at its page in the back office. */
async function openCustomerOf(buyer: Page, manager: Page): Promise<{ name: string; path: string }> {
  const { current } = await read<Me>(buyer, '/me')
  const path = `/office/customers/${current!.context.companyId}`
  await manager.goto(path)
  const name = current!.context.companyName
  await manager.getByRole('heading', { name }).waitFor()
  return { name, path }
}

/** A cart of whoever the page works for, with one line, at its page. */
async function fillCart(page: Page): Promise<string> {
  const { items } = await read<OutputOf<typeof getCatalogue>>(page, '/catalogue?inStock=true')
  const item = items.find((one) => one.price)!
  const cart = await post<OutputOf<typeof createCart>>(page, '/carts', { name: 'Звонок' })
  await post<OutputOf<typeof addLines>>(page, `/carts/${cart.id}/lines`, {
    rows: [{ productId: item.productId, quantity: '1000' }],
  })
  return `/carts/${cart.id}`
}

const order = (page: Page) => page.getByRole('button', { name: /^(Оформить|Отправить) заказ/ })

test('заказ по телефону сразу стоит в кабинете покупателя, с отметкой и именем менеджера', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  await buyer.goto('/orders')
  await buyer.getByRole('table').waitFor()

  const manager = await newPage()
  await signIn(manager, 'manager')
  const customer = await openCustomerOf(buyer, manager)
  await expectNoAxeViolations(manager)
  await screenshot(manager, '41 customer')
  await manager.getByRole('button', { name: 'Действовать от имени' }).click()
  await manager.getByLabel('Причина').fill('Звонок Климовой')
  await expectNoAxeViolations(manager)
  await screenshot(manager, '41 act dialog')
  await manager.getByRole('button', { name: 'Начать' }).click()
  await manager.waitForURL('**/catalogue')
  await manager.getByText(`Вы действуете от имени клиента: ${customer.name}`).waitFor()
  await manager.getByText(/осталось (59|60) мин/).waitFor()
  await manager.getByRole('heading', { name: 'Каталог' }).waitFor()
  await expectNoAxeViolations(manager)

  await manager.goto(await fillCart(manager))
  await manager.getByLabel('Ваш номер заказа').fill('ТЕЛ-41')
  await screenshot(manager, '41 cart on behalf')
  await order(manager).click()
  await manager.getByText('Заказ принят').waitFor()

  // without a reload
  await buyer.getByText('ТЕЛ-41').waitFor()
  await buyer.getByRole('row').filter({ hasText: 'ТЕЛ-41' }).getByRole('link', { name: /^\d+$/ }).click()
  await buyer.getByText('По телефону, менеджер Савельев Игорь').waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '41 order by phone')

  const otherTab = await manager.context().newPage()
  await otherTab.goto('/orders')
  await otherTab.getByText('ТЕЛ-41').waitFor()
  await manager.getByRole('button', { name: 'Закончить' }).click()
  await manager.waitForURL(`**${customer.path}`)
  await manager.getByRole('heading', { name: customer.name }).waitFor()
  await otherTab.getByText('Вы больше не действуете от имени клиента').waitFor()
  expect(await otherTab.getByText('ТЕЛ-41').count()).toBe(0)
  await expectNoAxeViolations(otherTab)
  await screenshot(otherTab, '41 other tab after the end')
})

test('просмотр как покупатель показывает его цены и корзины и ничего не даёт изменить', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const cart = await fillCart(buyer)

  const manager = await newPage({ viewport: phone })
  await signIn(manager, 'manager')
  const { name } = await openCustomerOf(buyer, manager)
  await manager.getByRole('button', { name: 'Посмотреть как покупатель' }).click()
  await manager.getByRole('button', { name: 'Начать' }).click()
  await manager.waitForURL('**/catalogue')
  await manager.getByText(`${name}: вы смотрите как покупатель`).waitFor()
  await manager.getByRole('heading', { name: 'Каталог' }).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '41 preview')
  await manager.goto(cart)
  await order(manager).waitFor()
  expect(await order(manager).isDisabled()).toBe(true)
  const refused = await manager.request.post('/api/carts', { data: { name: 'Нельзя' } })
  expect(await refused.json()).toMatchObject({ code: 'preview_only' })
  await manager.getByRole('button', { name: 'Закончить' }).click()
  await manager.waitForURL(/\/office\/customers\//)
})
