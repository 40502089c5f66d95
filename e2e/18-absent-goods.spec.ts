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
  price: { unitPrice: { amount: string } } | null
  step: string | null
  minQuantity: string | null
  stock: { level: string }
  inTransit: unknown
}

async function absentProducts(buyer: Page): Promise<Offered[]> {
  const { items } = await read<{ items: Offered[] }>(buyer, '/catalogue?perPage=200&sort=article')
  return items.filter((item) => item.stock.level === 'none' && item.price && !item.inTransit)
}

async function cartOf(buyer: Page, name: string, product: Offered, quantity: number): Promise<string> {
  const made = await buyer.request.post(`${portal.url}/api/carts`, { data: { name } })
  const { id } = (await made.json()) as { id: string }
  await buyer.request.post(`${portal.url}/api/carts/${id}/lines`, {
    data: { rows: [{ productId: product.productId, quantity: String(quantity) }] },
  })
  return id
}

/** A quantity that may be ordered, and is worth more than the smallest order. */
function least({ minQuantity, step, price }: Offered): number {
  const one = Number(minQuantity ?? step ?? '1')
  return one * Math.ceil(30_000 / (one * Number(price!.unitPrice.amount)))
}

/** 1C of the demo company sends the stock of one product: its ids there are those of the portal. */
async function sendStock(page: Page, product: Offered, quantity: number): Promise<void> {
  const { warehouses } = await read<{ warehouses: { warehouseId: string }[] }>(
    page,
    `/products/${product.slug}`,
  )
  const folder = await mkdtemp(join(tmpdir(), 'artikul-e2e-1c-'))
  const stock = `<Склад ИдСклада="${warehouses[0]!.warehouseId}" КоличествоНаСкладе="${quantity}"/>`
  await writeFile(
    join(folder, 'rests0_1.xml'),
    `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-24T10:00:00"><ПакетПредложений СодержитТолькоИзменения="true"><Ид>p</Ид><Наименование>П</Наименование><Предложения><Предложение><Ид>${product.productId}</Ид><Наименование>${product.name}</Наименование>${stock}</Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>`,
  )
  const client = new OneCClient({ url: `${portal.url}/exchange/1c`, user: '1c', password: demoPassword })
  await client.sendCatalogue(folder)
}

test('товара нет: покупатель выбирает ждать до даты, остаток приходит из 1С и достаётся ему, лишнее ожидание он снимает сам', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const product = (await absentProducts(buyer))[0]!
  const step = least(product)
  const cartId = await cartOf(buyer, 'Нет в наличии', product, step * 4)
  await buyer.goto(`${portal.url}/carts/${cartId}`)
  await buyer.getByText('дату уточним').first().waitFor()
  await buyer.getByLabel('Если товара не хватит').selectOption('cancel')
  await buyer.getByRole('textbox', { name: 'Ждать до' }).waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '18 choice at checkout')
  await buyer.getByRole('button', { name: /^Отправить заказ/ }).click()
  await buyer
    .getByRole('link', { name: /\d{4,}/ })
    .first()
    .click()
  await buyer.getByRole('heading', { name: /^Заказ \d+/ }).waitFor()
  await buyer.getByText(/^ждать до .*, остальное отменить$/).waitFor()
  const promises = buyer.getByRole('list', { name: 'Когда придёт остальное' })
  await promises.getByText('дату уточним').waitFor()

  // the manager sees who waits
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto(`${portal.url}/office/waiting?search=${encodeURIComponent(product.article)}`)
  await manager.getByRole('link', { name: product.name }).click()
  await manager.getByRole('heading', { name: 'Очередь' }).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '18 queue')

  // what 1C sends is shared out without anybody's hand, and the open page hears of it
  await sendStock(buyer, product, step)
  await buyer
    .getByText(/в резерве/)
    .first()
    .waitFor({ timeout: 30_000 })
  await buyer
    .getByText(/поступило и отложено/)
    .first()
    .waitFor()
  await screenshot(buyer, '18 allocated')

  await buyer.getByRole('button', { name: `Не ждать: ${product.name}` }).click()
  const dialog = buyer.getByRole('dialog')
  await expectNoAxeViolations(buyer)
  await dialog.getByRole('button', { name: 'Отменить', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await buyer
    .getByText(/отменено ожидание/)
    .first()
    .waitFor()
})

test('менеджер запрещает заказывать отсутствующий товар, и корзина его не пропускает; правило снято — пропускает', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const product = (await absentProducts(buyer))[1]!
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto(`${portal.url}/office/absent-rules`)
  await manager.getByRole('heading', { name: 'Правила для отсутствующего товара' }).waitFor()
  await expectNoAxeViolations(manager)
  await manager.getByRole('button', { name: 'Добавить правило' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel(/^Что/).selectOption('product')
  await dialog.getByLabel('Товар', { exact: true }).fill(product.article)
  await dialog.getByRole('option', { name: product.article }).first().click()
  await dialog.getByLabel('Если нет').selectOption('forbid')
  await expectNoAxeViolations(manager)
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await screenshot(manager, '18 rules')

  const cartId = await cartOf(buyer, 'Под запретом', product, least(product))
  await buyer.goto(`${portal.url}/carts/${cartId}`)
  await buyer.getByText('столько нет в наличии').first().waitFor()
  expect(await buyer.getByRole('button', { name: /^Отправить заказ/ }).isDisabled()).toBe(true)

  await manager.getByRole('button', { name: `Убрать правило: ${product.article} ${product.name}` }).click()
  await manager.getByText(product.name).waitFor({ state: 'detached' })
  await buyer.reload()
  await buyer.getByText('дату уточним').first().waitFor()
  expect(await buyer.getByRole('button', { name: /^Отправить заказ/ }).isDisabled()).toBe(false)
})

test('менеджер отдаёт товар вне очереди с причиной, на телефоне очередь читается', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const product = (await absentProducts(buyer))[2]!
  const step = least(product)
  const orders: string[] = []
  for (const name of ['Первый', 'Второй']) {
    const cartId = await cartOf(buyer, name, product, step * 2)
    const { revision } = await read<{ revision: number }>(buyer, `/carts/${cartId}`)
    const answer = await buyer.request.post(`${portal.url}/api/carts/${cartId}/submission`, {
      data: { revision, submissionKey: crypto.randomUUID() },
    })
    const placed = (await answer.json()) as { orders: { number: string }[] }
    orders.push(placed.orders[0]!.number)
  }
  await sendStock(buyer, product, step * 2)
  const manager = await newPage({ viewport: phone })
  await signIn(manager, 'manager')
  await expect
    .poll(
      async () =>
        (await read<{ holders: unknown[] }>(manager, `/office/waiting/${product.productId}`)).holders.length,
      { timeout: 30_000 },
    )
    .toBe(1)
  await manager.goto(`${portal.url}/office/waiting/${product.productId}`)
  await manager.getByRole('button', { name: `Отдать товар заказу ${orders[1]}` }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel(/^Количество/).fill(String(step))
  await dialog.getByRole('button', { name: 'Отдать', exact: true }).click()
  await dialog.getByText('Напишите, почему вне очереди').waitFor()
  await dialog.getByLabel('Почему вне очереди').fill('Остановилась стройка')
  await expectNoAxeViolations(manager)
  await screenshot(manager, '18 given out of turn phone')
  await dialog.getByRole('button', { name: 'Отдать', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  const { lines } = await read<{ lines: { orderNumber: string; waiting: string }[] }>(
    manager,
    `/office/waiting/${product.productId}`,
  )
  expect(lines.map((line) => [line.orderNumber, line.waiting])).toEqual([
    [orders[0], String(step)],
    [orders[1], String(step)],
  ])
  await expectNoAxeViolations(manager)
  await screenshot(manager, '18 queue phone')
})

test('за ожидаемое нужна предоплата: покупатель узнаёт о ней до отправки, поступившее обходит заказ, пока менеджер её не отметит', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const product = (await absentProducts(buyer))[3]!
  const step = least(product)
  const cartId = await cartOf(buyer, 'С предоплатой', product, step * 2)
  const { orders } = await read<{ orders: { contractId: string }[] }>(buyer, `/carts/${cartId}`)

  await manager.goto(`${portal.url}/office/contracts/${orders[0]!.contractId}?tab=terms`)
  const percent = manager.getByLabel('Предоплата за ожидаемое, %')
  await percent.fill('130')
  await manager.getByRole('button', { name: 'Сохранить' }).click()
  expect(await percent.evaluate((field: HTMLInputElement) => field.validity.rangeOverflow)).toBe(true)
  await percent.fill('30')
  await manager.getByRole('button', { name: 'Сохранить' }).click()
  await manager.getByText('Сохранено').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '18 prepayment of a contract')

  await buyer.goto(`${portal.url}/carts/${cartId}`)
  const told = buyer.getByRole('note', { name: 'Предоплата' })
  await told.getByText('За ожидаемую часть нужна предоплата 30 %').waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '18 prepayment at checkout')
  await buyer.getByRole('button', { name: /^Отправить заказ/ }).click()
  await buyer
    .getByRole('link', { name: /\d{4,}/ })
    .first()
    .click()
  await buyer.getByRole('heading', { name: /^Заказ \d+/ }).waitFor()
  await told.getByText(/Пока не получена/).waitFor()
  expect(await told.getByRole('button').count()).toBe(0)
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '18 prepayment due')
  const orderId = buyer.url().split('/').at(-1)!

  // marked by mistake, and taken back
  await manager.goto(`${portal.url}/office/orders/${orderId}`)
  const note = manager.getByRole('note', { name: 'Предоплата' })
  await note.getByRole('button', { name: 'Предоплата получена' }).click()
  await note.getByRole('button', { name: 'Снять отметку' }).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '18 prepayment received of the office')
  await note.getByRole('button', { name: 'Снять отметку' }).click()
  await told.getByText(/Пока не получена/).waitFor()

  // it comes, and is free for everybody else: the order keeps its place and waits
  await sendStock(buyer, product, step * 3)
  const queue = () =>
    read<{ free: string; lines: { waiting: string }[] }>(manager, `/office/waiting/${product.productId}`)
  await expect.poll(async () => (await queue()).free, { timeout: 30_000 }).toBe(String(step * 3))
  await manager.goto(`${portal.url}/office/waiting?only=held&search=${encodeURIComponent(product.article)}`)
  await manager.getByText('ждут предоплаты: 1').waitFor()
  await manager.getByRole('link', { name: product.name }).click()
  await manager.getByText('ждёт предоплату 30 %').waitFor()
  expect((await queue()).lines.map((line) => line.waiting)).toEqual([String(step * 2)])
  await expectNoAxeViolations(manager)
  await screenshot(manager, '18 queue with a prepayment')

  // pressed twice it is marked once
  await manager.goto(`${portal.url}/office/orders/${orderId}`)
  await note.getByText(/Поступающий товар обходит этот заказ/).waitFor()
  await screenshot(manager, '18 prepayment due of the office')
  await note.getByRole('button', { name: 'Предоплата получена' }).dblclick()
  await note.getByText(/за ожидаемую часть получена/).waitFor()
  await expectNoAxeViolations(manager)
  // what is free is the order's at once, and the mark cannot be taken back any more
  await buyer
    .getByText(/поступило и отложено/)
    .first()
    .waitFor({ timeout: 30_000 })
  await told.getByText(/за ожидаемую часть получена/).waitFor()
  await screenshot(buyer, '18 prepayment received')
  await note.getByRole('button').waitFor({ state: 'detached' })
  const { events } = await read<{ events: { kind: string }[] }>(manager, `/office/orders/${orderId}`)
  expect(events.filter(({ kind }) => kind === 'prepaid')).toHaveLength(2)
  await expect.poll(async () => (await queue()).free).toBe(String(step))
})
