import type { OutputOf } from '@portal/api/endpoint.ts'
import type { listOrdersAsOperator } from '@portal/api/orders.ts'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()

test('менеджер собирает отгрузку из заказа и отправляет её, покупатель видит без перезагрузки, что и когда едет', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const own = await buyer.request.get('/api/orders?status=confirmed,in_work&limit=1')
  const order = ((await own.json()) as OutputOf<typeof listOrdersAsOperator>).items[0]!
  await buyer.goto(`/orders/${order.id}`)
  await buyer.getByRole('heading', { name: `Заказ ${order.number}` }).waitFor()

  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto(`/office/orders/${order.id}`)
  await manager.getByRole('button', { name: 'Собрать отгрузку' }).click()
  const dialog = manager.getByRole('dialog')
  const quantity = dialog.getByLabel(/^В отгрузку: /).first()
  const left = await quantity.inputValue()
  await quantity.fill('999999999')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('Больше, чем осталось отгрузить').waitFor()
  await quantity.fill(left)
  await dialog.getByLabel('Перевозчик').fill('Деловые линии')
  await dialog.getByLabel('Номер отправления').fill('DL-12b')
  await dialog.getByLabel('Когда приедет').fill('2030-05-17')
  await expectNoAxeViolations(manager)
  await screenshot(manager, '12b pack')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await manager.getByRole('button', { name: 'Отправлена' }).click()
  await dialog.getByLabel('День отгрузки').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '12b send')
  await dialog.getByRole('button', { name: 'Отправлена' }).click()
  await manager.getByRole('button', { name: 'Доставлена' }).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '12b office order')

  await buyer.getByText('DL-12b').waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '12b order')
  await buyer.getByRole('link', { name: 'Едет к нам' }).click()
  await buyer.getByRole('heading', { name: /17\.05\.2030|17 мая 2030/ }).waitFor()
  const card = buyer.getByRole('article').filter({ hasText: 'DL-12b' })
  await card.getByText(/строк/).click()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '12b on the way')

  await manager.getByRole('button', { name: 'Доставлена' }).click()
  await card.waitFor({ state: 'detached' })
  await buyer.getByRole('link', { name: 'Получено' }).click()
  await card.waitFor()
})

test('на телефоне видно то же, гостю и чужому не видно ничего', async () => {
  const page = await newPage({ viewport: phone })
  await signIn(page, 'retail')
  await page.goto('/on-the-way')
  await page.getByRole('heading', { name: 'Едет к нам' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, '12b phone')
  const guest = await newPage()
  expect((await guest.request.get('/api/shipments')).status()).toBe(401)
})
