import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async (page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as {
    items: { id: string; name: string; number: string }[]
  }

test('ставку НДС задают с будущей даты, а та, что действует, не меняется', async () => {
  const page = await newPage()
  await signIn(page, 'admin')
  await page.goto('/office/vat-rates')
  const table = page.getByRole('table', { name: 'Ставки НДС' })
  await table.getByText('22 %').first().waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'vat-rates')
  await page.getByRole('button', { name: 'Новая ставка' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ставка, %').fill('25')
  await dialog.getByLabel('С какого дня').fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'уже действует' }).waitFor()
  await dialog.getByLabel('С какого дня').fill('2100-01-01')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const row = table.getByRole('row').filter({ hasText: '25 %' })
  await row.getByText('вступит в силу').waitFor()
  await row.getByRole('button', { name: 'Убрать ставку с 01.01.2100' }).click()
  await row.waitFor({ state: 'detached' })
})

test('экспортному договору цены считаются без НДС, и это видно по шагам', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const contract = (await read(page, '/office/contracts?search=%D0%A1%D0%A2-009')).items[0]!
  await page.goto(`/office/contracts/${contract.id}`)
  await page.getByRole('combobox', { name: 'НДС', exact: true }).selectOption('export')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Сохранено').first().waitFor()
  const product = (
    await read(page, '/office/products?active=true&limit=1&search=%D0%B4%D1%80%D0%B5%D0%BB%D1%8C')
  ).items[0]!
  await page.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}`)
  await page.getByText('Экспорт: из цены прайс-листа вынут НДС').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'why-export')
  expect(await page.getByText('НДС 0 %').count()).toBeGreaterThan(0)
})

test('вид ставки товара меняют с будущего дня: одному, найденным по категории и вставленным артикулам', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto('/office/vat-rates?tab=goods')
  const table = page.getByRole('table', { name: 'Виды ставок товаров' })
  await table.getByText('Основная, 22 %').first().waitFor()
  // without anything named the whole assortment is not changed by one click
  expect(await page.getByRole('button', { name: 'Сменить у найденных' }).isDisabled()).toBe(true)
  await page.getByRole('searchbox', { name: 'Товар, артикул или код' }).fill('дрель ударная')
  await page.getByText(/^\d+ товар/).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'vat-classes')
  await page.getByRole('button', { name: 'Сменить у найденных' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('На какой').selectOption('reduced')
  await dialog.getByLabel('С какого дня').fill('2100-01-01')
  await expectNoAxeViolations(page)
  await screenshot(page, 'vat-class-dialog')
  await dialog.getByRole('button', { name: /^Применить к/ }).click()
  await table.getByText('с 01.01.2100').first().waitFor()

  await table.getByRole('link').first().click()
  const panel = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'НДС', exact: true }) })
  await panel.getByText('вступит в силу').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'product-vat')
  await panel.getByRole('button', { name: 'Отменить смену с 01.01.2100' }).click()
  await panel.getByText('вступит в силу').waitFor({ state: 'detached' })

  await page.goto('/office/vat-rates?tab=goods')
  const article = (await read(page, '/office/products?active=true&limit=1')).items[0]! as unknown as {
    article: string
  }
  await page.getByRole('button', { name: 'Вставить артикулы' }).click()
  await dialog.getByLabel('С какого дня').fill('2100-02-01')
  await dialog.getByLabel('Строки').fill(`${article.article}\t10 %\nНЕТ-ТАКОГО\n${article.article}`)
  await dialog.getByRole('button', { name: /^Записать/ }).click()
  await dialog.getByText('изменится').first().waitFor()
  await dialog.getByText('нет такого артикула').first().waitFor()
  await dialog.getByText('товар уже был выше').first().waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'vat-classes-pasted')
})
