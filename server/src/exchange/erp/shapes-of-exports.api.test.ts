import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { commerceMl, oneCStage } from '#test/one-c.ts'

// The shapes that real exports of different programs have, each as small as it can be.
const stage = await testApp()
const { db } = stage
const { connect, folderWith, jobsOf } = await oneCStage(stage)

const good = (id: string, inner: string, attributes = '') =>
  `<Товар${attributes}><Ид>${id}</Ид><Артикул>S-${id}</Артикул><Наименование>Стол ${id}</Наименование><БазоваяЕдиница Код="796 " НаименованиеПолное="Штука" МеждународноеСокращение="PCE"> </БазоваяЕдиница>${inner}</Товар>`

const catalogue = (goods: string) =>
  commerceMl(
    `<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Наименование>К</Наименование><Товары>${goods}</Товары></Каталог>`,
  )

const offers = (list: string) =>
  commerceMl(
    `<ПакетПредложений СодержитТолькоИзменения="true"><Ид>p</Ид><ТипыЦен><ТипЦены><Ид>t</Ид><Наименование>Оптовая</Наименование><Валюта>руб</Валюта></ТипЦены></ТипыЦен><Предложения>${list}</Предложения></ПакетПредложений>`,
  )

const price = (amount: string, unit: string) =>
  `<Цены><Цена><ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>${amount}</ЦенаЗаЕдиницу><Валюта>RUB</Валюта><Единица>${unit}</Единица><Коэффициент>1</Коэффициент></Цена></Цены>`

const product = (id: string) =>
  db
    .selectFrom('catalog.products')
    .select(['id', 'active'])
    .where('article', '=', `S-${id}`)
    .executeTakeFirstOrThrow()

const remarksOf = async (connectionId: string) => {
  const rows = await db
    .selectFrom('erp.job_rows as r')
    .innerJoin('erp.jobs as j', 'j.id', 'r.job_id')
    .select(['r.code', 'r.external_id'])
    .where('j.connection_id', '=', connectionId)
    .orderBy('r.code')
    .execute()
  return rows.map((row) => `${row.code} ${row.external_id}`)
}

describe('an export', () => {
  it('with an empty <Картинка/> names no picture', async () => {
    const one = await connect()
    await one.client.sendCatalogue(
      await folderWith({
        'import.xml': catalogue(
          good('p1', '<Картинка/>') + good('p2', '<Картинка>import_files/a1/a1.jpg</Картинка>'),
        ),
      }),
    )
    const pictures = async (id: string) =>
      (
        await db
          .selectFrom('catalog.pictures')
          .select('source_path')
          .where('product_id', '=', (await product(id)).id)
          .execute()
      ).map((row) => row.source_path)
    expect(await pictures('p1')).toEqual([])
    expect(await pictures('p2')).toEqual(['import_files/a1/a1.jpg'])
  })

  it('with deleted goods takes them off sale, however it says so, and brings them back', async () => {
    const one = await connect()
    const send = async (name: string, goods: string) =>
      one.client.sendCatalogue(await folderWith({ [name]: catalogue(goods) }))
    await send(
      'import0_1.xml',
      good('d1', '', ' Статус="Удален"') +
        good('d2', '<ПометкаУдаления>true</ПометкаУдаления>') +
        good('d3', ''),
    )
    const active = async () => Promise.all(['d1', 'd2', 'd3'].map(async (id) => (await product(id)).active))
    expect(await active()).toEqual([false, false, true])
    await send('import0_2.xml', good('d1', '') + good('d2', '<ПометкаУдаления>false</ПометкаУдаления>'))
    expect(await active()).toEqual([true, true, true])
  })

  it('may say the unit of a price by letters, by a number, with a point; an unknown unit is told', async () => {
    const one = await connect()
    const units = { u1: 'PCE', u2: '796', u3: 'шт.', u4: 'бухта' }
    await one.client.sendCatalogue(
      await folderWith({
        'import.xml': catalogue(
          Object.keys(units)
            .map((id) => good(id, '').replace('> </БазоваяЕдиница>', '>шт</БазоваяЕдиница>'))
            .join(''),
        ),
        'offers.xml': offers(
          Object.entries(units)
            .map(([id, unit]) => `<Предложение><Ид>${id}</Ид>${price('10', unit)}</Предложение>`)
            .join(''),
        ),
      }),
    )
    expect(await remarksOf(one.connectionId)).toEqual(['unit_assumed u4'])
  })

  it('with an empty price has none for that product, and says so', async () => {
    const one = await connect()
    await one.client.sendCatalogue(
      await folderWith({
        'import.xml': catalogue(good('e1', '')),
        'offers.xml': offers(`<Предложение><Ид>e1</Ид>${price('', 'PCE')}</Предложение>`),
      }),
    )
    expect(await remarksOf(one.connectionId)).toEqual(['price_empty e1'])
  })

  it('in parts may bring prices and stock before the goods: both wait, and both are taken', async () => {
    const one = await connect()
    const only = (inner: string) => offers(`<Предложение><Ид>w1</Ид>${inner}</Предложение>`)
    await one.client.sendCatalogue(
      await folderWith({
        'prices___1.xml': only(price('12.5', '796')),
        'rests___1.xml': only('<Остатки><Остаток><Количество>7</Количество></Остаток></Остатки>'),
      }),
    )
    await one.client.sendCatalogue(await folderWith({ 'import___1.xml': catalogue(good('w1', '')) }))
    const { id } = await product('w1')
    const prices = await db
      .selectFrom('pricing.prices')
      .select('amount')
      .where('product_id', '=', id)
      .execute()
    const stock = await db
      .selectFrom('inventory.stock')
      .select('quantity')
      .where('product_id', '=', id)
      .execute()
    expect(prices.map((row) => Number(row.amount))).toEqual([12.5])
    expect(stock.map((row) => Number(row.quantity))).toEqual([7])
  })

  it('gives an account of every record: read = created + changed + same + waiting + refused', async () => {
    const one = await connect()
    const three = ['a1', 'a2', 'a2', 'a3'].map((id) => good(id, '')).join('')
    const offered = ['a1', 'a2', 'a3', 'a4', 'a4#v']
      .map((id) => `<Предложение><Ид>${id}</Ид>${price('5', '796')}<Количество>1</Количество></Предложение>`)
      .join('')
    await one.client.sendCatalogue(
      await folderWith({ 'import.xml': catalogue(three), 'offers.xml': offers(offered) }),
    )
    for (const job of await jobsOf(one.connectionId))
      for (const [kind, counts] of Object.entries(job.counts as Record<string, Record<string, number>>)) {
        const { read, created = 0, changed = 0, same = 0, quarantined = 0, skipped = 0 } = counts
        expect(created + changed + same + quarantined + skipped, `${job.file_name} ${kind}`).toBe(read)
      }
    expect(await remarksOf(one.connectionId)).toEqual([
      'duplicate_id a2',
      'unknown_product a4',
      'unknown_product a4#v',
    ])
  })
})
