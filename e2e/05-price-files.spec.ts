import { utils, write } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async <T>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as T

/** A price list as suppliers send it: contents, two sheets of one header over two rows, prices as text, a settings sheet that is hidden. */
function priceList(price: (index: number) => unknown): Buffer {
  const header = [
    ['Завод «Сигнал», цены указаны с НДС'],
    ['Артикул', 'Наименование', 'Цена, руб.', '', 'Ед. изм.'],
    ['', '', 'Розница', 'Опт', ''],
  ]
  const goods = (from: number) =>
    Array.from({ length: 6 }, (_, index) => [
      `SGN-0${from + index}`,
      `Реле сигнальное РС-${from + index}`,
      price(from + index),
      90,
      'шт',
    ])
  const book = utils.book_new()
  const sheets: Record<string, unknown[][]> = {
    Содержание: [['СОДЕРЖАНИЕ'], ['Реле'], ['Пускатели']],
    Реле: [...header, ['', 'Промежуточные'], ...goods(10)],
    Пускатели: [...header, ...goods(20), ['SGN-030', 'Пускатель ПМ-12', '#REF!', -5, 'шт']],
    Настройки: [
      ['Вид цены', 'Номер колонки'],
      ['Розничные', 3],
    ],
  }
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows)
    if (rows.length > 5) sheet['!merges'] = [utils.decode_range('C2:D2')]
    utils.book_append_sheet(book, sheet, name)
  }
  book.Workbook = { Sheets: book.SheetNames.map((name) => ({ name, Hidden: name === 'Настройки' ? 1 : 0 })) }
  return write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer
}

const send = async (page: Page, name: string, buffer: Buffer) => {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'application/vnd.ms-excel', buffer })
  await page.waitForURL(/supplier-prices\/files\//)
}

test('менеджер загружает прайс-лист поставщика: проверяет столбцы и строки, загружает, а второй файл идёт без вопросов', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const lists = await read<{
    items: { id: string; name: string; isBase: boolean; currency: string; sellerName: string }[]
  }>(page, '/office/price-lists')
  const base = lists.items.find((list) => list.isBase && list.currency === 'RUB')!

  await page.goto(`${portal.url}/office/supplier-prices`)
  await page.getByRole('button', { name: 'Добавить источник' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Название').fill('Завод «Сигнал»')
  await dialog.getByLabel('Чьи товары').selectOption({ label: base.sellerName })
  await dialog.getByRole('button', { name: 'Добавить' }).click()
  await page.getByText('Файлов ещё не было', { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files empty source')

  await send(
    page,
    'signal.xls',
    priceList((index) => (index === 11 ? 'звоните' : '1,204.50')),
  )
  await page.getByRole('heading', { name: 'Что в столбцах' }).waitFor()
  await page.getByRole('button', { name: /^Реле/ }).click()
  await page.getByText('Менять все 2 листа с такой же шапкой').waitFor()
  expect(await page.getByLabel('Что в столбце A').inputValue()).toBe('article')
  await page.getByLabel('Прайс-лист столбца C').selectOption({ label: base.name })
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files columns')
  await page.getByRole('button', { name: 'Проверить строки' }).click()

  await page.getByText('Готово к загрузке').waitFor()
  await page.getByRole('row').filter({ hasText: 'Реле сигнальное РС-10' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files rows')
  await page.getByRole('link', { name: /^Не взяты/ }).click()
  await page.getByText('ошибка таблицы: #REF!').waitFor()
  await page.getByRole('button', { name: 'Загрузить: новых 12, изменённых 0' }).click()
  await page.getByText('Загружен', { exact: true }).waitFor()
  await page.getByRole('heading', { name: 'Что записано' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files written')

  // every row stands in the one log of the exchange
  await page.getByRole('link', { name: 'В журнале обмена' }).click()
  await page.getByText('по запросу: звоните').waitFor()
  await screenshot(page, 'price files in the log')

  // the next file of that shape: its columns are remembered, and it tells at once what changes
  await page.goto(`${portal.url}/office/supplier-prices`)
  await send(
    page,
    'signal-2.xls',
    priceList((index) => (index === 11 ? 'звоните' : '1,214.50')),
  )
  await page.getByRole('button', { name: 'Загрузить: новых 0, изменённых 11' }).click()
  await page.getByText('Загружен', { exact: true }).waitFor()

  // one that would take most of the prices away stops and asks
  await page.goto(`${portal.url}/office/supplier-prices`)
  await send(
    page,
    'signal-3.xls',
    priceList(() => 'по запросу'),
  )
  await page.getByText('Загрузка остановлена').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files asks')
  await page.setViewportSize(phone)
  await screenshot(page, 'price files asks phone')
  await page.getByRole('button', { name: 'Не загружать' }).click()
  await page.getByText('Не загружен', { exact: true }).waitFor()

  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const offered = await read<{ items: { article: string; price: { amount: string } | null }[] }>(
    buyer,
    '/catalogue?search=SGN-010',
  )
  expect(offered.items.map((one) => one.article)).toEqual(['SGN-010'])
  await buyer.goto(`${portal.url}/catalogue?search=SGN-010`)
  await buyer.getByText('Реле сигнальное РС-10').first().waitFor()
  await buyer
    .getByText(/1\s?1?\d{2},\d{2}|1\s214,50/)
    .first()
    .waitFor()
  await screenshot(buyer, 'price files buyer')
})

test('негодный файл говорит, что с ним не так, и покупателю страницы прайсов не открыты', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto(`${portal.url}/office/supplier-prices`)
  await page.getByRole('button', { name: 'Добавить источник' }).click()
  await page.getByRole('dialog').getByLabel('Название').fill('Негодный')
  await page.getByRole('dialog').getByRole('button', { name: 'Добавить' }).click()
  await page.getByText('Файлов ещё не было', { exact: true }).waitFor()
  await send(page, 'broken.xls', priceList(() => 1).subarray(0, 700))
  await page.getByRole('alert').getByText('Файл повреждён').waitFor()
  await screenshot(page, 'price files broken')
  await page.goto(`${portal.url}/office/supplier-prices`)
  await page.getByText('Не удалось').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files sources')

  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const answer = await buyer.request.get(`${portal.url}/api/office/feeds/sources`)
  expect(answer.status()).toBe(404)
})

test('у поставщика в демо один прайс загружен, другой ждёт решения: столбцы запомнены, у каждой строки есть итог', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto('/office/exchange')
  const log = page.getByRole('row').filter({ hasText: 'Прайс Сигнал' })
  await log.filter({ hasText: 'Ждёт решения' }).waitFor()
  await log.filter({ hasText: 'Готово' }).waitFor()

  await page.goto('/office/supplier-prices')
  await page.getByRole('link', { name: 'Прайс-лист завода «Сигнал»' }).click()
  const files = page.getByRole('table', { name: 'Файлы' })
  await files.getByText('Загружен', { exact: true }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files of the demo supplier')
  await files
    .getByRole('row')
    .filter({ hasText: 'Готов к загрузке' })
    .getByRole('link', { name: /^Прайс Сигнал/ })
    .click()
  await page.getByText('Нет в файле и будет снято: 2').waitFor()
  const rows = page.getByRole('table', { name: 'Строки по итогам' })
  await rows.getByText('цена в столбце «РРЦ» по запросу: звоните').waitFor()
  // an article is read whole
  await rows.getByText('ВА47-4.5-1P/C10-ИС').waitFor()
  await page.getByRole('link', { name: /^Неизвестные/ }).click()
  await rows.getByText('такого товара на портале нет').first().waitFor()
  await page.getByRole('link', { name: /^Примечания/ }).click()
  await rows.getByText('Завод «Сигнал», торговая марка «Искрон»').first().waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files of the demo supplier notes')

  await page.getByRole('button', { name: 'Изменить столбцы' }).click()
  await page.getByText('столбцы запомнены').first().waitFor()
  expect(await page.getByLabel('Прайс-лист столбца E').locator('option:checked').textContent()).toBe(
    'Закупка',
  )
  await expectNoAxeViolations(page)
  await screenshot(page, 'price files of the demo supplier columns')
  await page.setViewportSize(phone)
  await screenshot(page, 'price files of the demo supplier columns phone')
  await page.getByRole('button', { name: 'Проверить строки' }).click()
  await page.getByRole('button', { name: 'Загрузить: новых 0, изменённых 35' }).click()
  await page.getByText('Загружен', { exact: true }).waitFor()
  await page.getByRole('link', { name: /^Изменены/ }).waitFor()
  await screenshot(page, 'price files of the demo supplier written phone')
})
