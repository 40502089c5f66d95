import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { hashPassword } from '#kernel/passwords.ts'
import { placeErpOrder } from '#src/trade/orders/public.ts'
import { testApp } from '#test/app.ts'
import { makeCompany, makeSeller } from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'
import { OneCClient, OneCRefusal } from './one-c-client.ts'
import { erpTasks } from './tasks.ts'

const { app, db, time } = await testApp()
const parts = { dataDir: app.config.DATA_DIR, db, clock: app.clock, files: app.files, log: app.log }
const url = `${await app.fastify.listen({ port: 0, host: '127.0.0.1' })}/exchange/1c`

// no worker runs in this test: what it would do is done here
const working = { stop: false }
const work = (async () => {
  while (!working.stop) {
    const jobs = await db.selectFrom('erp.jobs').select('id').where('state', '=', 'received').execute()
    for (const { id } of jobs) await erpTasks(parts)['exchange:import']!({ jobId: id }).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})()
const folder = await mkdtemp(path.join(tmpdir(), 'artikul-1c-'))
afterAll(async () => {
  working.stop = true
  await work
  await rm(folder, { recursive: true, force: true })
})

const password = 'secret of 1C'

async function connect(): Promise<{
  client: OneCClient
  connectionId: string
  sellerId: string
  login: string
}> {
  const id = newId()
  const sellerId = await makeSeller(db)
  const login = `1c-${id}`
  await db
    .insertInto('erp.connections')
    .values({
      id,
      name: '1С',
      source: `1c:${id}`,
      login,
      password_hash: await hashPassword(password),
      seller_id: sellerId,
      created_at: time.now,
    })
    .execute()
  return { client: new OneCClient({ url, user: login, password }), connectionId: id, sellerId, login }
}

const wrap = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-24T10:00:00">${inner}</КоммерческаяИнформация>`

const goods = (good: string) =>
  wrap(`<Классификатор><Ид>k</Ид><Наименование>К</Наименование><Группы><Группа><Ид>g-${good}</Ид><Наименование>Трубы</Наименование></Группа></Группы></Классификатор>
<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><ИдКлассификатора>k</ИдКлассификатора><Наименование>К</Наименование><Товары><Товар><Ид>${good}</Ид><Артикул>A-${good}</Артикул><Наименование>Труба ${good}</Наименование>
<БазоваяЕдиница Код="796" НаименованиеПолное="Штука">шт</БазоваяЕдиница><Группы><Ид>g-${good}</Ид></Группы></Товар></Товары></Каталог>`)

const offers = (good: string, price: string, stock?: string) =>
  wrap(`<ПакетПредложений СодержитТолькоИзменения="true"><Ид>p</Ид><Наименование>П</Наименование><ТипыЦен><ТипЦены><Ид>t-${good}</Ид><Наименование>Оптовая</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен>
<Предложения><Предложение><Ид>${good}</Ид><Наименование>Труба ${good}</Наименование><Цены><Цена><ИдТипаЦены>t-${good}</ИдТипаЦены><ЦенаЗаЕдиницу>${price}</ЦенаЗаЕдиницу><Валюта>RUB</Валюта><Единица>шт</Единица><Коэффициент>1</Коэффициент></Цена></Цены>
${stock === undefined ? '' : `<Количество>${stock}</Количество>`}</Предложение></Предложения></ПакетПредложений>`)

async function folderWith(files: Record<string, string | Buffer>): Promise<string> {
  const one = await mkdtemp(path.join(folder, 'export-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(one, name)), { recursive: true })
    await writeFile(path.join(one, name), content)
  }
  return one
}

async function whatIsKnown(good: string) {
  const product = await db
    .selectFrom('catalog.products')
    .select(['id', 'name', 'article'])
    .where('article', '=', `A-${good}`)
    .executeTakeFirst()
  if (!product) return null
  const price = await db
    .selectFrom('pricing.prices')
    .select('amount')
    .where('product_id', '=', product.id)
    .executeTakeFirst()
  const stock = await db
    .selectFrom('inventory.stock')
    .select('quantity')
    .where('product_id', '=', product.id)
    .executeTakeFirst()
  return { name: product.name, price: price && Number(price.amount), stock: stock && Number(stock.quantity) }
}

describe('goods from 1C', () => {
  it('stand in the catalogue with price and stock; the same export again changes nothing', async () => {
    const { client, connectionId } = await connect()
    const files = await folderWith({
      'import0_1.xml': goods('x1'),
      'offers0_1.xml': offers('x1', '12,50', '7'),
    })
    await client.sendCatalogue(files)
    expect(await whatIsKnown('x1')).toEqual({ name: 'Труба x1', price: 12.5, stock: 7 })
    await client.sendCatalogue(files)
    const again = await db
      .selectFrom('erp.jobs')
      .select('counts')
      .where('connection_id', '=', connectionId)
      .where('file_name', '=', 'offers0_1.xml')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(again.counts).toMatchObject({ price: { same: 1, changed: 0 }, stock: { same: 1, changed: 0 } })
  })

  it('keep their stock when a file brings prices only', async () => {
    const { client } = await connect()
    await client.sendCatalogue(
      await folderWith({ 'import0_1.xml': goods('x2'), 'offers0_1.xml': offers('x2', '10', '5') }),
    )
    await client.sendCatalogue(await folderWith({ 'prices0_1.xml': offers('x2', '11') }))
    expect(await whatIsKnown('x2')).toEqual({ name: 'Труба x2', price: 11, stock: 5 })
  })

  it('may come after their prices: those wait, and are taken when the goods are known', async () => {
    const { client, connectionId } = await connect()
    await client.sendCatalogue(await folderWith({ 'offers0_1.xml': offers('x3', '33', '3') }))
    const waiting = () =>
      db
        .selectFrom('erp.quarantine')
        .select(['missing_kind', 'missing_external_id'])
        .where('connection_id', '=', connectionId)
        .where('resolved_at', 'is', null)
        .execute()
    expect(await waiting()).toEqual([{ missing_kind: 'product', missing_external_id: 'x3' }])
    await client.sendCatalogue(await folderWith({ 'import0_1.xml': goods('x3') }))
    expect(await whatIsKnown('x3')).toEqual({ name: 'Труба x3', price: 33, stock: 3 })
    expect(await waiting()).toEqual([])
  })

  it('come in one archive as well', async () => {
    const { client } = await connect()
    await client.sendCatalogue(
      await folderWith({ 'import0_1.xml': goods('x4'), 'offers0_1.xml': offers('x4', '4', '4') }),
      { zip: true },
    )
    expect(await whatIsKnown('x4')).toEqual({ name: 'Труба x4', price: 4, stock: 4 })
  })

  it('are taken whole or not at all: a file that breaks off leaves nothing behind, and 1C hears why', async () => {
    const { client } = await connect()
    const broken = goods('x5').slice(0, -40)
    await expect(client.sendCatalogue(await folderWith({ 'import0_1.xml': broken }))).rejects.toThrow(
      OneCRefusal,
    )
    expect(await whatIsKnown('x5')).toBeNull()
  })
})

describe('the protocol', () => {
  const ask = (login: string, query: string, init: RequestInit = {}) =>
    fetch(`${url}?${query}`, {
      ...init,
      headers: { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` },
    })

  it('refuses a wrong password in words that 1C understands', async () => {
    const { login } = await connect()
    await expect(
      new OneCClient({ url, user: login, password: 'guess' }).sendCatalogue(await folderWith({})),
    ).rejects.toThrow(/failure/)
  })

  it('answers init in exactly two lines without a line feed after them', async () => {
    const { login } = await connect()
    await ask(login, 'type=catalog&mode=checkauth')
    expect(await (await ask(login, 'type=catalog&mode=init')).text()).toMatch(/^zip=yes\nfile_limit=\d+$/)
  })

  it('does not let a file leave its folder', async () => {
    const { login } = await connect()
    await ask(login, 'type=catalog&mode=checkauth')
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a/../../b.xml', 'shell.php', 'C:\\x.xml']) {
      const answer = await ask(login, `type=catalog&mode=file&filename=${encodeURIComponent(name)}`, {
        method: 'POST',
        body: 'x',
      })
      expect(await answer.text(), name).toMatch(/^failure/)
    }
  })

  it('says failure about a file that was never sent', async () => {
    const { login } = await connect()
    await ask(login, 'type=catalog&mode=checkauth')
    expect(await (await ask(login, 'type=catalog&mode=import&filename=none.xml')).text()).toMatch(/^failure/)
  })
})

/** A confirmed order of the portal with one line of 10 at 100. */
async function placeOrder(sellerId: string) {
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, { company_id: companyId, seller_id: sellerId })
  const placed = await transaction(db, (tx) =>
    placeErpOrder(
      tx,
      {
        companyId,
        contractId,
        sellerId,
        currency: 'RUB',
        pricesIncludeVat: true,
        erpNumber: null,
        comment: null,
        lines: [
          {
            productId: null,
            article: 'T-1',
            name: 'Труба',
            unitCode: '796',
            unitName: 'шт',
            quantity: decimal('10'),
            price: decimal('100'),
            vatRate: decimal('20'),
            factor: null,
            amount: null,
          },
        ],
      },
      time.now,
    ),
  )
  await db
    .updateTable('orders.orders')
    .set({ origin: 'portal', taken_by_erp_at: null })
    .where('id', '=', placed.id)
    .execute()
  return placed
}

const taken = async (client: OneCClient): Promise<string> => {
  let text = ''
  await client.takeOrders((xml) => {
    text = xml
  })
  return text
}

const answer = (number: string, inner: string) =>
  wrap(
    `<Документ><Ид>erp-${number}</Ид><Номер>${number}</Номер><Дата>2026-11-24</Дата><ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>RUB</Валюта><Курс>1</Курс><Сумма>0</Сумма>${inner}</Документ>`,
  )

const requisites = (values: Record<string, string>) =>
  `<ЗначенияРеквизитов>${Object.entries(values)
    .map(
      ([name, value]) =>
        `<ЗначениеРеквизита><Наименование>${name}</Наименование><Значение>${value}</Значение></ЗначениеРеквизита>`,
    )
    .join('')}</ЗначенияРеквизитов>`

const orderRow = (id: string) =>
  db.selectFrom('orders.orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('orders for 1C', () => {
  it('are given again until 1C has loaded them, then no more', async () => {
    const { client, sellerId } = await connect()
    const { id, number } = await placeOrder(sellerId)
    const refused = client.takeOrders(() => {
      throw new Error('1C failed to load')
    })
    await expect(refused).rejects.toThrow('1C failed to load')
    const xml = await taken(client)
    expect(xml).toMatch(/^<\?xml/)
    expect(xml).toContain(`<Номер>${number}</Номер>`)
    expect(xml).toContain('<ХозОперация>Заказ товара</ХозОперация>')
    expect((await orderRow(id)).taken_by_erp_at).not.toBeNull()
    expect(await taken(client)).not.toContain('<Документ>')
  })

  it('are given once more when they changed between the query and its success', async () => {
    const { client, sellerId } = await connect()
    const { id, number } = await placeOrder(sellerId)
    await client.takeOrders(async () => {
      await db
        .updateTable('orders.orders')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute()
    })
    expect(await taken(client)).toContain(`<Номер>${number}</Номер>`)
  })

  it('of another seller are not seen', async () => {
    const { sellerId } = await connect()
    const stranger = await connect()
    await placeOrder(sellerId)
    expect(await taken(stranger.client)).not.toContain('<Документ>')
  })
})

describe('answers of 1C', () => {
  const product = `<Товар><Ид>unknown</Ид><Артикул>T-2</Артикул><Наименование>Труба другая</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница><ЦенаЗаЕдиницу>50</ЦенаЗаЕдиницу><Количество>4</Количество><Сумма>200</Сумма></Товар>`

  it('set the marks of payment and shipment, and take them back when they are no longer named', async () => {
    const { client, sellerId } = await connect()
    const { id, number } = await placeOrder(sellerId)
    const marks = requisites({
      'Номер по 1С': 'УТ-1',
      'Номер оплаты по 1С': 'П-1',
      'Дата оплаты по 1С': '2026-11-24T9:51:39',
      'Номер отгрузки по 1С': 'О-1',
      'Дата отгрузки по 1С': '2026-11-24T10:00:00',
    })
    await client.sendOrders('orders-1.xml', answer(number, marks))
    expect(await orderRow(id)).toMatchObject({ status: 'shipped', erp_number: 'УТ-1', paid_inferred: true })
    await client.sendOrders('orders-2.xml', answer(number, requisites({ 'Номер по 1С': 'УТ-1' })))
    expect(await orderRow(id)).toMatchObject({ status: 'confirmed', paid_inferred: false })
  })

  it('change the lines, and what was ordered first stays beside', async () => {
    const { client, sellerId } = await connect()
    const { id, number } = await placeOrder(sellerId)
    await client.sendOrders('orders-1.xml', answer(number, `<Товары>${product}</Товары>`))
    const lines = await db
      .selectFrom('orders.lines')
      .select(['name', 'quantity', 'original_quantity', 'origin'])
      .where('order_id', '=', id)
      .orderBy('position')
      .execute()
    expect(
      lines.map((line) => [line.name, Number(line.quantity), Number(line.original_quantity), line.origin]),
    ).toEqual([
      ['Труба', 0, 10, 'erp'],
      ['Труба другая', 4, 0, 'erp'],
    ])
    expect(Number((await orderRow(id)).gross)).toBe(200)
  })

  it('of a stranger are not taken: an order belongs to the seller of its connection', async () => {
    const { sellerId } = await connect()
    const stranger = await connect()
    const { id, number } = await placeOrder(sellerId)
    await stranger.client.sendOrders('orders-1.xml', answer(number, requisites({ Отменен: 'true' })))
    expect((await orderRow(id)).status).toBe('confirmed')
  })

  it('about an order that was made in 1C place it for the customer with that INN and KPP; an unknown one waits', async () => {
    const { client, connectionId, sellerId } = await connect()
    const companyId = await makeCompany(db)
    await makeContract(db, { company_id: companyId, seller_id: sellerId })
    const { inn, kpp } = await db
      .selectFrom('organizations.companies')
      .select(['inn', 'kpp'])
      .where('id', '=', companyId)
      .executeTakeFirstOrThrow()
    const party = (ofInn: string) =>
      `<Контрагенты><Контрагент><Ид>c</Ид><Наименование>К</Наименование><ОфициальноеНаименование>К</ОфициальноеНаименование><ИНН>${ofInn}</ИНН><КПП>${kpp ?? ''}</КПП><Роль>Покупатель</Роль></Контрагент></Контрагенты><Товары>${product}</Товары>`
    await client.sendOrders('orders-1.xml', answer('', party(inn)))
    const placed = await db
      .selectFrom('orders.orders')
      .select(['origin', 'status', 'gross'])
      .where('company_id', '=', companyId)
      .execute()
    expect(placed.map((order) => [order.origin, order.status, Number(order.gross)])).toEqual([
      ['erp', 'confirmed', 200],
    ])
    await client.sendOrders('orders-2.xml', answer('', party('0000000000')).replace('erp-', 'other-'))
    const waiting = await db
      .selectFrom('erp.quarantine')
      .select(['kind', 'missing_kind'])
      .where('connection_id', '=', connectionId)
      .execute()
    expect(waiting).toEqual([{ kind: 'order', missing_kind: 'company' }])
  })
})

it('answers no more guesses of a password after thirty wrong ones in a minute', async () => {
  const { login } = await connect()
  const ask = (guess: string) =>
    fetch(`${url}?type=catalog&mode=checkauth`, {
      headers: { authorization: `Basic ${Buffer.from(`${login}:${guess}`).toString('base64')}` },
    }).then((answer) => answer.text())
  for (let guess = 0; guess < 31; guess++) expect(await ask(`guess ${guess}`)).toMatch(/^failure/)
  expect(await ask(password)).toMatch(/^failure\n.*\n?.*подождите минуту/)
})
