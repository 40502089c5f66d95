import { addLines, createCart, submitCart } from '@portal/api/carts.ts'
import { cancelOrderAsOperator, getOrder } from '@portal/api/orders.ts'
import { createShipment, listOrderShipments, updateShipment } from '@portal/api/shipments.ts'
import { setProductVat, type VatClass } from '@portal/api/vat-rates.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { applyErpAnswer } from '#src/trade/orders/public.ts'
import { ordersShipped } from '#src/trade/orders/events.ts'
import { orderReactions } from '#src/trade/orders/reactions.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'
import { tellsFigure } from '#test/tells-figure.ts'

const { app, db, call, time } = await testApp()
const manager = {
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)).cookie,
}
const orderedOn = new Date('2026-11-24T07:00:00Z')
const nextDay = new Date('2026-11-25T07:00:00Z')
beforeEach(() => {
  time.now = orderedOn
})

interface Wanted {
  amount: string
  quantity: string
  /** of the list that the price comes from */
  includesVat: boolean
  vatClass?: VatClass
}

/** An order of products of lists with VAT and without it, whose class may be changed and which may be sent. */
async function ordered(wanted: readonly Wanted[], contract: { vat_terms?: 'export' } = {}) {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const base = await makePriceList(db, { seller_id: sellerId, is_base: true, includes_vat: true })
  const own = await makePriceList(db, { seller_id: sellerId, includes_vat: false })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: own,
    warehouses: [warehouse],
    payment_terms: 'credit',
    credit_limit: '1000000',
    credit_mode: 'block',
    ...contract,
  })
  const buyerUser = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, buyerUser.userId, { contract_id: contractId })).cookie }
  const products: string[] = []
  for (const { amount, includesVat, vatClass = 'base' } of wanted) {
    const productId = await makeProduct(db, {
      seller_id: sellerId,
      vat_class: vatClass,
      stock: { [warehouse]: 1000 },
    })
    await makePrice(db, includesVat ? base : own, productId, amount)
    products.push(productId)
  }
  const cart = (await call(createCart, { body: { name: 'НДС' } }, buyer)).body
  const rows = products.map((productId, index) => ({ productId, quantity: wanted[index]!.quantity }))
  const added = await call(addLines, { params: { cartId: cart.id }, body: { rows } }, buyer)
  const body = { revision: added.body.revision, submissionKey: newId() }
  const orderId = (await call(submitCart, { params: { cartId: cart.id }, body }, buyer)).body.orders[0]!.id
  const order = async () => (await call(getOrder, { params: { orderId } }, buyer)).body
  const told = async () => {
    const { net, vat, gross, vatByRate, shippedSum } = await order()
    return {
      sums: [net, vat, gross].map((each) => each!.amount),
      byRate: vatByRate!.map((each) => [each.rate, each.vat.amount, each.final]),
      shipped: shippedSum!.amount,
    }
  }
  const lineIds = (await order()).lines.map(({ id }) => id)
  const pack = async (...quantities: string[]) => {
    const lines = quantities.flatMap((quantity, index) =>
      quantity === '0' ? [] : [{ orderLineId: lineIds[index]!, quantity }],
    )
    return (await call(createShipment, { params: { orderId }, body: { lines } }, manager)).body
  }
  const send = (shipmentId: string, shippedOn?: string) =>
    call(updateShipment, { params: { shipmentId }, body: { status: 'on_way', shippedOn } }, manager)
  const setClass = (vatClass: VatClass, validFrom = '2026-11-25') =>
    call(setProductVat, { params: { productId: products[0]! }, body: { validFrom, vatClass } }, manager)
  const held = async () => {
    const { held: sum } = await db
      .selectFrom('credit.ledger')
      .select((eb) => eb.fn.sum<string>('amount').as('held'))
      .where('order_id', '=', orderId)
      .executeTakeFirstOrThrow()
    return decimal(sum).toFixed(2)
  }
  return { orderId, companyId, contractId, buyerUser, order, told, pack, send, setClass, held }
}

describe('VAT of an order', () => {
  it('is provisional until it is shipped, and final at the rate of the day of each shipment', async () => {
    const { order, told, pack, send, setClass } = await ordered([
      { amount: '122', quantity: '10', includesVat: true },
    ])
    await setClass('reduced')
    expect(await told()).toEqual({
      sums: ['1000.00', '220.00', '1220.00'],
      byRate: [['22', '220.00', false]],
      shipped: '0.00',
    })
    const first = await pack('4')
    expect((await send(first.id)).body.amounts).toEqual({
      gross: { amount: '488.00', currency: 'RUB' },
      vat: { amount: '88.00', currency: 'RUB' },
    })
    expect((await told()).byRate).toEqual([
      ['22', '88.00', true],
      ['22', '132.00', false],
    ])
    expect((await order()).lines[0]).toMatchObject({ vatFinal: false, vatRate: '22' })
    time.now = nextDay
    await send((await pack('6')).id)
    // 732 with 10 % inside
    expect(await told()).toEqual({
      sums: ['1065.45', '154.55', '1220.00'],
      byRate: [
        ['22', '88.00', true],
        ['10', '66.55', true],
      ],
      shipped: '1220.00',
    })
    const after = await order()
    expect(after.lines[0]).toMatchObject({ vatFinal: true, vatRate: '10' })
    expect(after.events.find(({ kind }) => kind === 'vat_changed')?.details).toEqual({
      from: '22',
      to: '10',
      lines: '1',
      on: '2026-11-25',
    })
  })

  it('of prices without VAT changes what is to be paid, and what is held of the credit', async () => {
    const { told, pack, send, setClass, held } = await ordered([
      { amount: '100', quantity: '10', includesVat: false },
    ])
    await setClass('reduced')
    expect([(await told()).sums, await held()]).toEqual([['1000.00', '220.00', '1220.00'], '1220.00'])
    time.now = nextDay
    await send((await pack('10')).id)
    expect([(await told()).sums, await held()]).toEqual([['1000.00', '100.00', '1100.00'], '1100.00'])
  })

  it('is that of the day that the manager names, today at the latest; the seller’s day begins at his midnight', async () => {
    const { told, pack, send, setClass } = await ordered([
      { amount: '110', quantity: '3', includesVat: true },
    ])
    await setClass('reduced')
    time.now = nextDay
    const shipment = await pack('1')
    expect((await send(shipment.id, '2026-11-26')).problem.fields).toEqual({ shippedOn: 'in_future' })
    expect((await send(shipment.id, '2026-11-24')).body.shippedOn).toBe('2026-11-24')
    expect((await send(shipment.id, '2026-11-24')).code).toBe('wrong_state')
    expect((await told()).byRate[0]).toEqual(['22', '19.84', true])
    time.now = new Date('2026-11-24T20:59:59Z')
    expect((await send((await pack('1')).id)).body.shippedOn).toBe('2026-11-24')
    time.now = new Date('2026-11-24T21:00:00Z')
    expect((await send((await pack('1')).id)).body.shippedOn).toBe('2026-11-25')
    expect((await told()).byRate).toEqual([
      ['22', '39.68', true],
      ['10', '10.00', true],
    ])
  })

  it('of lines from lists with VAT and without it is reckoned by each line’s own list, after a change too', async () => {
    const { orderId, told, pack, send, order } = await ordered([
      { amount: '122', quantity: '2', includesVat: true },
      { amount: '100', quantity: '2', includesVat: false },
    ])
    expect((await told()).sums).toEqual(['400.00', '88.00', '488.00'])
    await send((await pack('1', '1')).id)
    expect((await told()).sums).toEqual(['400.00', '88.00', '488.00'])
    await call(cancelOrderAsOperator, { params: { orderId }, body: {} }, manager)
    expect(await told()).toEqual({
      sums: ['200.00', '44.00', '244.00'],
      byRate: [['22', '44.00', true]],
      shipped: '244.00',
    })
    expect((await order()).lines.map((line) => line.priceIncludesVat)).toEqual([true, false])
  })

  it('of an export stays 0 % on any day', async () => {
    const { told, pack, send, setClass } = await ordered(
      [{ amount: '100', quantity: '2', includesVat: false }],
      { vat_terms: 'export' },
    )
    await setClass('reduced')
    time.now = nextDay
    await send((await pack('2')).id)
    expect(await told()).toEqual({
      sums: ['200.00', '0.00', '200.00'],
      byRate: [['0', '0.00', true]],
      shipped: '200.00',
    })
  })

  it('of what a shipment has taken stays when an ERP changes the quantity of its line (law 12)', async () => {
    const { orderId, order, pack, send } = await ordered([
      { amount: '122', quantity: '10', includesVat: true },
    ])
    await send((await pack('4')).id)
    const { productId, article, name } = (await order()).lines[0]!
    const said = { productId, article, name, unitCode: null, unitName: null, vatRate: null, factor: null }
    const answer = (quantity: string) =>
      transaction(db, (tx) =>
        applyErpAnswer(
          tx,
          {
            orderId,
            erpNumber: '1',
            cancelled: false,
            paid: undefined,
            shipped: undefined,
            lines: [{ ...said, quantity: decimal(quantity), price: decimal('122'), amount: null }],
          },
          time.now,
        ),
      )
    const stands = async () => {
      const { lines, shippedSum } = await order()
      return [lines[0]!.quantity, lines[0]!.shipped, shippedSum!.amount]
    }
    await answer('8')
    expect(await stands()).toEqual(['8', '4', '488.00'])
    // less than has gone: the ERP's word is the newer one
    await answer('3')
    expect(await stands()).toEqual(['3', '0', '0.00'])
  })

  it('becomes final with an ERP’s mark: at the rate that it has billed, or else that of the mark’s day', async () => {
    for (const [billed, byRate] of [
      [null, [['10', '111.27', true]]],
      ['20', [['20', '204.00', true]]],
    ] as const) {
      const { orderId, told, order, setClass } = await ordered([
        { amount: '122.40', quantity: '10', includesVat: true },
      ])
      await setClass('reduced')
      time.now = nextDay
      const { productId, article, name } = (await order()).lines[0]!
      const line = {
        productId,
        article,
        name,
        unitCode: null,
        unitName: null,
        quantity: decimal('10'),
        price: decimal('122.4'),
        vatRate: billed === null ? null : decimal(billed),
        factor: null,
        amount: null,
      }
      await transaction(db, (tx) =>
        applyErpAnswer(
          tx,
          {
            orderId,
            erpNumber: '1',
            cancelled: false,
            paid: undefined,
            shipped: { number: 'Р-1', at: '2026-11-25T12:00:00' },
            lines: [line],
          },
          time.now,
        ),
      )
      expect((await told()).byRate, String(billed)).toEqual(byRate)
      time.now = orderedOn
    }
  })

  it('is told to no role without prices', async () => {
    const { orderId, companyId, contractId, pack, send } = await ordered([
      { amount: '122', quantity: '1', includesVat: true },
    ])
    await send((await pack('1')).id)
    const { userId } = await makeMember(db, { company_id: companyId, role: 'warehouse' })
    const warehouse = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
    const params = { orderId }
    expect((await call(getOrder, { params }, warehouse)).body.vatByRate).toBeNull()
    const { items } = (await call(listOrderShipments, { params }, warehouse)).body
    expect(items.map(({ amounts }) => amounts)).toEqual([null])
  })
})

it('a shipment writes a letter of a shipment with what went, not one of a changed order', async () => {
  const { orderId, companyId, buyerUser, pack, send } = await ordered([
    { amount: '7777', quantity: '5', includesVat: true },
  ])
  const shipment = await pack('2')
  await send(shipment.id)
  const { rows: published } = await sql<{ name: string }>`
    select payload ->> 'name' as name from graphile_worker._private_jobs
    where payload -> 'payload' ->> 'orderId' = ${orderId}`.execute(db)
  const names = published.map(({ name }) => name)
  expect([names.includes('orders.shipped'), names.includes('orders.changed')]).toEqual([true, false])
  const shipped = orderReactions('http://portal.test', app.clock).find(
    ({ event }) => event === ordersShipped.name,
  )!
  const eventId = newId()
  await transaction(db, (tx) => shipped.run(tx, { orderId, companyId, shipment: shipment.number }, eventId))
  const mails = await db
    .selectFrom('kernel.mails')
    .select(['recipient', 'subject', 'body_text'])
    .where('dedupe_key', 'like', `${eventId}:%`)
    .execute()
  expect(mails.map(({ recipient }) => recipient)).toEqual([buyerUser.email])
  expect(mails[0]!.subject).toMatch(/^Заказ \d+ отгружен частично$/)
  expect(mails[0]!.body_text).toContain(`Отгрузка ${shipment.number}:`)
  expect(mails[0]!.body_text).toMatch(/: 2 шт/)
  expect(tellsFigure(mails[0]!.body_text, '7777')).toBe(false)
})
