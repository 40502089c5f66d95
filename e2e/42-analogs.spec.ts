import type { Substitute } from '@portal/api/analogs.ts'
import type { ProductRow } from '@portal/api/goods.ts'
import type { OfferItem } from '@portal/api/offer.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()

async function offered(page: Page): Promise<OfferItem[]> {
  const answer = await page.request.get('/api/catalogue?inStock=true&perPage=200')
  return ((await answer.json()) as { items: OfferItem[] }).items.filter(
    ({ article, price }) => article && price,
  )
}

/** A product that is sold no more and has a replacement that the buyer is offered. */
async function replaced(manager: Page, buyer: Page): Promise<{ old: ProductRow; by: Substitute }> {
  const answer = await manager.request.get('/api/office/products?active=false&limit=200')
  const { items } = (await answer.json()) as { items: ProductRow[] }
  const found = await buyer.request.post('/api/substitutes', {
    data: { wanted: items.map(({ article }) => ({ article: article ?? '', quantity: '500' })) },
  })
  const { found: substitutes } = (await found.json()) as { found: Substitute[][] }
  const place = substitutes.findIndex(([first]) => first)
  return { old: items[place]!, by: substitutes[place]![0]! }
}

test('a manager links products: one by one and as a list; itself and a circle are refused', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const { items } = (await (await page.request.get('/api/office/products?active=true&limit=50')).json()) as {
    items: ProductRow[]
  }
  const [a, b, c] = items.filter(({ article }) => article)
  await page.goto(`/office/products/${a!.id}`)
  await page.getByRole('button', { name: 'Добавить связь' }).click()
  const search = page.getByRole('combobox', { name: 'Товар' })
  await search.fill(b!.article!)
  await page.getByRole('option').filter({ hasText: b!.name }).first().click()
  await page.getByLabel('Что это').selectOption('replacement')
  await page.getByLabel(/^Сколько нужно вместо одной единицы/).fill('2,5')
  await page.getByLabel('Пояснение покупателю').fill('Тот же размер')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('button', { name: `Убрать связь: ${b!.name}` }).waitFor()
  await page.getByText('на единицу идёт 2,5').waitFor()

  await page.getByRole('button', { name: 'Вставить списком' }).click()
  await page
    .getByRole('dialog')
    .getByRole('textbox')
    .fill(
      [
        `${b!.article}\t${a!.article}\tзамена`,
        `${a!.article}\t${a!.article}`,
        `${a!.article}\t${c!.article}\tаналог\t1\tдругая марка`,
        'нет-такого\tи-такого',
      ].join('\n'),
    )
  await page.getByRole('button', { name: 'Записать 4 строки' }).click()
  await page.getByText('Записано 1 из 4').waitFor()
  const report = page.getByRole('table', { name: 'Итог по строкам' })
  await report.getByText('замены пошли бы по кругу').waitFor()
  await report.getByText('товар не заменяет сам себя').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'analogs pasted')
  await page.getByRole('button', { name: 'Закрыть' }).last().click()
  await page.getByText('другая марка').waitFor()
  await page.getByRole('button', { name: `Убрать связь: ${c!.name}` }).click()
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await page.getByRole('button', { name: `Убрать связь: ${c!.name}` }).waitFor()
  await screenshot(page, 'analogs of a product')
})

test('a buyer is offered a replacement for what is sold no more: on its page and in a paste, with the quantity', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  const page = await newPage()
  await signIn(page, 'buyer')
  const { old, by } = await replaced(manager, page)
  await page.goto(`/catalogue/products/${old.slug}`)
  await page.getByRole('heading', { name: 'Вместо него предлагаем' }).waitFor()
  await page.getByRole('link', { name: by.item.name, exact: true }).first().waitFor()
  await screenshot(page, 'replacement of a product sold no more')

  await page.goto('/quick-order')
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill(old.article!)
  await page.getByLabel('Количество, строка 1', { exact: true }).fill('500')
  const take = page.getByRole('button', { name: 'Взять вместо' }).filter({ hasText: by.item.name })
  await take.waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'replacement in the quick order')
  await take.click()
  await page.getByText('Готово 1 из 1 строки').waitFor()
  expect(Number(await page.getByLabel('Количество, строка 1', { exact: true }).inputValue())).toBe(
    Number(by.quantity),
  )

  await page.setViewportSize(phone)
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill(`${old.article} `)
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill(old.article!)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await screenshot(page, 'replacement in the quick order phone')
})

test('in a cart one press puts the substitute in the place of a line that is offered no more', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  const page = await newPage()
  await signIn(page, 'buyer')
  const [line, instead] = await offered(page)
  const link = `/api/office/products/${line!.productId}/analogs/replacement/${instead!.productId}`
  expect((await manager.request.put(link, { data: { ratio: '2' } })).status()).toBe(200)
  const cart = (await (await page.request.post('/api/carts', { data: { name: 'Замены' } })).json()) as {
    id: string
  }
  await page.request.post(`/api/carts/${cart.id}/lines`, {
    data: { rows: [{ productId: line!.productId, quantity: '500' }] },
  })
  await manager.request.patch('/api/office/products', {
    data: { productIds: [line!.productId], active: false },
  })
  await page.goto(`/carts/${cart.id}`)
  const take = page.getByRole('button', { name: 'Взять вместо' }).filter({ hasText: instead!.name })
  await take.waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'substitute in a cart')
  await take.click()
  await page.getByText(`Заменено на ${instead!.name}`).waitFor()
  const now = (await (await page.request.get(`/api/carts/${cart.id}`)).json()) as {
    lines: { productId: string; quantity: string }[]
  }
  expect(now.lines.map(({ productId }) => productId)).toEqual([instead!.productId])
  expect(Number(now.lines[0]!.quantity)).toBeGreaterThanOrEqual(1000)
})
