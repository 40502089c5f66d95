import type { OfferItem } from '@portal/api/offer.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

async function buyerPage(
  options?: Parameters<typeof newPage>[0],
): Promise<{ page: Page; items: OfferItem[] }> {
  const page = await newPage(options)
  await signIn(page, 'buyer')
  const answer = await page.request.get(`${portal.url}/api/catalogue?inStock=true`)
  const { items } = (await answer.json()) as { items: OfferItem[] }
  return { page, items: items.filter((item) => item.article && item.price) }
}
const cell = (page: Page, column: string, row: number) =>
  page.getByLabel(`${column}, строка ${row}`, { exact: true })

/** As Ctrl+V does: into whatever has the focus. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }`)
}

test('article, Enter, quantity, Enter: lines are typed without a mouse, outlive a reload, and enter a cart only when told', async () => {
  const { page, items } = await buyerPage()
  await page.goto('/quick-order')
  await cell(page, 'Артикул', 1).waitFor()
  await cell(page, 'Артикул', 1).focus()
  for (const item of items.slice(0, 2)) {
    await page.keyboard.type(item.article!)
    await page.keyboard.press('Enter')
    await page.keyboard.type('500')
    await page.keyboard.press('Enter')
  }
  await page.keyboard.type('нет-такого')
  await page.keyboard.press('Enter')
  await page.getByText('Не найден', { exact: true }).waitFor()
  await page.getByRole('link', { name: items[1]!.name, exact: true }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'quick order')

  await page.reload()
  await page.getByRole('link', { name: items[0]!.name, exact: true }).waitFor()
  const carts = async () =>
    (await (await page.request.get('/api/carts')).json()) as { items: { lineCount: number }[] }
  const before = (await carts()).items.length
  await page.getByRole('button', { name: 'Выбрать корзину' }).click()
  await page.getByRole('menuitem', { name: 'Новая корзина…' }).click()
  await page.getByLabel('Название корзины').fill('С клавиатуры')
  await page.getByRole('button', { name: 'Создать и добавить' }).click()
  await page.getByText('В корзине «С клавиатуры» добавлены 2 строки').waitFor()
  const after = (await carts()).items
  expect(after).toHaveLength(before + 1)
  expect(after[0]!.lineCount).toBe(2)
  // what went in has left the sheet, what did not match stays
  expect(await cell(page, 'Артикул', 1).inputValue()).toBe('нет-такого')
})

test('a paste from Excel is read row by row: rounded, repeated, unreadable, unknown; the unmatched come back with reasons', async () => {
  const { page, items } = await buyerPage()
  const [first, second] = items
  await page.goto('/quick-order')
  await cell(page, 'Артикул', 1).focus()
  await paste(
    page,
    `Артикул\tКол-во\n${first!.article}\t500\n${second!.article}\t-1\n${first!.article}\t500\n1.23E+10\t1\n=1+1\t2`,
  )
  await page.getByText('сложено со строкой 1').waitFor()
  await page.getByText('количество должно быть больше нуля').waitFor()
  await page.getByText('Excel испортил артикул: сделайте столбец текстовым').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Скачать с причинами' }).click()
  const text = await (await download).createReadStream().then(async (stream) => {
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part as Buffer)
    return Buffer.concat(parts).toString()
  })
  expect(text).toContain("'=1+1")
  expect(text.trim().split('\r\n')).toHaveLength(4)
  await expectNoAxeViolations(page)
  await screenshot(page, 'quick order pasted')
})

test('a scanner that goes on typing fills the next row, and a long paste says what did not fit', async () => {
  const { page, items } = await buyerPage()
  await page.goto('/quick-order')
  await cell(page, 'Артикул', 1).focus()
  for (const code of ['4601234567893', '4601234567894']) {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }
  expect(await cell(page, 'Артикул', 1).inputValue()).toBe('4601234567893')
  expect(await cell(page, 'Количество', 1).inputValue()).toBe('')
  expect(await cell(page, 'Артикул', 2).inputValue()).toBe('4601234567894')
  await cell(page, 'Артикул', 3).focus()
  const started = Date.now()
  await paste(
    page,
    Array.from({ length: 1005 }, (_, index) => items[index % items.length]!.article).join('\n'),
  )
  await page.getByText('7 строк не поместилось').waitFor()
  await page.getByText(/^Готово \d+ из 1\s000 строк$/).waitFor()
  // a guard against minutes, not a measurement
  expect(Date.now() - started).toBeLessThan(30_000)
})

test('the sheet works on a phone', async () => {
  const { page, items } = await buyerPage({ viewport: phone })
  await page.goto('/quick-order')
  await cell(page, 'Артикул', 1).fill(items[0]!.article!)
  await cell(page, 'Количество', 1).fill('500')
  await page.getByText('Готово 1 из 1 строки').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await expectNoAxeViolations(page)
  await screenshot(page, 'quick order phone')
})

test('a code of several products is chosen by Alt and a digit, and Ctrl+Enter fills the cart: no mouse at all', async () => {
  const { page } = await buyerPage()
  await page.goto('/quick-order')
  await cell(page, 'Артикул', 1).focus()
  // a competitor's code: one of ours, then one that two of ours answer to
  await page.keyboard.type('mv63-1c10')
  await page.keyboard.press('Enter')
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await page.keyboard.type('MV63-1C16')
  await page.keyboard.press('Enter')
  await page.keyboard.type('24')
  await page.getByText('найден по коду MV63-1C10: Вольтарис').waitFor()
  await page.getByText('Alt+2', { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'quick order by keys')
  await page.keyboard.press('Alt+1')
  await page.getByText('Готово 2 из 2 строк').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/добавлены 2 строки/).waitFor()
  // the next list begins at once
  await page.keyboard.type('ещё')
  expect(await cell(page, 'Артикул', 1).inputValue()).toBe('ещё')
})

test('a list pasted while no field has the focus comes after what is there', async () => {
  const { page, items } = await buyerPage()
  await page.goto('/quick-order')
  await cell(page, 'Артикул', 1).fill(items[0]!.article!)
  await page.evaluate('document.activeElement.blur()')
  await paste(page, `${items[1]!.article}\t500\n${items[2]!.article}\t500`)
  await page.getByText('Готово 3 из 3 строк').waitFor()
  expect(await cell(page, 'Артикул', 3).inputValue()).toBe(items[2]!.article)
  expect(await cell(page, 'Количество', 2).inputValue()).toBe('500')
})

test('words in place of an article are offered goods, in the sheet and in a file: a press chooses one', async () => {
  const { page } = await buyerPage()
  await page.goto('/quick-order')
  await cell(page, 'Артикул', 1).fill('кабель ввг')
  await cell(page, 'Количество', 1).fill('500')
  await page.getByText('Найдено по словам:').waitFor()
  await page.getByText('Выберите товар', { exact: true }).waitFor()
  await screenshot(page, 'quick order by words')
  await page
    .getByRole('button', { name: /^Выбрать/ })
    .first()
    .click()
  await page.getByText('Готово 1 из 1 строки').waitFor()

  // those that nothing is found for do not keep the search from what comes after them
  const unknown = Array.from(
    { length: 60 },
    (_, index) => `не найти такого${'абвгдежзик'[index % 10]};${index + 1}`,
  )
  await page.goto('/quick-order/upload')
  await page.locator('#upload-file').setInputFiles({
    name: 'словами.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Наименование;Количество\n${unknown.join('\n')}\nкабель ввг;500\n`),
  })
  await page.waitForURL('**/quick-order/upload/*')
  await page.getByText('Найдено по словам:').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'upload by words')
  await page
    .getByRole('button', { name: /^Выбрать/ })
    .first()
    .click()
  await page.getByText('Готова 1 строка').waitFor()
})
