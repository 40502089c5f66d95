import { expect, test } from 'vitest'
import type { Files } from '#kernel/files.ts'
import { testDatabase } from '#test/template-database.ts'
import { demoConnection } from './load/load-connection.ts'
import { loadDemo } from './load-demo.ts'

const database = await testDatabase()
const stranger = await testDatabase()
const kept = new Map<string, Buffer>()
const files = {
  keep: async (bytes: Buffer, key: string) => void kept.set(key, bytes),
} as Partial<Files> as Files
const today = '2026-11-24'
const load = (pool = database.pool) => loadDemo({ pool, files, today, profile: 'S' })
const ask = async (text: string): Promise<Record<string, string>> => (await database.pool.query(text)).rows[0]

test('the demo company is loaded once, whoever asks at the same time', async () => {
  const both = await Promise.all([load(), load()])
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['loaded', 'there already'])
  expect(await load()).toMatchObject({ outcome: 'there already', profile: 'S' })
  expect(await ask('select count(*) as n from catalog.products')).toEqual({ n: '3000' })
}, 120_000)

test('every picture is a small WebP that stands in the store', async () => {
  const { rows } = await database.pool.query<{ storage_key: string; size: string }>(
    `select storage_key, size from kernel.files where mime = 'image/webp'`,
  )
  expect(rows.length).toBeGreaterThan(120)
  for (const { storage_key, size } of rows) {
    const bytes = kept.get(storage_key)!
    expect(bytes.subarray(8, 12).toString()).toBe('WEBP')
    expect(bytes.length).toBe(Number(size))
    expect(bytes.length).toBeLessThan(12_000)
  }
})

test('sums of orders equal sums of their lines in SQL too', async () => {
  const wrong = await ask(`
    select count(*) as n from orders.orders o
    join lateral (select sum(net) net, sum(vat) vat, sum(gross) gross from orders.lines where order_id = o.id) l on true
    where (o.net, o.vat, o.gross) is distinct from (l.net, l.vat, l.gross)`)
  expect(wrong).toEqual({ n: '0' })
})

test('stock is reserved for what is reserved or picked, in base units', async () => {
  const { held, reserved } = await ask(`
    select (select sum(quantity) from inventory.reservations where released_at is null) as held,
      (select sum((reserved + picking) * factor_numerator / factor_denominator) from orders.lines) as reserved`)
  expect(Number(held)).toBe(Number(reserved))
  expect(Number(held)).toBeGreaterThan(0)
})

test('what open orders wait for stands in the queue, and lots promise no more than they hold', async () => {
  const { queued, waiting } = await ask(`
    select (select sum(quantity) from inventory.waits) as queued,
      (select sum((l.quantity - l.reserved - l.picking - l.shipped - l.cancelled) * l.factor_numerator / l.factor_denominator)
        from orders.lines l join orders.orders o on o.id = l.order_id where o.origin <> 'erp') as waiting`)
  expect(Number(queued)).toBe(Number(waiting))
  const { promised, over } = await ask(`
    select count(*) as promised, count(*) filter (where r.held > l.quantity or l.eta < '${today}') as over
    from inventory.lots l join (select lot_id, sum(quantity) as held from inventory.lot_reservations group by 1) r on r.lot_id = l.id`)
  expect(Number(promised)).toBeGreaterThan(3)
  expect(over).toBe('0')
})

test('a contract asks a prepayment: those of its orders that wait are held until it is received', async () => {
  const { due, held, loose } = await ask(`
    select count(distinct o.id) filter (where o.prepaid_at is null) as due, count(*) filter (where w.held) as held,
      count(*) filter (where w.held is distinct from (o.prepaid_at is null)) as loose
    from orders.orders o join orders.lines l on l.order_id = o.id join inventory.waits w on w.order_line_id = l.id
    where o.prepayment_percent = 30`)
  expect(loose).toBe('0')
  expect(Number(due)).toBeGreaterThan(0)
  expect(Number(held)).toBeGreaterThan(0)
})

test('1C is not given orders that it has long had', async () => {
  const { waiting, open } = await ask(`
    select (select count(*) from orders.orders o where not exists (
        select from erp.order_exports e join erp.connections c on c.id = e.connection_id
        where e.order_id = o.id and e.confirmed_version = o.version and c.source = '${demoConnection.source}')) as waiting,
      (select count(*) from orders.orders where status = 'new') as open`)
  expect(waiting).toBe(open)
})

test('the next order gets a number of its own', async () => {
  const { next, taken } = await ask(`
    select nextval('orders.order_number') as next, (select max(number::bigint) from orders.orders) as taken`)
  expect(Number(next)).toBe(Number(taken) + 1)
})

test('a database with a company of its own stays as it was', async () => {
  await stranger.pool.query(
    `insert into organizations.companies (id, kind, name, full_name, inn, created_at, updated_at)
     values (gen_random_uuid(), 'legal', 'Своя', 'Своя', '7707083893', now(), now())`,
  )
  expect(await load(stranger.pool)).toMatchObject({ outcome: 'inhabited' })
  const { rows } = await stranger.pool.query('select count(*) as n from catalog.products')
  expect(rows[0]).toEqual({ n: '0' })
})
