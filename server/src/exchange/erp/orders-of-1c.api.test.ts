import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { placeErpOrder } from '#src/trade/orders/public.ts'
import { testApp } from '#test/app.ts'
import { makeCompany } from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'
import { commerceMl, oneCStage, type OneC } from '#test/one-c.ts'

const stage = await testApp()
const { db, time } = stage
const { tasks, connect, folderWith, jobsOf } = await oneCStage(stage)

/** A good that is counted in pieces and sold in boxes of twelve. */
const boxed = (good: string) =>
  commerceMl(`<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Товары><Товар><Ид>${good}</Ид><Артикул>B-${good}</Артикул><Наименование>Кран ${good}</Наименование>
<БазоваяЕдиница Код="796">шт<Пересчет><Единица>778</Единица><Коэффициент>12</Коэффициент></Пересчет></БазоваяЕдиница></Товар></Товары></Каталог>`)

/** A confirmed order of 5 boxes at 1200.50 that 1C has taken. */
async function orderOfBoxes(one: OneC, good: string) {
  await one.client.sendCatalogue(await folderWith({ 'import0_1.xml': boxed(good) }))
  const product = await db
    .selectFrom('catalog.products')
    .select('id')
    .where('article', '=', `B-${good}`)
    .executeTakeFirstOrThrow()
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, { company_id: companyId, seller_id: one.sellerId })
  const { id, number } = await transaction(db, (tx) =>
    placeErpOrder(
      tx,
      {
        companyId,
        contractId,
        sellerId: one.sellerId,
        currency: 'RUB',
        pricesIncludeVat: true,
        erpNumber: null,
        comment: null,
        lines: [
          {
            productId: product.id,
            article: `B-${good}`,
            name: `Кран ${good}`,
            unitCode: '778',
            unitName: 'упак',
            quantity: decimal('5'),
            price: decimal('1200.50'),
            vatRate: decimal('22'),
            factor: decimal('12'),
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
    .where('id', '=', id)
    .execute()
  let xml = ''
  await one.client.takeOrders((text) => void (xml = text))
  return { id, number, xml }
}

const answer = (number: string, lines: string, more = '') =>
  commerceMl(
    `<Документ><Ид>erp-${number}</Ид><Номер>${number}</Номер><Дата>2026-11-24</Дата><ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>руб</Валюта><Курс>1</Курс><Сумма>0</Сумма>${more}<Товары>${lines}</Товары></Документ>`,
  )

const line = (good: string, quantity: string, price: string, unit: string, factor: string, amount = '') =>
  `<Товар><Ид>${good}</Ид><Наименование>Кран ${good}</Наименование><ЦенаЗаЕдиницу>${price}</ЦенаЗаЕдиницу><Количество>${quantity}</Количество>${amount && `<Сумма>${amount}</Сумма>`}<Единица>${unit}</Единица><Коэффициент>${factor}</Коэффициент></Товар>`

const linesOf = async (orderId: string) => {
  const rows = await db
    .selectFrom('orders.lines')
    .select(['quantity', 'price', 'unit_code', 'gross'])
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute()
  return rows.map((row) => [Number(row.quantity), row.unit_code, Number(row.price), Number(row.gross)])
}

const eventsOf = async (orderId: string) =>
  (
    await db
      .selectFrom('orders.events')
      .select(['kind', 'source'])
      .where('order_id', '=', orderId)
      .where('kind', 'not in', ['placed', 'taken'])
      .orderBy('id')
      .execute()
  ).map((event) => `${event.source} ${event.kind}`)

describe('an answer of 1C in another unit than ordered', () => {
  it('is counted over by the factor: the same in pieces changes nothing', async () => {
    const one = await connect()
    const { id, number } = await orderOfBoxes(one, 'u1')
    await one.client.sendOrders(
      'orders-1.xml',
      answer(number, line('u1', '60', '100.04', '796', '1', '6002.50')),
    )
    expect(await linesOf(id)).toEqual([[5, '778', 1200.5, 6002.5]])
    expect(await eventsOf(id)).toEqual([])
  })

  it('changes the quantity and the price of the ordered line, in the unit of that line', async () => {
    const one = await connect()
    const { id, number } = await orderOfBoxes(one, 'u2')
    await one.client.sendOrders('orders-1.xml', answer(number, line('u2', '36', '90', '796', '1', '3240')))
    expect(await linesOf(id)).toEqual([[3, '778', 1080, 3240]])
    expect(await eventsOf(id)).toEqual(['erp quantity_changed', 'erp price_changed'])
  })

  it('that makes no whole part of a box becomes a line of its own, and the ordered one is taken off', async () => {
    const one = await connect()
    const { id, number } = await orderOfBoxes(one, 'u3')
    await one.client.sendOrders('orders-1.xml', answer(number, line('u3', '50', '100', '796', '1', '5000')))
    expect(await linesOf(id)).toEqual([
      [0, '778', 1200.5, 0],
      [50, '796', 100, 5000],
    ])
    expect(await eventsOf(id)).toEqual(['erp line_removed', 'erp line_added'])
  })

  it('names the unit without a factor: the catalogue knows it', async () => {
    const one = await connect()
    const { id, number } = await orderOfBoxes(one, 'u4')
    const named = line('u4', '24', '100', '796', '', '2400').replace('<Коэффициент></Коэффициент>', '')
    await one.client.sendOrders('orders-1.xml', answer(number, named))
    expect(await linesOf(id)).toEqual([[2, '778', 1200, 2400]])
  })
})

describe('what 1C is given', () => {
  it('has everything that 1C asks of an order, and leaves out what was cancelled', async () => {
    const one = await connect()
    const { number, xml } = await orderOfBoxes(one, 'q1')
    for (const said of [
      `<Номер>${number}</Номер>`,
      '<ХозОперация>Заказ товара</ХозОперация>',
      '<Роль>Продавец</Роль>',
      '<Валюта>RUB</Валюта>',
      '<Ид>q1</Ид>',
      '<Единица>778</Единица><Коэффициент>12</Коэффициент>',
      '<ЦенаЗаЕдиницу>1200.5</ЦенаЗаЕдиницу><Количество>5</Количество><Сумма>6002.50</Сумма>',
      '<Ставка>22</Ставка>',
      'Статус заказа',
      'Статуса заказа ИД',
      'Отменен',
      'Финальный статус',
      'Заказ оплачен',
      'Метод оплаты',
      'Метод оплаты ИД',
      'Дата изменения статуса',
      'Доставка разрешена',
      'Договор',
      'Сайт',
    ])
      expect(xml).toContain(said)
    expect(number.length).toBeLessThanOrEqual(11)
  })
})

describe('a file of orders', () => {
  const encodings = ['windows-1251', 'utf-16le', 'utf-8'] as const
  it.each(encodings)('is read in %s as soon as it is whole, without being asked for', async (encoding) => {
    const one = await connect()
    const good = `enc-${encoding}`
    const { id, number } = await orderOfBoxes(one, good)
    const session = await one.session('sale')
    const xml = answer(number, line(good, '4', '1200.50', '778', '12')).replace('UTF-8', encoding)
    const bytes = iconv.encode(xml, encoding)
    await session.send('orders-1.xml', bytes.subarray(0, 500))
    expect(await linesOf(id)).toEqual([[5, '778', 1200.5, 6002.5]])
    expect(await session.send('orders-1.xml', bytes.subarray(500))).toBe('success')
    expect(await linesOf(id)).toEqual([[4, '778', 1200.5, 4802]])
    expect(await session.import('orders-1.xml')).toBe('success')
    expect((await jobsOf(one.connectionId)).filter((job) => job.file_name === 'orders-1.xml')).toHaveLength(1)
  })

  it('with a rate of VAT in words is taken: «Без налога» is no number', async () => {
    const one = await connect()
    const { id, number } = await orderOfBoxes(one, 'vat')
    const untaxed = line('vat', '2', '1000', '778', '12').replace(
      '</Товар>',
      '<Налоги><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме><Сумма>0</Сумма><Ставка>Без налога</Ставка></Налог></Налоги></Товар>',
    )
    await one.client.sendOrders('orders-1.xml', answer(number, untaxed))
    expect(await linesOf(id)).toEqual([[2, '778', 1000, 2000]])
  })
})

describe('an order that was made in 1C for a customer whom nobody knows', () => {
  it('waits, and is taken by itself when the customer and his contract come to the portal', async () => {
    const one = await connect()
    const inn = '7707083893'
    const party = `<Контрагенты><Контрагент><Ид>c-${newId()}</Ид><Наименование>ООО Ромашка</Наименование><ОфициальноеНаименование>ООО Ромашка</ОфициальноеНаименование><ИНН>${inn}</ИНН><КПП>770701001</КПП><Роль>Покупатель</Роль></Контрагент></Контрагенты>`
    await one.client.sendOrders('orders-1.xml', answer('УТ-77', line('none', '2', '50', '796', '1'), party))
    const waiting = () =>
      db
        .selectFrom('erp.quarantine')
        .select(['kind', 'missing_kind', 'missing_external_id'])
        .where('connection_id', '=', one.connectionId)
        .where('resolved_at', 'is', null)
        .execute()
    expect(await waiting()).toEqual([{ kind: 'order', missing_kind: 'company', missing_external_id: inn }])
    time.now = new Date(time.now.getTime() + 60_000)
    const companyId = await makeCompany(db, { inn, kpp: '770701001', created_at: time.now })
    await makeContract(db, { company_id: companyId, seller_id: one.sellerId })
    await tasks['exchange:sweep']!({})
    expect(await waiting()).toEqual([])
    const placed = await db
      .selectFrom('orders.orders')
      .select(['origin', 'status', 'gross'])
      .where('company_id', '=', companyId)
      .execute()
    expect(placed).toMatchObject([{ origin: 'erp', status: 'confirmed', gross: '100.0000' }])
  })
})
