import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addLines, createCart, submitCart } from '@portal/api/carts.ts'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { newId } from '../server/src/kernel/ids.ts'
import { hashPassword } from '../server/src/kernel/passwords.ts'
import { OneCClient } from '../server/src/exchange/erp/one-c-client.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '../server/test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs } from '../server/test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '../server/test/factories/terms.ts'
import { catalogueOf } from '../server/test/one-c.ts'
import { testDatabase } from '../server/test/template-database.ts'
import { startPortal } from './portal.ts'

const { db, url: databaseUrl } = await testDatabase()
const env = { DEMO: '0' }
let portal = await startPortal({ databaseUrl, env })
afterAll(() => portal.stop())

/** kill -9 in the middle of whatever it does, and the next start in the same folder. */
async function crashAndStart(whileDown: () => Promise<void>): Promise<void> {
  const continueIn = await portal.crash()
  await whileDown()
  portal = await startPortal({ databaseUrl, env, continueIn })
}

test('a server killed in the middle of an import ends it after its start, and 1C may send it all again', async () => {
  const goods = Array.from({ length: 6000 }, (_, index) => `g-${index}`)
  const folder = await mkdtemp(join(tmpdir(), 'artikul-e2e-crash-'))
  await writeFile(join(folder, 'import0_1.xml'), catalogueOf(goods))
  const connectionId = newId()
  const source = `1c:${connectionId}`
  await db
    .insertInto('erp.connections')
    .values({
      id: connectionId,
      name: '1С',
      source,
      login: '1c',
      password_hash: await hashPassword('secret of 1C'),
      seller_id: await makeSellerForGoods(db),
      created_at: sql`now()`,
    })
    .execute()
  const send = () =>
    new OneCClient({ url: `${portal.url}/exchange/1c`, user: '1c', password: 'secret of 1C' }).sendCatalogue(
      folder,
    )
  const jobs = () =>
    db
      .selectFrom('erp.jobs')
      .select(['state', 'progress', 'counts'])
      .where('connection_id', '=', connectionId)
      .orderBy('id')
      .execute()
  const taken = async () => {
    const { rows } = await sql<{ products: number; mapped: number }>`
      select (select count(*)::int from catalog.products where article like 'A-g-%') as products,
        (select count(*)::int from catalog.mappings where source = ${source} and kind = 'product') as mapped`.execute(
      db,
    )
    return rows[0]
  }

  const broken = send().catch((error: unknown) => error)
  await expect
    .poll(async () => (await jobs())[0]?.progress ?? 0, { timeout: 20_000, interval: 5 })
    .toBeGreaterThan(20)
  await crashAndStart(async () => {
    expect(await broken, 'the connection of 1C is cut').toBeInstanceOf(TypeError)
    expect((await jobs())[0]?.state, 'the kill comes before the end').toBe('running')
    expect(await taken()).toEqual({ products: 0, mapped: 0 })
  })

  await expect.poll(async () => (await jobs())[0]?.state, { timeout: 30_000 }).toBe('done')
  expect((await jobs())[0]!.counts).toMatchObject({ product: { read: 6000, created: 6000, changed: 0 } })
  expect(await taken()).toEqual({ products: 6000, mapped: 6000 })

  await send()
  expect((await jobs()).map(({ state }) => state)).toEqual(['done', 'done'])
  expect((await jobs())[1]!.counts).toMatchObject({ product: { read: 6000, created: 0, same: 6000 } })
  expect(await taken()).toEqual({ products: 6000, mapped: 6000 })
})

test('a server killed while orders come keeps what it has acknowledged, and a retry of the rest orders once', async () => {
  const seller_id = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id })
  const goods = await Promise.all(
    Array.from({ length: 5 }, () => makeProduct(db, { seller_id, stock: { [warehouse]: 60 } })),
  )
  for (const id of goods) await makePrice(db, listId, id, 100)
  const buyer = async () => {
    const company_id = await makeCompany(db)
    const contract_id = await makeContract(db, {
      company_id,
      seller_id,
      price_list_id: listId,
      warehouses: [warehouse],
      payment_terms: 'credit',
      credit_mode: 'block',
      credit_limit: '1000000',
    })
    const { userId } = await makeMember(db, { company_id })
    return (await signedInAs(db, userId, { contract_id })).cookie
  }

  /** submission key → the order that the buyer was told of, null = he waits for an answer */
  const asked = new Map<string, { order: string | null; retry: () => Promise<string> }>()
  const buy = async (cookie: string) => {
    for (let round = 0; ; round += 1) {
      const call = (path: string, body: unknown) => post(path, cookie, body)
      const { id } = await call(createCart.path, { name: `Корзина ${round}` })
      const rows = goods.slice(round % 4, (round % 4) + 2).map((productId) => ({ productId, quantity: '2' }))
      const { revision } = await call(addLines.path.replace(':cartId', id), { rows })
      const submissionKey = newId()
      const submit = async () => {
        const { orders } = await call(submitCart.path.replace(':cartId', id), { revision, submissionKey })
        expect(orders).toHaveLength(1)
        return orders[0]!.id
      }
      asked.set(submissionKey, { order: null, retry: submit })
      asked.set(submissionKey, { order: await submit(), retry: submit })
    }
  }
  const buyers = (await Promise.all([buyer(), buyer(), buyer()])).map((cookie) =>
    buy(cookie).catch((error: unknown) => error),
  )
  await expect.poll(() => asked.size, { timeout: 20_000, interval: 5 }).toBeGreaterThan(6)
  await sleep(Math.random() * 150)
  await crashAndStart(async () => {
    for (const error of await Promise.all(buyers))
      expect(error, 'only the crash ends it').toBeInstanceOf(TypeError)
  })

  const told = [...asked.values()].flatMap(({ order }) => order ?? [])
  const known = async () => (await db.selectFrom('orders.orders').select('id').execute()).map(({ id }) => id)
  expect(told.length).toBeGreaterThan(2)
  expect(await known()).toEqual(expect.arrayContaining(told))
  const answers = await Promise.all([...asked.values()].map(({ retry }) => retry()))
  expect((await known()).toSorted()).toEqual(answers.toSorted())
  expect(new Set(answers).size).toBe(asked.size)
  expect(answers).toEqual(expect.arrayContaining(told))

  const { rows } = await sql`
    select 'a line reserves ' || l.reserved || ', held ' || coalesce(sum(r.quantity), 0) as wrong
    from orders.lines l left join inventory.reservations r on r.order_line_id = l.id and r.released_at is null
    group by l.id having l.reserved <> coalesce(sum(r.quantity), 0) or l.reserved <> 2
    union all
    select 'a reservation of no line' from inventory.reservations r
    where not exists (select from orders.lines l where l.id = r.order_line_id)
    union all
    select 'an order of ' || o.gross || ' holds ' || coalesce(sum(c.amount), 0) from orders.orders o
    left join credit.ledger c on c.order_id = o.id group by o.id having o.gross <> coalesce(sum(c.amount), 0)
    union all
    select 'a debt of no order' from credit.ledger c
    where not exists (select from orders.orders o where o.id = c.order_id)
    union all
    select 'an order of ' || o.gross || ' has lines of ' || coalesce(sum(l.gross), 0) from orders.orders o
    left join orders.lines l on l.order_id = o.id group by o.id having o.gross is distinct from sum(l.gross)`.execute(
    db,
  )
  expect(rows).toEqual([])
})

interface Answered {
  id: string
  revision: number
  orders: { id: string }[]
}

async function post(path: string, cookie: string, body: unknown): Promise<Answered> {
  const answer = await fetch(`${portal.url}/api${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Answered
}
