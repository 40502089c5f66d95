import type { Cart } from '@portal/api/carts.ts'
import type { OfficeFamily } from '@portal/api/families.ts'
import type { ProductRow } from '@portal/api/goods.ts'
import type { OfferItem } from '@portal/api/offer.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

async function found(page: Page, search: string): Promise<OfferItem> {
  const answer = await page.request.get(`/api/catalogue?search=${encodeURIComponent(search)}`)
  return ((await answer.json()) as { items: OfferItem[] }).items[0]!
}

/** The cells of the matrix, row by row. */
const cellsOf = (page: Page) => page.getByRole('region', { name: 'Варианты' }).getByRole('textbox')

describe('покупатель', () => {
  test('заказывает таблицей по трём осям с клавиатуры', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    const breaker = await found(page, 'автоматический выключатель C')
    await page.goto(`/catalogue/products/${breaker.slug}`)
    // the nearest others stand on the card, all of them in the table
    const near = page.getByRole('navigation', { name: 'Варианты' })
    await near.waitFor()
    expect(await near.getByRole('link').count()).toBeGreaterThan(4)
    const curve = page.getByRole('group', { name: 'Характеристика' })
    await curve.getByRole('button', { name: 'C', exact: true, pressed: true }).waitFor()

    const cells = cellsOf(page)
    await cells.nth(0).click()
    await page.keyboard.type('12')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('24')
    await page.keyboard.press('Enter')
    await page.keyboard.type('36')
    await page.keyboard.press('Enter')
    const bar = page.getByRole('region', { name: 'Выбранные товары' })
    await bar.getByText('3 строки').waitFor()
    await page
      .getByRole('row', { name: /^Всего/ })
      .getByText('72', { exact: true })
      .waitFor()

    // what is typed on one layer is not forgotten on another, and the layer is in the address
    await curve.getByRole('button', { name: 'D', exact: true }).click()
    await page.waitForURL(/axis3=D/)
    await curve.getByLabel('3 варианта с количеством').waitFor()
    await cells.nth(0).fill('12')
    await bar.getByText('4 строки').waitFor()
    await screenshot(page, '46 matrix')
    await expectNoAxeViolations(page)
    await page.reload()
    await curve.getByRole('button', { name: 'D', exact: true, pressed: true }).waitFor()
  })

  test('считает в упаковках и видит, что стало с каждой строкой', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    const breaker = await found(page, 'автоматический выключатель C')
    await page.goto(`/catalogue/products/${breaker.slug}`)
    await page.getByLabel('Считать в').selectOption('упак')
    const cells = cellsOf(page)
    await cells.nth(0).fill('2')
    await cells.nth(1).fill('3')
    const bar = page.getByRole('region', { name: 'Выбранные товары' })
    await bar.getByText('2 строки').waitFor()
    await bar.getByRole('button', { name: 'В корзину', exact: true }).click()
    await bar.waitFor({ state: 'hidden' })
    const { items } = (await (await page.request.get('/api/carts')).json()) as { items: { id: string }[] }
    const cart = (await (await page.request.get(`/api/carts/${items[0]!.id}`)).json()) as Cart
    const lines = cart.lines.map(({ quantity, unitName }) => `${quantity} ${unitName}`)
    expect(lines).toContain('2 упак')
    expect(lines).toContain('3 упак')
  })

  test('по одной оси заказывает строками, на пустом месте ничего не вводит', async () => {
    const page = await newPage()
    await signIn(page, 'buyer')
    const nut = await found(page, 'гайка DIN 934 М10')
    await page.goto(`/catalogue/products/${nut.slug}`)
    const rows = page.getByRole('table', { name: 'Варианты' })
    await rows.getByRole('columnheader', { name: 'Диаметр' }).waitFor()
    await rows.getByRole('textbox').first().fill('1000')
    await page.getByRole('region', { name: 'Выбранные товары' }).getByText('1 строка').waitFor()

    const bolt = await found(page, '933-10-100-5.8-Ц')
    await page.goto(`/catalogue/products/${bolt.slug}`)
    const matrix = page.getByRole('region', { name: 'Варианты' })
    await matrix.waitFor()
    const empty = matrix.locator('td[data-empty="true"]')
    expect(await empty.count()).toBeGreaterThan(0)
    expect(await empty.getByRole('textbox').count()).toBe(0)
  })

  test('на телефоне сдвигает таблицу пальцем, а названия строк остаются', async () => {
    const page = await newPage({ viewport: phone, locale: 'en-GB' })
    await page.context().addCookies([
      { name: 'artikul_theme', value: 'dark', url: portal.url },
      { name: 'artikul_language', value: 'en', url: portal.url },
    ])
    await signIn(page, 'buyer')
    await page.request.patch('/api/me', { data: { language: 'en' } })
    const breaker = await found(page, 'circuit breaker C')
    await page.goto(`/catalogue/products/${breaker.slug}`)
    const matrix = page.getByRole('region', { name: 'Variants' })
    await matrix.waitFor()
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(phone.width)
    const first = matrix.getByRole('rowheader').first()
    const before = (await first.boundingBox())!.x
    await matrix.evaluate((box) => box.scrollBy(200, 0))
    expect((await first.boundingBox())!.x).toBe(before)
    await expectNoAxeViolations(page)
    await screenshot(page, '46 matrix phone')
    await page.request.patch('/api/me', { data: { language: 'ru' } })
  })
})

describe('менеджер', () => {
  test('берёт семейство из предложений', async () => {
    const page = await newPage()
    await signIn(page, 'manager')
    await page.goto('/office/families?tab=proposals')
    const name = page.getByLabel('Название', { exact: true }).first()
    await name.waitFor()
    await expectNoAxeViolations(page)
    await name.fill('Бинты стерильные')
    await page
      .getByRole('button', { name: /^Создать из/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Открыть' }).click()
    await page.getByRole('heading', { level: 1, name: 'Бинты стерильные' }).waitFor()
    await page.getByText('Создано вручную: обмен его не меняет.').waitFor()
    await page.getByRole('table', { name: 'Варианты семейства' }).getByRole('row').nth(2).waitFor()
  })

  test('собирает семейство сам: оси, значения, товары списком, споры за место', async () => {
    const page = await newPage()
    await signIn(page, 'manager')
    const plain: ProductRow[] = []
    for (const search of ['карабин', 'справочник']) {
      const { items } = (await (
        await page.request.get(`/api/office/products?search=${encodeURIComponent(search)}&active=true`)
      ).json()) as { items: ProductRow[] }
      plain.push(...items)
    }
    expect(plain.length).toBeGreaterThan(3)

    await page.goto('/office/families')
    await page.getByRole('button', { name: 'Создать семейство' }).click()
    await page.getByLabel('Название', { exact: true }).fill('Набор прораба')
    await page.getByLabel('Название по-английски').fill('Foreman’s set')
    await page.getByRole('button', { name: 'Создать', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Набор прораба' }).waitFor()
    await page.getByText('Вариантов пока нет').waitFor()
    await screenshot(page, '46 family empty')

    for (const axis of ['Рост бригады', 'Смена']) {
      await page.getByRole('combobox', { name: /^Добавить ось/ }).fill(axis)
      await page.getByRole('option', { name: `Новая ось «${axis}»` }).click()
    }
    const size = page.getByRole('region', { name: 'Рост бригады' })
    await size.getByLabel('Новые значения оси «Рост бригады»').fill('S, L, M')
    await size.getByRole('button', { name: 'Добавить' }).click()
    await size.getByRole('button', { name: '«M» раньше' }).click()
    await page.getByRole('button', { name: 'Сохранить' }).click()
    await page.getByText('Семейство сохранено').waitFor()
    expect(await size.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^S/),
      expect.stringMatching(/^M/),
      expect.stringMatching(/^L/),
    ])

    const free = plain.filter(({ article }) => article)
    const [a, b, c] = free
    await page.getByRole('button', { name: 'Вставить списком' }).click()
    await page
      .getByRole('dialog')
      .getByRole('textbox')
      .fill(
        [
          `${a!.article}\tS\tДень`,
          `${b!.article}\tS\tдень`,
          `${b!.article}\tM\tНочь`,
          `${c!.article}`,
          'НЕТ-ТАКОГО\tS\tДень',
        ].join('\n'),
      )
    await page.getByRole('button', { name: 'Записать 5 строк' }).click()
    const report = page.getByRole('dialog')
    await report.getByText('место занято').first().waitFor()
    await report.getByText('такого артикула нет').first().waitFor()
    await screenshot(page, '46 family rows')
    await page.getByRole('button', { name: 'Закрыть' }).last().click()
    const table = page.getByRole('table', { name: 'Варианты семейства' })
    await table.getByRole('link', { name: a!.article! }).waitFor()

    // one without a place gets one; a taken one is refused
    const place = (axis: string, { article }: ProductRow) =>
      table.getByRole('combobox', { name: `${axis}: ${article}`, exact: true })
    const placed = (await place('Рост бригады', c!).count()) > 0
    if (placed) {
      await place('Рост бригады', c!).selectOption('L')
      await place('Смена', c!).selectOption('Ночь')
    }
    await place('Смена', b!).selectOption('День')
    await place('Рост бригады', b!).selectOption('S')
    await page.getByText(`На этом месте уже стоит ${a!.article}.`).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '46 family')

    await page.getByRole('button', { name: `Убрать из семейства: ${b!.article}` }).click()
    await table.getByRole('link', { name: b!.article! }).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
    await table.getByRole('link', { name: b!.article! }).waitFor()

    await page.getByRole('button', { name: 'Удалить семейство' }).click()
    await page.getByRole('button', { name: 'Удалить', exact: true }).click()
    await page.getByText(/«Набор прораба» удалено/).waitFor()
    await page.getByRole('searchbox', { name: 'Название или артикул варианта' }).fill('Набор прораба')
    await page.getByText('По этим условиям семейств нет').waitFor()
  })

  test('видит ошибки семейств отдельно, а без права менять только смотрит', async () => {
    const page = await newPage()
    await signIn(page, 'credit')
    await page.goto('/office/families')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('table', { name: 'Варианты семейства' }).waitFor()
    expect(await page.getByRole('button', { name: 'Удалить семейство' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Вставить списком' }).count()).toBe(0)
    await page.goto('/office/families?trouble=true')
    await page.getByText('По этим условиям семейств нет').waitFor()
    await expectNoAxeViolations(page)
    const answer = await page.request.get('/api/office/families?search=автоматический')
    const [family] = ((await answer.json()) as { items: OfficeFamily[] }).items
    const refused = await page.request.delete(`/api/office/families/${family!.id}`)
    expect(refused.status()).toBe(403)
  })
})
