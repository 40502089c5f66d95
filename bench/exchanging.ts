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
  { url }: Portal,
  databaseUrl: string,
  delta: Delta,
  count: number,
): Promise<{ rows: number; seconds: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'artikul-bench-'))
  try {
    const rows = await told(databaseUrl, delta, count)
    await pipeline(Readable.from(packageOf(delta, rows)), createWriteStream(join(folder, `${delta}0_1.xml`)))
    const oneC = new OneCClient({
      url: `${url}/exchange/1c`,
      user: demoConnection.login,
      password: demoPassword,
    })
    const started = performance.now()
    await oneC.sendCatalogue(folder)
    return { rows: rows.length, seconds: (performance.now() - started) / 1000 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function told(databaseUrl: string, delta: Delta, count: number): Promise<Told[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<Told>(changes[delta], [count])).rows
  } finally {
    await client.end()
  }
}

function* packageOf(delta: Delta, rows: readonly Told[]): Generator<string> {
  yield '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.09" ДатаФормирования="2026-11-25T10:00:00">\n<ПакетПредложений СодержитТолькоИзменения="true"><Ид>k#</Ид><Наименование>Изменения</Наименование><Предложения>\n'
  for (const { product, place, value } of rows)
    yield delta === 'prices'
      ? `<Предложение><Ид>${product}</Ид><Цены><Цена><ИдТипаЦены>${place}</ИдТипаЦены><ЦенаЗаЕдиницу>${value}</ЦенаЗаЕдиницу><Валюта>RUB</Валюта></Цена></Цены></Предложение>\n`
      : `<Предложение><Ид>${product}</Ид><Остатки><Остаток><Склад><Ид>${place}</Ид><Количество>${value}</Количество></Склад></Остаток></Остатки></Предложение>\n`
  yield '</Предложения></ПакетПредложений></КоммерческаяИнформация>\n'
}
