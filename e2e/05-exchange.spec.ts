import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { OneCClient } from '../server/src/exchange/erp/one-c-client.ts'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()
const password = 'пароль обмена 2026'

const read = async <T>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as T

interface Listed {
  items: {
    id: string
    article: string | null
    price: unknown
    poNumber: string
    number: string
    sellerName: string
  }[]
}

const wrap = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-24T10:00:00">${inner}</КоммерческаяИнформация>`

const good = (id: string, name: string) =>
  `<Товар><Ид>${id}</Ид><Артикул>E2E-${id}</Артикул><Наименование>${name}</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница></Товар>`

const offer = (id: string, type: string) =>
  `<Предложение><Ид>${id}</Ид><Наименование>Вентиль ${id}</Наименование><Цены><Цена><ИдТипаЦены>${type}</ИдТипаЦены><ЦенаЗаЕдиницу>100</ЦенаЗаЕдиницу><Валюта>руб</Валюта></Цена></Цены><Количество>5</Количество></Предложение>`

/** An export of two goods; of the offers one is of a good that nobody has sent. */
async function exportFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'artikul-e2e-1c-'))
  await writeFile(
    join(folder, 'import0_1.xml'),
    wrap(
      `<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Наименование>К</Наименование><Товары>${good('v-1', 'Вентиль чугунный')}${good('v-2', 'Вентиль латунный')}</Товары></Каталог>`,
    ),
  )
  await writeFile(
    join(folder, 'offers0_1.xml'),
    wrap(
      `<ПакетПредложений СодержитТолькоИзменения="true"><Ид>p</Ид><Наименование>П</Наименование><ТипыЦен><ТипЦены><Ид>opt</Ид><Наименование>Оптовая из 1С</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен><Предложения>${offer('v-1', 'opt')}${offer('v-2', 'opt')}${offer('v-3', 'opt')}</Предложения></ПакетПредложений>`,
    ),
  )
  return folder
}

async function addConnection(page: Page, login: string, seller?: string): Promise<OneCClient> {
  await page.goto(`${portal.url}/office/exchange`)
  await page.getByRole('button', { name: 'Добавить подключение' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Название').fill(`1С ${login}`)
  await dialog.getByLabel('Логин').fill(login)
  await dialog.getByLabel(/^Пароль/).fill(password)
  await dialog.getByLabel('Продавец').locator('option').first().waitFor({ state: 'attached' })
  if (seller) await dialog.getByLabel('Продавец').selectOption({ label: seller })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('heading', { name: `1С ${login}` }).waitFor()
  return new OneCClient({ url: `${portal.url}/exchange/1c`, user: login, password })
}

test('1С передаёт каталог: администратор видит файлы, итоги и то, что ждёт, без перезагрузки', async () => {
  const page = await newPage()
  await signIn(page, 'admin')
  const client = await addConnection(page, '1c-goods')
  await expectNoAxeViolations(page)
  await client.sendCatalogue(await exportFolder())
  await page.getByRole('link', { name: /import0_1\.xml/ }).waitFor()
  const offers = page.getByRole('row').filter({ hasText: 'offers0_1.xml' })
  await offers.getByText('Готово').waitFor()
  await screenshot(page, 'exchange jobs')
  await offers.getByRole('link').click()
  await page.getByText('товар v-3 ещё не передавался').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'exchange job')

  await page.goto(`${portal.url}/office/exchange?tab=waiting`)
  await page.getByText('Вентиль v-3').waitFor()
  await expectNoAxeViolations(page)
  await page.setViewportSize(phone)
  await screenshot(page, 'exchange waiting phone')

  // the good comes, and what waited is taken by itself
  const folder = await mkdtemp(join(tmpdir(), 'artikul-e2e-1c-'))
  await writeFile(
    join(folder, 'import0_2.xml'),
    wrap(
      `<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Товары>${good('v-3', 'Вентиль стальной')}</Товары></Каталог>`,
    ),
  )
  await client.sendCatalogue(folder)
  await page.getByText('Ничего не ждёт').waitFor()
})

test('неверный пароль и негодный файл видны на карточке подключения', async () => {
  const page = await newPage()
  await signIn(page, 'admin')
  const client = await addConnection(page, '1c-broken')
  const guess = new OneCClient({
    url: `${portal.url}/exchange/1c`,
    user: '1c-broken',
    password: 'не тот пароль',
  })
  await expect(guess.sendOrders('orders-1.xml', 'x')).rejects.toThrow(/failure/)
  await page.reload()
  const card = page.getByRole('article').filter({ hasText: '1c-broken' })
  await card.getByText('1С прислала неверный пароль').waitFor()
  const folder = await mkdtemp(join(tmpdir(), 'artikul-e2e-1c-'))
  await writeFile(join(folder, 'import0_1.xml'), wrap('<Каталог><Товары>').slice(0, -30))
  await expect(client.sendCatalogue(folder)).rejects.toThrow(/Файл обрывается/)
  await card.getByText('Ошибка').waitFor()
  await screenshot(page, 'exchange failing')
})

test('заказ уходит в 1С после подтверждения и возвращается с другим количеством, оплаченный и отгруженный', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  const offered = (await read<Listed>(buyer, '/catalogue?inStock=true')).items.filter(
    (one) => one.article && one.price,
  )
  const articles = offered.slice(0, 2).map((one) => one.article!)
  await buyer.goto(`${portal.url}/carts`)
  await buyer.getByRole('button', { name: 'Новая корзина' }).click()
  await buyer.waitForURL(/\/carts\/.+/)
  const entry = buyer.getByLabel('Артикул и количество')
  await entry.fill(articles.map((article) => `${article}\t1000`).join('\n'))
  await entry.press('Enter')
  for (const article of articles) await buyer.getByRole('table').getByText(article, { exact: true }).waitFor()
  await buyer.getByLabel('Ваш номер заказа').fill('PO-1C')
  await buyer.getByRole('button', { name: /^Отправить заказ на/ }).click()
  await buyer.getByText('Заказ принят').waitFor()
  const order = (await read<Listed>(buyer, '/orders')).items.find((one) => one.poNumber === 'PO-1C')!

  const admin = await newPage()
  await signIn(admin, 'admin')
  const client = await addConnection(admin, '1c-orders', order.sellerName)
  const taken = async () => {
    let xml = ''
    await client.takeOrders((text) => void (xml = text))
    return xml
  }
  expect(await taken()).not.toContain(`<Номер>${order.number}</Номер>`)
  await admin.goto(`${portal.url}/office/orders/${order.id}`)
  await admin.getByRole('button', { name: 'Подтвердить заказ' }).click()
  // its steps name that state before it has come
  await admin.getByRole('button', { name: 'Подтвердить заказ' }).waitFor({ state: 'detached' })
  const xml = await taken()
  expect(xml).toContain(`<Номер>${order.number}</Номер>`)

  await buyer.goto(`${portal.url}/orders/${order.id}`)
  await buyer.getByRole('table').first().waitFor()
  // 1C answers with its own document: a smaller quantity in the first line, and its marks
  const document = /<Документ>(?:(?!<\/Документ>)[\s\S])*<\/Документ>/g
  const mine = xml.match(document)!.find((one) => one.includes(`<Номер>${order.number}</Номер>`))!
  const price = Number(/<ЦенаЗаЕдиницу>([\d.]+)</.exec(mine)![1])
  const mark = (name: string, value: string) =>
    `<ЗначениеРеквизита><Наименование>${name}</Наименование><Значение>${value}</Значение></ЗначениеРеквизита>`
  const answered = mine
    .replace(/<Ид>[^<]+<\/Ид>/, '<Ид>7f0e3c1a-55bc-11d9-848a-00112f43529a</Ид>')
    .replace(
      /<Количество>1000<\/Количество><Сумма>[\d.]+<\/Сумма>/,
      `<Количество>993</Количество><Сумма>${(price * 993).toFixed(2)}</Сумма>`,
    )
    .replace(
      /<\/ЗначенияРеквизитов><\/Документ>$/,
      `${mark('Номер по 1С', 'УТ-000042')}${mark('Номер оплаты по 1С', 'П-1')}${mark('Дата оплаты по 1С', '2026-11-24T9:51:39')}${mark('Номер отгрузки по 1С', 'О-1')}${mark('Дата отгрузки по 1С', '2026-11-24T10:00:00')}</ЗначенияРеквизитов></Документ>`,
    )
  await client.sendOrders(`orders-${order.id}_1.xml`, wrap(answered))
  await buyer.getByText('993').first().waitFor()
  await buyer.getByText('Отгружен').first().waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, 'order answered by 1c')
  // what 1C has answered does not go back to it
  expect(await taken()).not.toContain(`<Номер>${order.number}</Номер>`)
})
