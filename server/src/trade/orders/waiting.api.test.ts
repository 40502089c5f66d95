import { submitCart } from '@portal/api/carts.ts'
import { cancelLot, changeLot, receiveLot } from '@portal/api/lots.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { noteOverdue } from '#src/goods/inventory/note-overdue.ts'
import { testApp } from '#test/app.ts'
import { waitingStage } from '#test/waiting.ts'
import { writeServedLetters } from './served-letters.ts'

const portal = await testApp({ max: 16 })
const { db, call, time } = portal
const { market, cartWith, order, ordered, lineOf, dated } = waitingStage(portal)

describe('a line that is not all there', () => {
  it('splits into what is here and what waits, by the dates of lots, and the rest without a date', async () => {
    const { productId, buyer, lot } = await market(10)
    await lot('20', '2026-12-12')
    await lot('5', '2026-12-01')
    const one = await buyer()
    const cart = await cartWith(one, productId, '40')
    expect(cart.lines[0]!.availableNow).toBe('10')
    expect(cart.lines[0]!.awaited).toEqual([
      { quantity: '5', expectedOn: '2026-12-01', confirmed: true },
      { quantity: '20', expectedOn: '2026-12-12', confirmed: true },
      { quantity: '5', expectedOn: null, confirmed: false },
    ])
    const line = await lineOf(one, await ordered(one, productId, '40'))
    expect(line.reserved).toBe('10')
    expect(line.waiting).toBe('30')
    expect(dated(line)).toEqual([
      ['5', '2026-12-01'],
      ['20', '2026-12-12'],
      ['5', null],
    ])
    expect(line.promisedOn).toBeNull()
  })

  it('the next buyer is promised what the first has left of a lot', async () => {
    const { productId, buyer, lot } = await market()
    const coming = await lot('10', '2026-12-12')
    const [one, two] = [await buyer(), await buyer()]
    await ordered(one, productId, '7')
    const line = await lineOf(two, await ordered(two, productId, '7'))
    expect(dated(line)).toEqual([
      ['3', '2026-12-12'],
      ['4', null],
    ])
    expect(coming.free).toBe('10')
  })

  it('two hundred buyers of one moment are promised a lot once, where everything that waits must have a date', async () => {
    const { productId, buyer, lot } = await market()
    await lot('30', '2026-12-12')
    const carts = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const one = await buyer({ absent_goods: 'preorder' })
        return { one, cart: await cartWith(one, productId, '1') }
      }),
    )
    const answers = await Promise.all(
      carts.map(({ one, cart }) =>
        call(
          submitCart,
          { params: { cartId: cart.id }, body: { revision: cart.revision, submissionKey: newId() } },
          one,
        ),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    expect(answers.filter(({ code }) => code === 'cart_has_problems')).toHaveLength(170)
    const { rows } = await sql<{
      held: string
    }>`select sum(quantity)::text as held from inventory.lot_reservations
      where product_id = ${productId} and released_at is null`.execute(db)
    expect(Number(rows[0]!.held)).toBe(30)
  })

  it('no more is promised beyond stock and lots than the contract’s cap, however many ask at once', async () => {
    const { productId, buyer } = await market(5)
    const buyers = await Promise.all(Array.from({ length: 12 }, () => buyer({ absent_cap: '8' })))
    const answers = await Promise.all(buyers.map((one) => order(one, productId, '2')))
    // 5 are there: two whole orders, half of a third, and what waits is 8 at most
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6)
    const { rows } = await sql<{ waiting: string }>`select sum(quantity)::text as waiting from inventory.waits
      where product_id = ${productId}`.execute(db)
    expect(Number(rows[0]!.waiting)).toBeLessThanOrEqual(8)
  })
})

describe('when dates move', () => {
  it('lines are promised anew, their history says so, and one letter a person tells of all of them', async () => {
    const { productId, buyer, lot, office, serve } = await market()
    const coming = await lot('10', '2026-12-12')
    const one = await buyer()
    const orders = [await ordered(one, productId, '4'), await ordered(one, productId, '6')]
    await call(changeLot, { params: { lotId: coming.id }, body: { eta: '2026-12-20' } }, office)
    await serve()
    const lines = await Promise.all(orders.map((orderId) => lineOf(one, orderId)))
    expect(lines.map((line) => line.promisedOn)).toEqual(['2026-12-20', '2026-12-20'])
    expect(lines[0]!.events).toContain('promised')
    const { rows } = await sql<{ payload: { payload: { lineIds: string[] } } }>`
      select payload from graphile_worker._private_jobs where payload->>'name' = 'orders.served' order by id desc limit 1`.execute(
      db,
    )
    const { lineIds } = rows[0]!.payload.payload
    const write = () =>
      transaction(db, (tx) =>
        writeServedLetters(tx, {
          lineIds,
          eventId: 'served-1',
          publicUrl: 'http://portal.test',
          now: time.now,
        }),
      )
    await write()
    await write()
    const letters = await db
      .selectFrom('kernel.mails')
      .select(['subject', 'body_text'])
      .where('recipient', '=', one.email)
      .where('dedupe_key', 'like', 'served-1:%')
      .execute()
    expect(letters).toHaveLength(1)
    expect(letters[0]!.subject).toContain('заказов — 2')
  })

  it('an overdue lot promises nothing: its lines wait for the next one, or for a date', async () => {
    const { productId, buyer, lot, serve } = await market()
    await lot('10', '2026-11-25')
    await lot('4', '2026-12-30')
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    expect((await lineOf(one, orderId)).promisedOn).toBe('2026-11-25')
    const before = time.now
    time.now = new Date('2026-11-27T07:00:00Z')
    await noteOverdue(db, time.now)
    await serve()
    expect(dated(await lineOf(one, orderId))).toEqual([
      ['4', '2026-12-30'],
      ['6', null],
    ])
    const cart = await cartWith(one, productId, '1')
    expect(cart.lines[0]!.awaited).toEqual([{ quantity: '1', expectedOn: null, confirmed: false }])
    time.now = before
  })

  it('a lot that will not come gives its promises back; a date of a manager stays', async () => {
    const { productId, buyer, lot, office, serve } = await market()
    const coming = await lot('10', '2026-12-12')
    const one = await buyer()
    const orderId = await ordered(one, productId, '10')
    await call(cancelLot, { params: { lotId: coming.id } }, office)
    await serve()
    expect(dated(await lineOf(one, orderId))).toEqual([['10', null]])
    expect((await call(receiveLot, { params: { lotId: coming.id } }, office)).code).toBe('wrong_state')
  })
})
