import type { OfferItem } from '@portal/api/offer.ts'
import type { ResolvedRow } from '@portal/api/matching.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, screenshot, signIn, stage } from './browser.ts'

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

test('several lines pasted into the search field open the quick order; one article and Enter opens its product', async () => {
  const { page, items } = await buyerPage()
  await page.goto('/home')
  const search = page.getByRole('combobox', { name: 'Поиск' })
  await search.focus()
  await paste(page, `${items[0]!.article}\t500\n${items[1]!.article}\t500`)
  await page.waitForURL('**/quick-order')
  await page.getByText('Готово 2 из 2 строк').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'multi-search')
  await search.fill(items[0]!.article!)
  await search.press('Enter')
  await page.waitForURL(`**/catalogue/products/${items[0]!.slug}`)
})

/** A buyer with two contracts of one company, under the first; and a product that only the second offers. */
async function underTwoContracts(): Promise<{ page: Page; item: OfferItem; number: string }> {
  const page = await newPage()
  await signIn(page, 'electro')
  const read = async <T>(path: string) => (await (await page.request.get(path)).json()) as T
  const { items: contexts } = await read<{ items: { contractId: string; contractNumber: string }[] }>(
    '/api/me/contexts',
  )
  const me = await read<{ current: { context: { contractId: string } } }>('/api/me')
  const here = me.current.context.contractId
  for (const there of contexts.filter(({ contractId }) => contractId !== here)) {
    await page.request.put('/api/me/context', { data: { contractId: there.contractId } })
    const { items } = await read<{ items: OfferItem[] }>('/api/catalogue?inStock=true')
    await page.request.put('/api/me/context', { data: { contractId: here } })
    const offered = items.filter(({ article, price }) => article && price).slice(0, 20)
    if (offered.length === 0) continue
    const answer = await page.request.post('/api/row-resolutions', {
      data: { rows: offered.map(({ article }) => ({ article })) },
    })
    const { rows } = (await answer.json()) as { rows: ResolvedRow[] }
    const place = rows.findIndex(({ otherContracts }) => otherContracts.length > 0)
    if (place >= 0) return { page, item: offered[place]!, number: rows[place]!.otherContracts[0]!.number }
  }
  throw new Error('no product that only another contract offers')
}

/** Articles of the lines of the cart changed last, with their contracts. */
async function lastCart(page: Page): Promise<string[]> {
  const { items } = (await (await page.request.get('/api/carts')).json()) as { items: { id: string }[] }
  const cart = (await (await page.request.get(`/api/carts/${items[0]!.id}`)).json()) as {
    lines: { article: string | null; contractNumber: string }[]
  }
  return cart.lines.map(({ article, contractNumber }) => `${article} ${contractNumber}`)
}

test('what only another contract of the company offers goes into the cart under that one, from the quick order and from a file', async () => {
  const { page, item, number } = await underTwoContracts()
  await page.goto('/quick-order')
  await page.getByLabel('Артикул, строка 1', { exact: true }).fill(item.article!)
  await page.getByLabel('Количество, строка 1', { exact: true }).fill('5')
  const take = page.getByRole('button', { name: `Есть в договоре ${number}: взять` })
  await take.waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'another contract in the quick order')
  await take.click()
  await page.getByRole('button', { name: 'Открыть' }).waitFor()
  // the row has gone where it belongs
  expect(await page.getByLabel('Артикул, строка 1', { exact: true }).inputValue()).toBe('')
  expect(await lastCart(page)).toContain(`${item.article} ${number}`)

  await page.goto('/quick-order/upload')
  await page.locator('#upload-file').setInputFiles({
    name: 'заявка.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Артикул;Количество\n${item.article};3\nнет-такого;1\n`),
  })
  await page.waitForURL('**/quick-order/upload/*')
  await take.click()
  await page.getByText(`в корзине по договору ${number}`).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'another contract in an upload')
})

test('a paste that nobody meant to send is answered in words and breaks nothing', async () => {
  const { page, items } = await buyerPage()
  await page.goto('/quick-order')
  const first = page.getByLabel('Артикул, строка 1', { exact: true })
  await first.focus()
  await paste(
    page,
    [
      'x'.repeat(100_000),
      ','.repeat(10_000),
      `\u202e${items[0]!.article}\u200b\t500`,
      '<img src=x onerror=alert(1)>\t1',
      "'; drop table products; --\t1",
      `${'(a+'.repeat(60)}\t1`,
    ].join('\n'),
  )
  // what is invisible does not hide an article
  await page.getByRole('link', { name: items[0]!.name, exact: true }).waitFor()
  await page.getByText(/^Готово 1 из \d строк$/).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'hostile paste')
})

test('a manager keeps what others call the goods: one by one and as a table in any order of columns; doubtful ones apart', async () => {
  const { page: buyer, items } = await buyerPage()
  const [a, b, c] = items
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto('/office/cross-references')
  const table = page.getByRole('table', { name: 'Чужие коды' })
  await table.getByText('Вольтарис').first().waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'cross-references')

  await page.getByRole('button', { name: 'Добавить код' }).click()
  await page.getByRole('textbox', { name: 'Чужой код' }).fill('—')
  await page.getByLabel('Чей код', { exact: true }).last().fill('Завод «Прогресс»')
  await page.getByRole('combobox', { name: 'Наш товар' }).fill(a!.article!)
  await page.getByRole('option').filter({ hasText: a!.name }).first().click()
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('в коде нет ни букв, ни цифр').waitFor()
  await page.getByRole('textbox', { name: 'Чужой код' }).fill('ПРГ 100-1')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const search = page.getByRole('searchbox', { name: 'Код, чей он, артикул или товар' })
  await search.fill('прг100')
  await table.getByText('ПРГ 100-1').waitFor()

  await page.getByRole('button', { name: 'Вставить списком' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Чьи это коды').fill('Каталог 1985')
  await dialog
    .getByLabel(/^Столбцы/)
    .or(dialog.locator('textarea'))
    .first()
    .fill(
      [
        'Кросс-код\tАртикул',
        `ПРГ-200\t${a!.article}`,
        `ПРГ-200\t${b!.article}`,
        `${c!.article}\t${b!.article}`,
        `ПРГ-300\tнет-такого`,
      ].join('\n'),
    )
  await page.getByRole('button', { name: /^Записать 5/ }).click()
  await dialog.getByText('такого артикула нет').first().waitFor()
  await dialog.getByText(`это свой артикул товара ${c!.article}: найдётся он`).waitFor()
  await screenshot(page, 'cross-references pasted')
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click()

  await page.getByLabel('Только спорные').click()
  await search.fill('прг')
  await table.getByText('ещё у 1 товара: покупатель выберет').first().waitFor()
  await page.waitForURL(/trouble=true/)
  await page.getByLabel('Только спорные').click()
  await search.fill('прг100')
  await page.getByRole('button', { name: 'Удалить код ПРГ 100-1' }).click()
  await page.getByText('По этим условиям кодов нет').waitFor()
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await table.getByText('ПРГ 100-1').waitFor()

  // the buyer's search knows it within a breath, and the sheet says by what it was found
  await buyer.goto('/quick-order')
  await buyer.getByLabel('Артикул, строка 1', { exact: true }).fill('прг 1001')
  await buyer.getByText('найден по коду ПРГ 100-1: Завод «Прогресс»').waitFor()
  await buyer.getByLabel('Артикул, строка 2', { exact: true }).fill('ПРГ-200')
  await buyer.getByText('Alt+1', { exact: true }).waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, 'found by a cross-reference')
  const omnibox = buyer.getByRole('combobox', { name: 'Поиск' })
  await omnibox.fill('прг1001')
  await buyer.getByRole('option').filter({ hasText: a!.article! }).first().waitFor()
})
