import type { OfferItem } from '@portal/api/offer.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()

/** Products that the buyer is offered and has no number for. */
async function unnumbered(page: Page): Promise<OfferItem[]> {
  const answer = await page.request.get('/api/catalogue?inStock=true&perPage=200')
  const { items } = (await answer.json()) as { items: OfferItem[] }
  return items.filter((item) => item.article && item.price && item.partNumber === null)
}

const field = (page: Page, name: string) => page.getByLabel(`Свой артикул: ${name}`, { exact: true })

test('a buyer gives a product his number on its page, finds the product by it, and orders by it', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const [item, other] = await unnumbered(page)
  await page.goto(`/catalogue/products/${item!.slug}`)
  await page.getByRole('button', { name: `Дать свой артикул: ${item!.name}` }).click()
  await field(page, item!.name).fill('СКЛ-77/1')
  await field(page, item!.name).press('Enter')
  await page.getByRole('button', { name: `ваш артикул СКЛ-77/1, изменить: ${item!.name}` }).waitFor()
  await screenshot(page, 'own number on the product page')

  const search = page.getByRole('combobox', { name: 'Поиск' })
  await search.fill('скл 77 1')
  await page
    .getByRole('option', { name: new RegExp(item!.article!.replaceAll(/[^\w]/g, '.')) })
    .first()
    .waitFor()
  await page.goto('/quick-order')
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill('СКЛ771')
  await page.getByLabel('Количество, строка 1', { exact: true }).fill('500')
  await page.getByRole('link', { name: item!.name, exact: true }).waitFor()

  // the same number at another product is asked about, and moves when told to
  await page.goto(`/catalogue/products/${other!.slug}`)
  await page.getByRole('button', { name: `Дать свой артикул: ${other!.name}` }).click()
  await field(page, other!.name).fill('СКЛ-77/1')
  await field(page, other!.name).press('Enter')
  await page.getByRole('alert').getByText(item!.name).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'own number taken')
  await page.getByRole('button', { name: 'Перенести сюда' }).click()
  await page.getByRole('button', { name: `ваш артикул СКЛ-77/1, изменить: ${other!.name}` }).waitFor()
})

test('the list of own numbers is searched, changed in its rows, pasted, taken from a file, deleted and restored', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const [first, second, third] = await unnumbered(page)
  await page.goto('/company?tab=numbers')
  await page.getByRole('button', { name: 'Вставить или загрузить' }).click()
  await page
    .getByLabel('Строки из таблицы')
    .fill(`Артикул\tНаш код\n${first!.article}\tПАСТ-1\nнет-такого\tПАСТ-2\n${first!.article}\tПАСТ-3`)
  await page.getByRole('button', { name: 'Записать 3 номера' }).click()
  await page.getByText('Записано новых: 1').waitFor()
  await page.getByText('товар уже есть выше').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'own numbers pasted')
  await page.getByRole('button', { name: 'Закрыть' }).last().click()

  await page.getByRole('button', { name: 'Вставить или загрузить' }).click()
  await page.locator('#part-number-file').setInputFiles({
    name: 'наши коды.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `Наш код;Название;Артикул поставщика\nФАЙЛ-1;;${second!.article}\nФАЙЛ-2;;${third!.article}\n`,
    ),
  })
  await page.getByText('наши коды.csv').waitFor()
  await page.getByRole('button', { name: 'Записать 2 номера' }).click()
  await page.getByText('Записано новых: 2').waitFor()
  await page.getByRole('button', { name: 'Закрыть' }).last().click()

  await page.getByLabel('Номер, артикул или название').fill('ФАЙЛ')
  await page.getByText('2 номера').first().waitFor()
  await page.getByRole('button', { name: `Изменить свой артикул ФАЙЛ-1: ${second!.name}` }).click()
  await field(page, second!.name).fill('ФАЙЛ-9')
  await field(page, second!.name).press('Enter')
  await page.getByRole('button', { name: `Изменить свой артикул ФАЙЛ-9: ${second!.name}` }).waitFor()
  await page.getByRole('button', { name: 'Удалить номер ФАЙЛ-2' }).click()
  await page.getByText('Удалён 1 номер').waitFor()
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await page.getByRole('button', { name: 'Удалить номер ФАЙЛ-2' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'own numbers')
})

test('what somebody chose for an unknown row is remembered as his number when he says so', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const item = (await unnumbered(page)).find(({ article }) => /[ABCEHKMOPTXY]/.test(article!))!
  const lookalike = item.article!.replaceAll(
    /[ABCEHKMOPTXY]/g,
    (letter) => 'АВСЕНКМОРТХУ'['ABCEHKMOPTXY'.indexOf(letter)]!,
  )
  await page.goto('/quick-order')
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill(lookalike)
  await page.getByLabel('Количество, строка 1', { exact: true }).fill('500')
  await page
    .getByRole('button', { name: `Выбрать ${item.article}` })
    .first()
    .click()
  await page.getByRole('button', { name: `Запомнить «${lookalike}» как ваш артикул` }).click()
  await page.getByText(`Запомнили: «${lookalike}» — это ${item.name}`).waitFor()
  const pasted = await page.request.post('/api/row-resolutions', { data: { rows: [{ article: lookalike }] } })
  const { rows } = (await pasted.json()) as { rows: { outcome: string; item: OfferItem | null }[] }
  expect(rows[0]).toMatchObject({ outcome: 'found', item: { productId: item.productId } })
})

test('a manager keeps the numbers of a customer on his card', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const answer = await page.request.get('/api/office/companies?limit=200')
  const { items } = (await answer.json()) as { items: { id: string; name: string }[] }
  const numbers = async (id: string) =>
    (
      (await (await page.request.get(`/api/office/companies/${id}/part-numbers?total=true`)).json()) as {
        total: number
      }
    ).total
  const counts = await Promise.all(items.map(async ({ id }) => ({ id, count: await numbers(id) })))
  const customer = counts.find(({ count }) => count > 0)!
  await page.goto(`/office/customers/${customer.id}?tab=numbers`)
  await page.getByRole('columnheader', { name: 'Артикул покупателя' }).waitFor()
  await page
    .getByRole('button', { name: /^Изменить свой артикул/ })
    .first()
    .click()
  await page.getByLabel(/^Свой артикул: /).fill('МЕНЕДЖЕР-1')
  await page.getByLabel(/^Свой артикул: /).press('Enter')
  // the list goes by number, so the new one may stand on another page of it
  await page.getByLabel('Номер, артикул или название').fill('менеджер')
  await page.getByRole('button', { name: /^Изменить свой артикул МЕНЕДЖЕР-1/ }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'own numbers of a customer')
})

test('on a phone the numbers are read and changed', async () => {
  const page = await newPage({ viewport: phone })
  await signIn(page, 'buyer')
  await page.goto('/company?tab=numbers')
  await page
    .getByRole('button', { name: /^Изменить свой артикул/ })
    .first()
    .waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await expectNoAxeViolations(page)
  await screenshot(page, 'own numbers phone')
})
