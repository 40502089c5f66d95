import type { addLines, createCart, getCart } from '@portal/api/carts.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { Me } from '@portal/api/identity.ts'
import type { getCatalogue, getProduct, OfferItem } from '@portal/api/offer.ts'
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

/** A buyer of the retail chain, to whom stock is told in words, and a product of which there is "some". */
async function retailBuyer() {
  const buyer = await newPage()
  await signIn(buyer, 'retail')
  const { current } = await read<Me>(buyer, '/me')
  const { items } = await read<OutputOf<typeof getCatalogue>>(
    buyer,
    '/catalogue?inStock=true&perPage=100&search=анкер',
  )
  // dear enough for the contract's minimum order
  const item = items.find(
    ({ stock, price, step }) =>
      stock.level === 'some' && step === '1' && Number(price?.unitPrice.amount) > 100,
  )!
  return { buyer, context: current!.context, item }
}

/** The page where rules stand, with this product and contract asked about. */
async function openRules(item: OfferItem, contractId: string): Promise<Page> {
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto(`/office/stock-display?product=${item.productId}&contract=${contractId}`)
  await manager.getByRole('table', { name: 'Правила' }).waitFor()
  return manager
}

test('менеджер видит, что видит покупатель, меняет правило, и покупатель сразу видит иначе', async () => {
  const { buyer, context, item } = await retailBuyer()
  const manager = await openRules(item, context.contractId)
  const seen = manager.getByRole('row', { name: /^Всего/ })
  await seen.getByText('есть', { exact: true }).waitFor()
  await manager.getByText('корзина количества не назовёт').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '11 rules')

  await manager.getByRole('button', { name: 'Добавить правило' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Кому').selectOption('Договор')
  await dialog.getByRole('combobox', { name: 'Договор' }).fill(context.contractNumber)
  await dialog.getByRole('listbox').getByRole('option', { name: context.contractNumber }).click()
  await dialog.getByLabel('Как показывать').selectOption('Число до предела')
  await dialog.getByLabel('Не называть больше').fill('5')
  await dialog.getByText('На складе 50', { exact: true }).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '11 new rule')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await seen.getByText('больше 5').waitFor()
  const card = await read<OutputOf<typeof getProduct>>(buyer, `/products/${item.slug}`)
  expect(card.stock).toMatchObject({ display: 'capped', quantity: '5', over: true })

  const rules = manager.getByRole('table', { name: 'Правила' }).getByRole('row')
  const rule = rules.filter({ hasText: context.contractNumber })
  await rule.getByRole('button', { name: 'Изменить правило' }).click()
  await dialog.getByLabel('Как показывать').selectOption('Не показывать')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await seen.getByText('ничего').waitFor()
  await buyer.goto(`/catalogue/products/${item.slug}`)
  await buyer.getByRole('heading', { name: 'Наличие' }).waitFor()
  expect(await buyer.getByRole('main').innerText()).not.toMatch(/есть|много|мало/)

  await rule.getByRole('button', { name: 'Удалить правило' }).click()
  await seen.getByText('есть', { exact: true }).waitFor()
})

test('отсюда же страница товара открывается глазами покупателя', async () => {
  const { context, item } = await retailBuyer()
  const manager = await openRules(item, context.contractId)
  await manager.getByRole('button', { name: 'Открыть глазами покупателя' }).click()
  await manager.waitForURL(/\/catalogue\/products\//)
  await manager.getByRole('heading', { level: 1, name: item.name }).waitFor()
  await manager.getByText('вы смотрите как покупатель').waitFor()
})

test('перебором количеств остаток не узнать: корзина и заказ не называют его, отвечает менеджер', async () => {
  const { buyer, item } = await retailBuyer()
  const told = new Set<string>()
  for (const quantity of ['21', '120', '250', '380', '499']) {
    const cart = await post<OutputOf<typeof createCart>>(buyer, '/carts', { name: `Проба ${quantity}` })
    await post<OutputOf<typeof addLines>>(buyer, `/carts/${cart.id}/lines`, {
      rows: [{ productId: item.productId, quantity }],
    })
    const { lines, abilities } = await read<OutputOf<typeof getCart>>(buyer, `/carts/${cart.id}`)
    const { problems, waits, confirms, availableNow, warehouses } = lines[0]!
    told.add(JSON.stringify({ problems, waits, confirms, availableNow, warehouses, abilities }))
    if (quantity !== '499') continue
    await buyer.goto(`/carts/${cart.id}`)
    await buyer.getByText('наличие подтвердит менеджер').waitFor()
    await expectNoAxeViolations(buyer)
    await screenshot(buyer, '11 cart')
    await buyer.getByRole('button', { name: /^(Оформить|Отправить) заказ/ }).click()
    await buyer.getByText('Заказ принят').waitFor()
    await buyer.getByRole('link', { name: /^Заказ \d+/ }).click()
    await buyer.getByText('наличие подтвердит менеджер').waitFor()
    await screenshot(buyer, '11 order')
  }
  expect([...told]).toHaveLength(1)
})

test('гость узнаёт только, есть ли товар', async () => {
  const guest = await newPage({ viewport: phone })
  const { items } = await read<OutputOf<typeof getCatalogue>>(guest, '/catalogue?perPage=100')
  expect(new Set(items.map(({ stock }) => `${stock.display} ${stock.quantity}`))).toEqual(
    new Set(['yes_no null']),
  )
  const item = items.find(({ stock }) => stock.level === 'yes')!
  await guest.goto(`/products/${item.slug}`)
  await guest.getByRole('heading', { level: 1 }).waitFor()
  await expectNoAxeViolations(guest)
})
