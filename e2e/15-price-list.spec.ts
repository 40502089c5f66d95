import { readFile } from 'node:fs/promises'
import { read, utils } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()

interface Offered {
  items: { article: string; price: { unitPrice: { amount: string } } | null }[]
}

const rowsOf = (bytes: Buffer): string[][] => {
  const [sheet] = Object.values(read(bytes).Sheets)
  return utils.sheet_to_json<string[]>(sheet!, { header: 1, raw: false, defval: '' })
}

/** The first product with a price that the page's person is offered. */
async function firstOffered(page: Page): Promise<{ article: string; price: number }> {
  const { items } = (await (await page.request.get('/api/catalogue?inStock=true')).json()) as Offered
  const found = items.find(({ article, price }) => article && price)!
  return { article: found.article, price: Number(found.price!.unitPrice.amount) }
}

test('покупатель делает прайс-лист xlsx с наценкой, скачивает его, и закупочной цены в нём нет', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const { article, price } = await firstOffered(page)
  await page.goto('/catalogue?inStock=true')
  await page.getByRole('link', { name: 'Прайс-лист файлом' }).click()
  await page.getByRole('heading', { name: 'Новый прайс-лист' }).waitFor()
  expect(await page.getByLabel('Только то, что есть в наличии').isChecked()).toBe(true)

  await page.getByLabel('Название').fill('Для магазина')
  await page.getByLabel('Сделать наценку на закупочные цены').check()
  expect(await page.getByLabel('Скрыть мою закупочную цену').isChecked()).toBe(true)
  const percent = page.getByLabel('Наценка, %', { exact: true })
  for (const [typed, said] of [
    ['-100', 'Наценка должна быть больше −100 %'],
    ['1e300', 'Нужно число'],
    ['много', 'Нужно число'],
  ] as const) {
    await percent.fill(typed)
    await page.getByText(said).waitFor()
  }
  await page.getByText('Исправьте отмеченные поля').waitFor()
  await percent.fill('40')
  await page.getByLabel('Округлять цену').selectOption({ label: 'до …,90' })
  await page.getByLabel('Заголовок').fill('Цены магазина')
  await page.getByLabel('Указать договор и продавца').uncheck()
  const preview = page.getByRole('region', { name: 'Как это будет выглядеть' })
  await preview.getByText(/,90$/).first().waitFor()
  await preview.getByText('Цены магазина').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-file-form')

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Сохранить и сделать файл' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^Для магазина \d{4}-\d{2}-\d{2}\.xlsx$/)
  const bytes = await readFile(await download.path())
  const rows = rowsOf(bytes)
  expect(rows[0]![0]).toBe('Цены магазина')
  expect(rows[1]![0]).toMatch(/^Цены и остатки на \d{2}\.\d{2}\.\d{4}/)
  expect(rows[2]![0]).toBe('Валюта: RUB, цены с НДС')
  const row = rows.find(([first]) => first === article)!
  const marked = Number(row[4]!.replaceAll(',', ''))
  expect(row[4]).toMatch(/\.90$/)
  expect(Math.abs(marked - price * 1.4)).toBeLessThanOrEqual(0.5)
  expect(rows.flat()).not.toContain('Закупочная цена с НДС, RUB')

  const files = page.getByRole('table', { name: 'Готовые файлы' })
  await files.getByRole('link', { name: 'Скачать: Для магазина' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-files')
})

test('прайс-лист YML по ссылке читает программа без входа, а менеджер закрывает ссылку', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const { article } = await firstOffered(page)
  await page.goto('/price-files')
  await page.getByRole('link', { name: 'Сайт: выгрузка' }).click()
  await page.getByRole('link', { name: 'Ссылки для программ' }).click()
  await page.getByRole('button', { name: 'Создать ссылку' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('больше портал её не покажет').waitFor()
  const url = await dialog.getByLabel('Ссылка').inputValue()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-feed-created')
  await dialog.getByRole('button', { name: 'Я сохранил ссылку' }).click()
  const end = url.slice(-4)
  await page.getByText(`…${end}`).waitFor()

  // a program in a browser of nobody
  const machine = await newPage()
  await expect
    .poll(async () => (await machine.request.get(url)).status(), { timeout: 30_000, interval: 1000 })
    .toBe(200)
  const answer = await machine.request.get(url)
  expect(answer.headers()['content-type']).toContain('application/xml')
  const text = await answer.text()
  expect(text).toContain('<yml_catalog date="')
  expect(text).toContain(`<vendorCode>${article.replaceAll('&', '&amp;')}</vendorCode>`)
  const tag = answer.headers()['etag']!
  expect((await machine.request.get(url, { headers: { 'if-none-match': tag } })).status()).toBe(304)
  expect((await machine.request.get('/api/price-file-profiles')).status()).toBe(401)

  const me = (await (await page.request.get('/api/me')).json()) as {
    current: { context: { companyId: string } }
  }
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto(`/office/customers/${me.current.context.companyId}?tab=priceFiles`)
  const feeds = manager.getByRole('table', { name: 'Ссылки для программ' })
  await feeds.getByText(`…${end}`).waitFor()
  await manager.getByRole('table', { name: 'Файлы прайс-листов' }).getByText('Для магазина').first().waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, 'office-price-files')
  await feeds.getByRole('button', { name: `Закрыть ссылку …${end}` }).click()
  await manager.getByRole('dialog').getByRole('button', { name: 'Закрыть', exact: true }).last().click()
  await manager.getByText('Ссылка закрыта').waitFor()
  expect((await machine.request.get(url)).status()).toBe(404)
  await page.reload()
  await page
    .getByRole('row')
    .filter({ hasText: end })
    .getByText(/Закрыта/)
    .waitFor()
})

test('рассылку включают и отключают; прайс-лист удаляют вместе с ней', async () => {
  const page = await newPage({ viewport: phone })
  await signIn(page, 'buyer')
  await page.goto('/price-files')
  await page.getByRole('link', { name: 'Розница: крепёж', exact: true }).click()
  await page.getByRole('link', { name: 'Рассылка' }).click()
  await page.getByText('Рассылка выключена').waitFor()
  await page.getByLabel('Как часто').selectOption('month')
  await page.getByLabel('Число месяца').selectOption('31')
  await page.getByLabel('Во сколько').selectOption('8')
  await page.getByRole('button', { name: 'Включить рассылку' }).click()
  await page.getByText(/Следующее письмо: .*08:00/).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'price-file-mail-phone')
  await page.getByRole('button', { name: 'Отключить рассылку' }).click()
  await page.getByText('Рассылка выключена').waitFor()
  await page.getByRole('button', { name: 'Удалить' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click()
  await page.getByText('Прайс-лист удалён').waitFor()
  await page.getByRole('table', { name: 'Сохранённые прайс-листы' }).waitFor()
  expect(await page.getByRole('link', { name: 'Розница: крепёж', exact: true }).count()).toBe(0)
  await screenshot(page, 'price-files-phone')
})

test('у роли без цен и у гостя такой двери нет', async () => {
  const viewer = await newPage()
  await signIn(viewer, 'viewer')
  await viewer.goto('/catalogue')
  await viewer.getByRole('heading', { name: 'Каталог' }).waitFor()
  expect(await viewer.getByRole('link', { name: /Прайс-лист/ }).count()).toBe(0)
  await viewer.goto('/price-files')
  await viewer.getByText('Нет доступа').waitFor()
  expect(await viewer.getByRole('link', { name: 'Новый прайс-лист' }).count()).toBe(0)
  await expectNoAxeViolations(viewer)
  expect((await viewer.request.get('/api/price-files')).status()).toBe(403)

  const guest = await newPage()
  await guest.goto('/price-files')
  await guest.waitForURL(/\/sign-in/)
  expect((await guest.request.get('/api/price-files')).status()).toBe(401)
})
