import type { OfferItem } from '@portal/api/offer.ts'
import { test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()

test('a manager sets least, step and most of a product, and agrees on others under a contract; a buyer is told what was rounded', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  const page = await newPage()
  await signIn(page, 'buyer')
  const { items } = (await (await page.request.get('/api/catalogue?inStock=true&perPage=200')).json()) as {
    items: OfferItem[]
  }
  const item = items.find(
    ({ article, price, step, partNumber }) => article && price && !partNumber && step === '1',
  )!

  await manager.goto(`/office/products/${item.productId}`)
  await manager.getByRole('button', { name: 'Количества и упаковки' }).click()
  await manager.getByLabel('Минимум').fill('20')
  await manager.getByLabel('Кратность').fill('8')
  await manager.getByLabel('Максимум').fill('10')
  await manager.getByRole('button', { name: 'Сохранить' }).click()
  await manager.getByText('минимум больше максимума').waitFor()
  await manager.getByText('Упаковки приходят из обмена').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, 'quantities of a product')
  await manager.getByLabel('Максимум').fill('')
  await manager.getByRole('button', { name: 'Сохранить' }).click()
  await manager.getByRole('dialog').waitFor({ state: 'detached' })

  await page.goto('/quick-order')
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill(item.article!)
  await page.getByLabel('Количество, строка 1', { exact: true }).fill('5')
  await page.getByText('× 24').waitFor()
  await page.goto(`/catalogue/products/${item.slug}`)
  const quantity = page.getByRole('textbox', { name: /^Количество/ }).first()
  await quantity.fill('25')
  await quantity.press('Enter')
  await page.getByRole('status').getByText('32').waitFor()
  await screenshot(page, 'a rounded quantity')

  const me = (await (await page.request.get('/api/me')).json()) as {
    current: { context: { contractId: string } }
  }
  await manager.goto(`/office/contracts/${me.current.context.contractId}?tab=quantities`)
  await manager.getByRole('button', { name: 'Вставить списком' }).click()
  await manager.getByRole('dialog').getByRole('textbox').fill(`${item.article}\t1\t\t\nнет-такого\t5`)
  await manager.getByRole('button', { name: 'Записать 2 строки' }).click()
  await manager.getByText('Записано 1 из 2').waitFor()
  await manager.getByRole('button', { name: 'Закрыть' }).last().click()
  await manager.getByLabel('Артикул или название').fill(item.article!)
  await manager.getByRole('link', { name: item.name, exact: true }).waitFor()
  await manager.getByText('у товара 8').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, 'quantities of a contract')

  // the contract's least, the product's step
  await page.goto('/quick-order')
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill(`${item.article} `)
  await page.getByLabel('Количество, строка 1', { exact: true }).fill('5')
  await page.getByText('× 8').waitFor()
})

test('a buyer orders by packagings, which are whole', async () => {
  const page = await newPage({ viewport: phone })
  await signIn(page, 'buyer')
  const { items } = (await (await page.request.get('/api/catalogue?inStock=true&perPage=200')).json()) as {
    items: OfferItem[]
  }
  const item = items.find(({ units, price }) => units.length > 2 && price)!
  await page.goto(`/catalogue/products/${item.slug}`)
  await page
    .getByRole('group', { name: 'Единица' })
    .getByRole('button', { name: item.units[1]!.name })
    .click()
  const quantity = page.getByRole('textbox', { name: /^Количество/ }).first()
  await quantity.fill('1,5')
  await quantity.press('Enter')
  await page.getByRole('status').getByText('2').first().waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'whole packagings phone')
})
