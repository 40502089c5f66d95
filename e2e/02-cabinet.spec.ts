import { readFile } from 'node:fs/promises'
import type { Order, OrderSummary } from '@portal/api/orders.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

async function read<Body>(page: Page, path: string): Promise<Body> {
  return (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Body
}

const ordersOf = async (page: Page, query = '') =>
  (await read<{ items: OrderSummary[] }>(page, `/orders${query}`)).items

describe('главная кабинета', () => {
  test('первой открывается после входа и ведёт к заказам, деньгам и корзинам', async () => {
    const page = await newPage()
    await page.goto('/sign-in')
    await page.getByLabel('Электронная почта').fill('director@demo.artikul.local')
    await page.getByLabel('Пароль').fill('demo-portal-2026')
    await page.getByRole('button', { name: 'Войти' }).click()
    await page.waitForURL(/\/home$/)
    await page.getByText('доступно для заказов').waitFor()
    await page.getByText(/^По данным поставщика на/).waitFor()
    await page.getByRole('heading', { name: 'Корзины' }).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '02 home')
    await page.getByRole('link', { name: /^\d+ в работе/ }).click()
    await page.waitForURL(/\/orders\?status=confirmed/)
  })

  test('показывает каждой роли только её дело', async () => {
    const accountant = await newPage()
    await signIn(accountant, 'accountant')
    await accountant.goto('/home')
    await accountant.getByRole('heading', { name: 'Взаиморасчёты' }).waitFor()
    expect(await accountant.getByRole('heading', { name: 'Корзины' }).count()).toBe(0)
    const buyer = await newPage()
    await signIn(buyer, 'buyer')
    await buyer.goto('/home')
    await buyer.getByRole('heading', { name: 'Корзины' }).waitFor()
    expect(await buyer.getByText('Взаиморасчёты').count()).toBe(0)
    expect((await buyer.request.get(`${portal.url}/api/credit`)).status()).toBe(403)
  })

  test('читается на телефоне и в тёмной теме', async () => {
    const page = await newPage({ viewport: phone })
    await page.context().addCookies([{ name: 'artikul_theme', value: 'dark', url: portal.url }])
    await signIn(page, 'director')
    await page.goto('/home')
    await page.getByText('доступно для заказов').waitFor()
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(phone.width)
    await expectNoAxeViolations(page)
    await screenshot(page, '02 home phone')
  })
})

describe('список заказов', () => {
  test('отбирает по договору, состоянию и товару, помнит отбор в адресе и выгружает то, что отобрано', async () => {
    const page = await newPage()
    await signIn(page, 'director')
    await page.goto('/orders')
    await page.getByText(/^\d+ заказ/).waitFor()
    await page.getByLabel('Договор').selectOption({ label: 'КР-0041 · ООО «Крепёжный ряд»' })
    await page.getByLabel('Состояние').selectOption('delivered')
    await page.waitForURL(/contractId=.*status=delivered|status=delivered.*contractId=/)
    await page.getByLabel('Товар в заказе').fill('DIN 933')
    const query = new URL(page.url()).searchParams
    query.set('product', 'DIN 933')
    query.set('limit', '200')
    const matching = await ordersOf(page, `?${query.toString()}`)
    expect(matching.length).toBeGreaterThan(0)
    await page.getByText(new RegExp(`^${matching.length} заказ`)).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '02 orders')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Скачать таблицу' }).click()
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
    expect(lines[0]).toContain('Номер;Создан')
    expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual(matching.map(({ number }) => number))
    await page.reload()
    await page.getByText(new RegExp(`^${matching.length} заказ`)).waitFor()

    await page.getByLabel('Номер заказа или ваш номер').fill('нет такого')
    await page.getByText('Заказов с такими условиями нет.').waitFor()
    await page.getByRole('button', { name: 'Сбросить всё' }).click()
    await page.getByText(/^\d+ заказ/).waitFor()
  })

  test('видит заказ, который менеджер принял по телефону, и чей он', async () => {
    const page = await newPage()
    await signIn(page, 'director')
    const order = (await ordersOf(page, '?limit=200')).find(({ origin }) => origin === 'phone')
    await page.goto(`/orders/${order!.id}`)
    await page.getByText(`По телефону`).waitFor()
    await page.getByText(`${order!.createdByName} (за клиента)`).first().waitFor()
  })
})

describe('заказ', () => {
  test('меняется у покупателя на глазах, и видно, что было и что стало', async () => {
    const buyer = await newPage()
    await signIn(buyer, 'director')
    const order = (await ordersOf(buyer, '?status=new,confirmed,in_work')).at(0)
    const before = await read<Order>(buyer, `/orders/${order!.id}`)
    const line = before.lines.find(({ reserved, picking }) => Number(reserved) > 1 && picking === '0')!
    await buyer.goto(`/orders/${order!.id}`)
    await buyer.getByRole('list', { name: 'Путь заказа' }).waitFor()
    const manager = await newPage()
    await signIn(manager, 'manager')
    const changed = await manager.request.patch(
      `${portal.url}/api/office/orders/${order!.id}/lines/${line.id}`,
      { data: { quantity: String(Math.floor(Number(line.quantity) / 2)), promisedOn: '2030-02-01' } },
    )
    expect(changed.status(), await changed.text()).toBe(200)
    const row = buyer.getByRole('row').filter({ hasText: line.article! })
    await row.getByText(/^было/).waitFor()
    await row.getByText(/обещано к 01\.02\.2030/).waitFor()
    await buyer.getByText('2 изменения').waitFor()
    await expectNoAxeViolations(buyer)
    await screenshot(buyer, '02 order changed')
  })

  test('повторяется по сегодняшним ценам с отчётом по каждой строке', async () => {
    const page = await newPage()
    await signIn(page, 'director')
    const delivered = await ordersOf(page, '?status=delivered')
    const order = delivered.findLast(({ contractNumber }) => contractNumber === 'КР-0117')
    const { lines } = await read<Order>(page, `/orders/${order!.id}`)
    await page.goto(`/orders/${order!.id}`)
    await page.getByRole('button', { name: 'Повторить' }).click()
    const report = page.getByRole('dialog', { name: /^Новая корзина/ })
    await report.getByText(new RegExp(`из ${lines.length}`)).waitFor()
    expect(await report.getByRole('row').count()).toBe(lines.length + 1)
    await expectNoAxeViolations(page)
    await screenshot(page, '02 repeated')
    await report.getByRole('link', { name: 'Открыть корзину' }).click()
    await page.waitForURL(/\/carts\//)
  })

  test('другого договора спрашивает, по какому повторить', async () => {
    const page = await newPage()
    await signIn(page, 'director')
    const order = (await ordersOf(page, '?limit=200')).find(
      ({ contractNumber }) => contractNumber === 'КР-0041',
    )
    await page.goto(`/orders/${order!.id}`)
    await page.getByRole('button', { name: 'Повторить' }).click()
    const question = page.getByRole('dialog', { name: 'Заказ сделан по договору КР-0041' })
    // that contract has ended: only the present one is offered
    await question.getByText(/больше не действует/).waitFor()
    await question.getByRole('button', { name: /^По текущему/ }).click()
    await page.getByRole('dialog', { name: /^Новая корзина/ }).waitFor()
  })

  test('чужой не найден, и страница ведёт к своим', async () => {
    const other = await newPage()
    await signIn(other, 'retail')
    const [foreign] = await ordersOf(other)
    const page = await newPage()
    await signIn(page, 'buyer')
    await page.goto(`/orders/${foreign!.id}`)
    await page.getByText('Такого заказа нет').waitFor()
    await screenshot(page, '02 order absent')
    await page.getByRole('link', { name: 'Все заказы' }).click()
    await page.waitForURL(/\/orders$/)
  })
})
