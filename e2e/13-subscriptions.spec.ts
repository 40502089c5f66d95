import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPassword } from '../server/src/demo/people/users.ts'
import { OneCClient } from '../server/src/exchange/erp/one-c-client.ts'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async <T>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as T

interface Offered {
  productId: string
  slug: string
  article: string
  name: string
  price: unknown
  stock: { level: string }
  warehouses: { warehouseId: string }[]
}

/** What the buyer misses: nothing of it lies on the warehouses of his contract, and nobody asks for it, waits for it or holds it. */
async function absentProduct(page: Page, admin: Page): Promise<Offered> {
  const asked = (await read<{ items: { productId: string }[] }>(page, '/subscriptions/products')).items
  const { items } = await read<{ items: Offered[] }>(page, '/catalogue?perPage=200&sort=article')
  const absent = items.filter(
    (item) =>
      item.stock.level === 'none' &&
      item.price &&
      !asked.some(({ productId }) => productId === item.productId),
  )
  for (const { productId, slug } of absent) {
    const path = `/office/waiting/${productId}`
    const { lines, holders } = await read<{ lines: unknown[]; holders: unknown[] }>(admin, path)
    if (lines.length + holders.length === 0) return read<Offered>(page, `/products/${slug}`)
  }
  throw new Error('Everything that is absent is waited for.')
}

/** 1C of the demo company sends the stock of one product: its ids there are those of the portal. */
async function sendStock({ productId, name, warehouses }: Offered, quantity: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'artikul-e2e-1c-'))
  const stock = warehouses.map(
    ({ warehouseId }) => `<Склад ИдСклада="${warehouseId}" КоличествоНаСкладе="${quantity}"/>`,
  )
  await writeFile(
    join(folder, 'rests0_1.xml'),
    `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-24T10:00:00"><ПакетПредложений СодержитТолькоИзменения="true"><Ид>p</Ид><Наименование>П</Наименование><Предложения><Предложение><Ид>${productId}</Ид><Наименование>${name}</Наименование>${stock.join('')}</Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>`,
  )
  const client = new OneCClient({ url: `${portal.url}/exchange/1c`, user: '1c', password: demoPassword })
  await client.sendCatalogue(folder)
}

test('покупатель просит сообщить о поступлении, остаток приходит из 1С, письмо ведёт к товару и отключает подписку кнопкой', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const admin = await newPage()
  await signIn(admin, 'admin')
  const product = await absentProduct(buyer, admin)
  await buyer.goto(`${portal.url}/catalogue?search=${encodeURIComponent(product.article)}`)
  await buyer.getByRole('button', { name: `Сообщить о поступлении: ${product.article}` }).click()
  const dialog = buyer.getByRole('dialog')
  await dialog.getByLabel(/^Сколько нужно/).fill('25')
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, 'subscribe dialog')
  await dialog.getByRole('button', { name: 'Подписаться' }).click()
  await buyer.getByText('Сообщим на почту').waitFor()
  await buyer.getByRole('button', { name: `Вы подписаны: ${product.article}` }).waitFor()

  // less than was asked for is no news
  const subject = `Снова в наличии: ${product.name}`
  const written = async () =>
    (
      await read<{ items: { subject: string; recipient: string }[] }>(
        admin,
        `/office/mails?search=${encodeURIComponent(subject)}`,
      )
    ).items
  await sendStock(product, 5)
  await sendStock(product, 40)
  await expect.poll(written, { timeout: 30_000 }).toMatchObject([{ recipient: 'buyer@demo.artikul.local' }])
  await sendStock(product, 45)

  await admin.goto(`${portal.url}/office/mails`)
  await admin.getByRole('link', { name: subject }).click()
  const letter = admin.getByRole('dialog')
  await letter.getByText(`/catalogue/products/${product.slug}`).waitFor()
  await screenshot(admin, 'subscription letter')
  const off = (await letter.getByRole('link', { name: /subscriptions\/off/ }).getAttribute('href'))!

  // whoever opens the link, a mail program too, has changed nothing
  const guest = await newPage({ viewport: phone })
  await guest.goto(off)
  await guest.getByRole('heading', { name: 'Отключить подписки' }).waitFor()
  await expectNoAxeViolations(guest)
  await screenshot(guest, 'subscription off phone')
  await buyer.goto(`${portal.url}/subscriptions`)
  const row = buyer.getByRole('row').filter({ hasText: product.article })
  await row.getByText('Сбылось').waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, 'subscriptions')
  await guest.getByRole('button', { name: 'Больше не писать' }).click()
  await guest.getByText('Отключено. Об этом мы больше не напишем.').waitFor()
  await buyer.reload()
  await buyer.getByRole('row').nth(1).waitFor()
  expect(await row.count()).toBe(0)
  expect(await written()).toHaveLength(1)
})

test('покупатель подписывается на новинки раздела и отключает подписку в списке', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const { items } = await read<{ items: { slug: string; name: string; parentId: string | null }[] }>(
    page,
    '/categories',
  )
  const category = items.find(({ parentId }) => parentId === null)!
  await page.goto(`${portal.url}/catalogue?category=${category.slug}`)
  await page.getByRole('button', { name: 'Подписаться на раздел' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Появится новинка').check()
  await dialog.getByRole('button', { name: 'Подписаться' }).click()
  await page.getByText('Сообщим на почту').waitFor()

  await page
    .getByRole('button', { name: /Профиль|меню|Меню/ })
    .last()
    .click()
  await page.getByRole('link', { name: 'Подписки' }).click()
  await page.getByLabel('О чём', { exact: true }).selectOption({ label: 'Новинки' })
  const row = page.getByRole('row').filter({ hasText: category.name })
  await row.getByRole('checkbox').check()
  await expectNoAxeViolations(page)
  await page.setViewportSize(phone)
  await screenshot(page, 'subscriptions phone')
  await page.getByRole('button', { name: 'Отключить' }).click()
  await page.getByText('1 подписка отключена').waitFor()
  await page.getByText('Таких подписок нет').waitFor()
})

test('поставщик видит спрос на отсутствующее: кто ждёт, сколько просят, и уносит его файлом', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto(`${portal.url}/office`)
  await page.getByRole('link', { name: 'Спрос', exact: true }).click()
  const table = page.getByRole('table', { name: 'Спрос на отсутствующее' })
  await table
    .getByText(/компани/)
    .first()
    .waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'demand')

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Excel' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('demand.xlsx')
  await page.getByLabel('Порядок').selectOption({ label: 'Больше просят' })
  await table.getByRole('link').first().click()
  await page
    .getByRole('dialog')
    .getByText(/Договор/)
    .first()
    .waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'demand who waits')
})

test('сотрудник без цен подписывается, но о цене его не спрашивают', async () => {
  const page = await newPage()
  await signIn(page, 'viewer')
  const { items } = await read<{ items: Offered[] }>(page, '/catalogue?perPage=50')
  await page.goto(`${portal.url}/catalogue/products/${items[0]!.slug}`)
  await page.getByRole('button', { name: /Следить за товаром|Сообщить о поступлении/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Появится в наличии').waitFor()
  expect(await dialog.getByText('Цена не выше').count()).toBe(0)
})
