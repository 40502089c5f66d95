import { addLines, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { getOrder } from '@portal/api/orders.ts'
import { getShipmentCalendar } from '@portal/api/shipment-calendar.ts'
import {
  createShipment,
  listOrderShipments,
  listOrderShipmentsAsOperator,
  listShipments,
  removeShipment,
  updateShipment,
} from '@portal/api/shipments.ts'
import { expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { applyErpAnswer } from '#src/trade/orders/public.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeDeliveryPoint, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'
import { follow } from './follow-erp.ts'

const { db, call, time } = await testApp()
const manager = {
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)).cookie,
}

/** An order of ten of one product, to a delivery point. */
async function ordered() {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    warehouses: [warehouse],
  })
  const pointId = await makeDeliveryPoint(db, companyId, { is_default: true })
  const productId = await makeProduct(db, { seller_id: sellerId, stock: { [warehouse]: 8 } })
  await makePrice(db, listId, productId, 10)
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const cart = (await call(createCart, { body: { name: 'Склад' } }, buyer)).body
  const cartParams = { cartId: cart.id }
  await call(addLines, { params: cartParams, body: { rows: [{ productId, quantity: '10' }] } }, buyer)
  const { revision } = (await call(getCart, { params: cartParams }, buyer)).body
  const body = { revision, submissionKey: newId(), deliveryPointId: pointId }
  const orderId = (await call(submitCart, { params: cartParams, body }, buyer)).body.orders[0]!.id
  const params = { orderId }
  const line = async () => (await call(getOrder, { params }, buyer)).body.lines[0]!
  const orderLineId = (await line()).id
  const pack = (quantity: string, more: object = {}) =>
    call(createShipment, { params, body: { lines: [{ orderLineId, quantity }], ...more } }, manager)
  const change = (shipmentId: string, to: Parameters<typeof call<typeof updateShipment>>[1]['body']) =>
    call(updateShipment, { params: { shipmentId }, body: to }, manager)
  const coming = async () => (await call(listShipments, { query: {} }, buyer)).body.items
  return { buyer, orderId, params, line, orderLineId, pack, change, coming, pointId }
}

it('a shipment goes from packing to the way to delivered, and the order’s line follows', async () => {
  const { params, line, pack, change, coming, buyer, pointId } = await ordered()
  const { body: packed } = await pack('6', { carrier: 'Деловые линии', plannedOn: '2026-12-01', packages: 2 })
  expect(packed).toMatchObject({ status: 'packing', carrier: 'Деловые линии', lineCount: 1 })
  expect(await line()).toMatchObject({ shipped: '0', reserved: '8' })
  const gone = await change(packed.id, {
    status: 'on_way',
    trackingNumber: 'DL-1',
    trackingUrl: 'https://tracking.example/DL-1',
  })
  expect(gone.body).toMatchObject({ status: 'on_way', shippedOn: '2026-11-24', trackingNumber: 'DL-1' })
  expect(await line()).toMatchObject({ shipped: '6', reserved: '2', waiting: '2', delivered: '0' })
  expect((await change(packed.id, { plannedOn: '2026-12-03' })).body.plannedOn).toBe('2026-12-03')
  expect(await coming()).toMatchObject([
    { id: packed.id, plannedOn: '2026-12-03', lines: [{ quantity: '6' }] },
  ])
  const elsewhere = await call(listShipments, { query: { deliveryPointId: newId() } }, buyer)
  expect(elsewhere.body.items).toEqual([])
  const here = await call(listShipments, { query: { deliveryPointId: pointId } }, buyer)
  expect(here.body.items).toHaveLength(1)
  expect((await change(packed.id, { status: 'delivered' })).status).toBe(200)
  expect(await line()).toMatchObject({ shipped: '6', delivered: '6' })
  expect(await coming()).toEqual([])
  expect((await change(packed.id, { status: 'packing' })).code).toBe('wrong_state')
  expect((await call(listOrderShipments, { params }, buyer)).body.items).toHaveLength(1)
})

it('no more is packed than is ordered and neither shipped, cancelled nor packed already', async () => {
  const { params, pack, change, orderLineId } = await ordered()
  const { body: first } = await pack('6')
  expect((await pack('5')).problem.fields).toEqual({ [orderLineId]: 'more_than_open' })
  const { body } = await call(listOrderShipmentsAsOperator, { params }, manager)
  expect(body.left).toEqual([{ orderLineId, quantity: '4' }])
  await change(first.id, { status: 'on_way' })
  expect((await pack('5')).code).toBe('invalid_input')
  expect((await pack('0')).code).toBe('invalid_input')
  const { body: second } = await pack('4')
  const packedAgain = await Promise.all([pack('1'), pack('1')])
  expect(packedAgain.map(({ code }) => code)).toEqual(['invalid_input', 'invalid_input'])
  expect((await call(removeShipment, { params: { shipmentId: second.id } }, manager)).status).toBe(200)
  expect((await call(removeShipment, { params: { shipmentId: first.id } }, manager)).code).toBe('wrong_state')
  expect((await pack('4')).status).toBe(200)
  expect((await pack('1', { trackingUrl: 'javascript:alert(1)' })).code).toBe('invalid_input')
})

it('what the ERP marks as shipped gets a shipment of its own, less what managers have sent; a mark taken back takes it away', async () => {
  const { orderId, pack, change, coming } = await ordered()
  const { body: own } = await pack('4')
  await change(own.id, { status: 'on_way' })
  const erp = async (shipped: { number: string; at: string | null } | null) => {
    const answer = { orderId, erpNumber: '1', cancelled: false, paid: undefined, shipped, lines: undefined }
    await transaction(db, (tx) => applyErpAnswer(tx, answer, time.now))
    await transaction(db, (tx) => follow(tx, orderId, time.now))
    await transaction(db, (tx) => follow(tx, orderId, time.now))
  }
  await erp({ number: 'Р-1', at: null })
  expect((await coming()).map(({ inferred, lines }) => [inferred, lines[0]!.quantity])).toEqual([
    [false, '4'],
    [true, '6'],
  ])
  await erp(null)
  expect((await coming()).map(({ inferred }) => inferred)).toEqual([false])
})

it('a stranger finds neither shipments nor orders; only who keeps orders sends', async () => {
  const { params, pack, orderLineId } = await ordered()
  const { body } = await pack('1')
  const other = await ordered()
  expect((await call(listOrderShipments, { params }, other.buyer)).code).toBe('not_found')
  expect((await other.coming()).map(({ id }) => id)).not.toContain(body.id)
  expect((await call(listShipments, { query: {} })).code).toBe('not_signed_in')
  const content = {
    cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)).cookie,
  }
  const lines = [{ orderLineId, quantity: '1' }]
  expect((await call(createShipment, { params, body: { lines } }, content)).code).toBe('forbidden')
  expect((await call(createShipment, { params: { orderId: newId() }, body: { lines } }, manager)).code).toBe(
    'not_found',
  )
  const foreign = [{ orderLineId: other.orderLineId, quantity: '1' }]
  expect((await call(createShipment, { params, body: { lines: foreign } }, manager)).code).toBe(
    'invalid_input',
  )
})

it('a calendar tells what comes on which day to which delivery point, and how much has no day; a stranger sees nothing of it', async () => {
  const { buyer, pack, pointId, change } = await ordered()
  const { body: dated } = await pack('2', { plannedOn: '2026-12-01' })
  await pack('1')
  const other = await ordered()
  const asked = (query: object, who = buyer) =>
    call(getShipmentCalendar, { query: { from: '2026-11-30', until: '2027-01-03', ...query } as never }, who)
  const { items, more, undated } = (await asked({})).body
  expect(items).toMatchObject([{ id: dated.id, day: '2026-12-01', status: 'packing', orders: [{}] }])
  expect([more, undated]).toEqual([false, 1])
  expect((await asked({ deliveryPointId: pointId })).body.items).toHaveLength(1)
  expect((await asked({ deliveryPointId: newId() })).body).toMatchObject({ items: [], undated: 0 })
  expect((await asked({}, other.buyer)).body).toMatchObject({ items: [], undated: 0 })
  // what has come stands on the day on which it came
  await change(dated.id, { status: 'delivered' })
  expect((await asked({})).body.items).toEqual([])
  expect((await asked({ from: '2026-11-24', until: '2026-11-24' })).body.items).toHaveLength(1)
  expect((await asked({ until: '2026-11-01' })).code).toBe('invalid_input')
  expect((await asked({ until: '2027-02-01' })).code).toBe('invalid_input')
  expect((await call(getShipmentCalendar, { query: { from: '2026-12-01', until: '2026-12-02' } })).code).toBe(
    'not_signed_in',
  )
})
