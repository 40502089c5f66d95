import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

interface Listed {
  items: { id: string; name: string; article: string | null; isBase?: boolean; source?: string | null }[]
}
const read = async (page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Listed

test('менеджер заводит прайс-лист, вставляет строки, и у каждой строки есть итог', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const seller = (await read(page, '/office/sellers')).items[0]!
  const goods = (await read(page, '/office/products?active=true&limit=200')).items.filter(
    ({ article }) => article,
  )
  await page.goto('/office/price-lists')
  await page.getByRole('table', { name: 'Прайс-листы' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-lists')

  await page.getByRole('button', { name: 'Новый прайс-лист' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Название').fill('Весенняя распродажа')
  await dialog.getByLabel('Продавец').selectOption(seller.id)
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await page.waitForURL(/price-lists\/.+/)
  await page.getByText('В этом прайс-листе нет цен').waitFor()

  const [first] = goods
  // an article that no other one begins with
  const second = goods.find(
    (one) =>
      one !== first && !goods.some((other) => other !== one && other.article!.startsWith(one.article!)),
  )
  await page.getByRole('button', { name: 'Вставить строки' }).click()
  await dialog
    .getByLabel('Строки')
    .fill(
      [
        `${first!.article}; 125,50`,
        `${first!.article}\t119\t100`,
        'нет-такого; 1',
        `${first!.article}; 1`,
      ].join('\n'),
    )
  await dialog.getByRole('button', { name: 'Записать 4 строки' }).click()
  const report = page.getByRole('table', { name: 'Итог по строкам' })
  await report.getByText('Артикул не найден').waitFor()
  await report.getByText('Повтор: учтена первая').waitFor()
  expect(await report.getByText('Добавлена').count()).toBe(2)
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-list-pasted')
  await dialog.getByRole('contentinfo').getByRole('button', { name: 'Закрыть' }).click()

  await page.getByRole('button', { name: 'Добавить цену' }).click()
  await dialog.getByLabel('Товар').fill(second!.article!)
  await dialog
    .getByRole('button', { name: new RegExp(escaped(second!.article!)) })
    .first()
    .click()
  await dialog.getByLabel(/^Цена/).fill('1 234,56')
  await dialog.getByLabel(/^по \(включительно\)/).fill('2027-01-31')
  await expectNoAxeViolations(page)
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const rows = page.getByRole('table', { name: 'Цены' })
  await rows.getByText('по 31.01.2027').waitFor()
  await rows.getByText('125,50').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-list')

  await page
    .getByRole('button', { name: /^Убрать цену/ })
    .first()
    .click()
  await page.getByText('Цена убрана').waitFor()
  await page.getByText('2 цены', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await page.getByText('3 цены', { exact: true }).waitFor()
})

test('прайс-лист назначают компании, и назначение можно снять и вернуть', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const me = (await (await buyer.request.get('/api/me')).json()) as {
    current: { context: { companyName: string; contractId: string } }
  }
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto('/office/price-lists?search=Весенняя')
  await page.getByRole('link', { name: 'Весенняя распродажа' }).click()
  await page.getByLabel('Найти', { exact: true }).last().fill(me.current.context.companyName)
  await page.getByRole('list', { name: 'Найти' }).getByRole('button').first().click()
  await page.getByRole('button', { name: /^Снять назначение/ }).waitFor()
  await screenshot(page, 'price-list-assigned')
  await page.reload()
  await page.getByRole('button', { name: /^Снять назначение/ }).click()
  await page.getByText('Никому: действует только там, где указан в договоре.').waitFor()
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await page.getByRole('button', { name: /^Снять назначение/ }).waitFor()
})

test('цены из обмена здесь не меняют, и об этом сказано', async () => {
  const page = await newPage({ viewport: phone })
  await signIn(page, 'manager')
  const list = (await read(page, '/office/price-lists')).items.find(({ source }) => source)
  expect(list).toBeDefined()
  await page.goto(`/office/price-lists/${list!.id}`)
  await page.getByText(/Цены приходят из обмена/).waitFor()
  await page.getByRole('table', { name: 'Цены' }).waitFor()
  expect(await page.getByRole('button', { name: 'Добавить цену' }).count()).toBe(0)
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-list-phone')
})

test('товары находят по артикулу, выключают галочкой и возвращают', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const product = (await read(page, '/office/products?active=true&limit=50')).items.find(
    ({ article }) => article,
  )!
  await page.goto('/office/products')
  await page.getByRole('table', { name: 'Товары' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'products')
  await page.getByRole('main').getByRole('searchbox').fill(product.article!)
  const row = page.getByRole('row').filter({ hasText: product.name }).first()
  await row.getByText('В продаже').waitFor()
  await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Выключить' }).click()
  await row.getByText('Выключен').waitFor()
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await row.getByText('В продаже').waitFor()

  await row.getByRole('link').click()
  await page.getByRole('heading', { name: 'Остатки' }).waitFor()
  await page.getByRole('table', { name: 'Цены' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'product-office')
})

test('без почтового сервера ссылку из письма берут на странице почты', async () => {
  const page = await newPage()
  await signIn(page, 'admin')
  const asked = await page.request.post('/api/password-resets', {
    data: { email: 'buyer@demo.artikul.local' },
  })
  expect(asked.status(), await asked.text()).toBeLessThan(300)
  await page.goto('/office/mails')
  await page.getByText('Почтовый сервер не настроен').waitFor()
  await page.getByRole('table', { name: 'Почта' }).getByRole('link').first().click()
  await page.getByRole('dialog').getByRole('link', { name: /^http/ }).first().waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'mail')
})

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
