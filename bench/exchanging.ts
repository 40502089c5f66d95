import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import type { Portal } from '../e2e/portal.ts'
import { demoConnection } from '../server/src/demo/load/load-connection.ts'
import { demoPassword } from '../server/src/demo/people/users.ts'
import { OneCClient } from '../server/src/exchange/erp/one-c-client.ts'

/** One value of one product that 1C tells: a price of a list, or what lies in a warehouse. */
interface Told {
  product: string
  place: string
  value: string
}

export type Delta = 'prices' | 'rests'

/** So many values that differ from what the portal knows, of one list or warehouse each product. */
const changes: Record<Delta, string> = {
  prices: `select product_id::text as product, price_list_id::text as place, round(amount * 1.01 + 0.01, 2)::text as value
    from (select distinct on (r.product_id) r.* from pricing.prices r join pricing.price_lists l on l.id = r.price_list_id
      where l.is_base and r.min_quantity = 0 and r.valid_from = '-infinity' order by r.product_id) r limit $1`,
  rests: `select product_id::text as product, warehouse_id::text as place, (quantity + 1)::text as value
    from (select distinct on (product_id) * from inventory.stock order by product_id, warehouse_id) s limit $1`,
}

/** Sends a file of so many changed values over the protocol of 1C; seconds from signing in until 1C hears "success". */
export async function sendDelta(
  portal: Portal,
  databaseUrl: string,
  delta: Delta,
  count: number,
): Promise<{ rows: number; seconds: number }> {
  const rows = await told(databaseUrl, (client) => client.query<Told>(changes[delta], [count]))
  return { rows: rows.length, seconds: await send(portal, delta, rows) }
}

/**
 * Sends every price of every list that has neither a quantity nor a date, changed and then as it was, in files of so many
 * products; the seconds are those of the exchanges, without the writing of files.
 */
export async function sendEveryPriceTwice(
  portal: Portal,
  databaseUrl: string,
  productsInFile = 2500,
): Promise<{ rows: number; seconds: number; files: number }> {
  const ids = await told(databaseUrl, (client) =>
    client.query<{ id: string }>('select id::text from catalog.products order by id'),
  )
  const sum = { rows: 0, seconds: 0, files: 0 }
  for (let from = 0; from < ids.length; from += productsInFile) {
    const some = ids.slice(from, from + productsInFile).map(({ id }) => id)
    const prices = await told(databaseUrl, (client) =>
      client.query<Told & { changed: string }>(everyPrice, [some]),
    )
    if (prices.length === 0) continue
    for (const rows of [prices.map((row) => ({ ...row, value: row.changed })), prices]) {
      sum.seconds += await send(portal, 'prices', rows)
      sum.rows += rows.length
      sum.files += 1
    }
    console.log(`${sum.rows} prices, ${Math.round(sum.rows / sum.seconds)} a second`)
  }
  return sum
}

const everyPrice = `select product_id::text as product, price_list_id::text as place, amount::text as value,
    round(amount * 1.01 + 0.01, 2)::text as changed
  from pricing.prices where product_id = any($1::uuid[]) and min_quantity = 0 and valid_from = '-infinity'
    and packaging_id = '00000000-0000-0000-0000-000000000000'
  order by product_id, price_list_id`

/** Seconds of one exchange of one file. */
async function send({ url }: Portal, delta: Delta, rows: readonly Told[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'artikul-bench-'))
  try {
    await pipeline(Readable.from(packageOf(delta, rows)), createWriteStream(join(folder, `${delta}0_1.xml`)))
    const oneC = new OneCClient({
      url: `${url}/exchange/1c`,
      user: demoConnection.login,
      password: demoPassword,
    })
    const started = performance.now()
    await oneC.sendCatalogue(folder)
    return (performance.now() - started) / 1000
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function told<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  ask: (client: pg.Client) => Promise<pg.QueryResult<Row>>,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await ask(client)).rows
  } finally {
    await client.end()
  }
}

/** Rows of one product stand together. */
function* packageOf(delta: Delta, rows: readonly Told[]): Generator<string> {
  yield '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.09" ДатаФормирования="2026-11-25T10:00:00">\n<ПакетПредложений СодержитТолькоИзменения="true"><Ид>k#</Ид><Наименование>Изменения</Наименование><Предложения>\n'
  const [opened, closed] = delta === 'prices' ? ['<Цены>', '</Цены>'] : ['<Остатки>', '</Остатки>']
  for (const [at, { product, place, value }] of rows.entries()) {
    if (rows[at - 1]?.product !== product) yield `<Предложение><Ид>${product}</Ид>${opened}`
    yield delta === 'prices'
      ? `<Цена><ИдТипаЦены>${place}</ИдТипаЦены><ЦенаЗаЕдиницу>${value}</ЦенаЗаЕдиницу><Валюта>RUB</Валюта></Цена>`
      : `<Остаток><Склад><Ид>${place}</Ид><Количество>${value}</Количество></Склад></Остаток>`
    if (rows[at + 1]?.product !== product) yield `${closed}</Предложение>\n`
  }
  yield '</Предложения></ПакетПредложений></КоммерческаяИнформация>\n'
}
