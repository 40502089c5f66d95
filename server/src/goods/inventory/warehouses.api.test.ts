import { addLines, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { getMe, switchContext } from '@portal/api/identity.ts'
import { getCatalogue, getProduct } from '@portal/api/offer.ts'
import {
  createRegion,
  createWarehouse,
  listOwnDeliveryPoints,
  listPointRegions,
  listRegions,
  listWarehouseContracts,
  listWarehouses,
  removeRegion,
  setPointRegion,
  updateRegion,
  updateWarehouse,
} from '@portal/api/warehouses.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse, next } from '#test/factories/goods.ts'
import { makeCompany, makeDeliveryPoint, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call } = await testApp()

const operator = async (role: 'manager' | 'content' | 'credit_controller') => ({
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role: role })).id)).cookie,
})
const manager = await operator('manager')

/** A company with two delivery points under a contract of a near and a far warehouse; a third one is not its. */
async function trade(absentGoods: 'forbid' | 'backorder' = 'backorder') {
  const sellerId = await makeSellerForGoods(db)
  const [near, far, foreign] = [await makeWarehouse(db), await makeWarehouse(db), await makeWarehouse(db)]
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    absent_goods: absentGoods,
    warehouses: [near, far],
  })
  const first = await makeDeliveryPoint(db, companyId, { is_default: true })
  const second = await makeDeliveryPoint(db, companyId)
  const productId = await makeProduct(db, {
    seller_id: sellerId,
    stock: { [near]: 10, [far]: 30, [foreign]: 500 },
  })
  await makePrice(db, listId, productId, 10)
  const { slug } = await db
    .selectFrom('catalog.products')
    .select('slug')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow()
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const goTo = (deliveryPointId: string) =>
    call(switchContext, { body: { contractId, deliveryPointId } }, buyer)
  const stock = async () => {
    const card = (await call(getProduct, { params: { slug } }, buyer)).body
    return [card.stock.quantity, ...card.warehouses.map(({ stock: each }) => each.quantity)]
  }
  const place = (deliveryPointId: string, regionId: string | null) =>
    call(setPointRegion, { params: { companyId, deliveryPointId }, body: { regionId } }, manager)
  return {
    near,
    far,
    foreign,
    companyId,
    contractId,
    first,
    second,
    productId,
    slug,
    buyer,
    goTo,
    stock,
    place,
  }
}

const region = async (warehouseIds: string[], name = `Region ${next()}`) =>
  (await call(createRegion, { body: { name, warehouseIds } }, manager)).body

describe('what is there for a buyer', () => {
  it('is the sum over the warehouses that both his contract and the region of his delivery point allow', async () => {
    const { near, far, foreign, second, goTo, stock, place, buyer } = await trade()
    expect(await stock()).toEqual(['40', '10', '30'])
    await place(second, (await region([far, foreign])).id)
    expect(await stock()).toEqual(['40', '10', '30'])
    expect((await goTo(second)).body.current!.deliveryPointId).toBe(second)
    expect(await stock()).toEqual(['30', '30'])
    await place(second, (await region([far, near])).id)
    // the nearest to the point first, whatever the contract prefers
    expect(await stock()).toEqual(['40', '30', '10'])
    await place(second, (await region([])).id)
    expect(await stock()).toEqual(['40', '10', '30'])
    await place(second, (await region([foreign])).id)
    expect(await stock()).toEqual(['0'])
    const { items } = (await call(getCatalogue, { query: { inStock: 'true' } }, buyer)).body
    expect(items).toEqual([])
    await place(second, null)
    expect(await stock()).toEqual(['40', '10', '30'])
  })

  it('follows the company’s first delivery point until he chooses, and goes back to it when his is closed', async () => {
    const { far, first, second, goTo, stock, place, buyer } = await trade()
    await place(first, (await region([far])).id)
    expect(await stock()).toEqual(['30', '30'])
    await goTo(second)
    expect(await stock()).toEqual(['40', '10', '30'])
    await db
      .updateTable('organizations.delivery_points')
      .set({ active: false })
      .where('id', '=', second)
      .execute()
    expect((await call(getMe, {}, buyer)).body.current!.deliveryPointId).toBe(first)
    expect(await stock()).toEqual(['30', '30'])
    expect((await goTo(second)).code).toBe('not_found')
  })

  it('a warehouse that does not work any more is left out at once', async () => {
    const { far, stock } = await trade()
    const params = { warehouseId: far }
    await call(updateWarehouse, { params, body: { active: false } }, manager)
    expect(await stock()).toEqual(['10', '10'])
  })
})

describe('a cart and its order', () => {
  it('show the split by warehouse as it will be reserved, and reserve for the point where it goes', async () => {
    const { near, far, second, productId, place, buyer } = await trade()
    await place(second, (await region([far])).id)
    const cart = (await call(createCart, { body: { name: 'Склад' } }, buyer)).body
    const params = { cartId: cart.id }
    await call(addLines, { params, body: { rows: [{ productId, quantity: '35' }] } }, buyer)
    const view = (await call(getCart, { params }, buyer)).body
    const parts = view.lines[0]!.warehouses.map(({ warehouseId, quantity }) => [warehouseId, quantity])
    expect(parts).toEqual([
      [near, '10'],
      [far, '25'],
    ])
    const body = { revision: view.revision, submissionKey: newId(), deliveryPointId: second }
    const placed = (await call(submitCart, { params, body }, buyer)).body
    const held = await db
      .selectFrom('inventory.reservations as r')
      .innerJoin('orders.lines as l', 'l.id', 'r.order_line_id')
      .select(['r.warehouse_id', 'r.quantity'])
      .where('l.order_id', '=', placed.orders[0]!.id)
      .execute()
    expect(held.map((row) => [row.warehouse_id, Number(row.quantity)])).toEqual([[far, 30]])
  })

  it('where absent goods are forbidden, what does not lie for the chosen point is refused', async () => {
    const { near, second, productId, place, buyer } = await trade('forbid')
    await place(second, (await region([near])).id)
    const cart = (await call(createCart, { body: { name: 'Склад' } }, buyer)).body
    const params = { cartId: cart.id }
    await call(addLines, { params, body: { rows: [{ productId, quantity: '35' }] } }, buyer)
    const { revision } = (await call(getCart, { params }, buyer)).body
    const send = (deliveryPointId: string | null) =>
      call(submitCart, { params, body: { revision, submissionKey: newId(), deliveryPointId } }, buyer)
    expect((await send(second)).code).toBe('cart_has_problems')
    expect((await send(null)).status).toBe(200)
  })
})

describe('the buyer’s delivery points', () => {
  it('are told with what serves each under his contract; a stranger’s point is not found', async () => {
    const { far, foreign, first, second, buyer, place, goTo } = await trade()
    await place(second, (await region([far, foreign], `Юг ${next()}`)).id)
    const { items } = (await call(listOwnDeliveryPoints, {}, buyer)).body
    expect(items.map(({ id, warehouses, isDefault }) => [id, warehouses.length, isDefault])).toEqual([
      [first, 2, true],
      [second, 1, false],
    ])
    expect(items[1]!.regionName).toMatch(/^Юг/)
    const other = await trade()
    expect((await goTo(other.first)).code).toBe('not_found')
    expect((await call(listOwnDeliveryPoints, {})).code).toBe('not_signed_in')
  })
})

describe('the operator', () => {
  it('keeps warehouses: adds one, changes it, sees which contracts use it', async () => {
    const { near, contractId, companyId } = await trade()
    const body = { name: 'Склад Пермь', nameEn: 'Perm', region: 'Урал', position: 7 }
    const made = (await call(createWarehouse, { body }, manager)).body
    expect(made).toMatchObject({ name: 'Склад Пермь', nameEn: 'Perm', active: true, fromExchange: false })
    const params = { warehouseId: made.id }
    const changed = await call(
      updateWarehouse,
      { params, body: { address: 'Пермь, 1', nameEn: null } },
      manager,
    )
    expect(changed.body).toMatchObject({
      name: 'Склад Пермь',
      nameEn: null,
      address: 'Пермь, 1',
      position: 7,
    })
    const { items } = (await call(listWarehouses, {}, manager)).body
    expect(items.find(({ id }) => id === near)).toMatchObject({ contractCount: 1, productCount: 1 })
    const using = await call(listWarehouseContracts, { params: { warehouseId: near }, query: {} }, manager)
    expect(using.body.items).toMatchObject([{ id: contractId, companyId, place: 1, state: 'in_force' }])
    const gone = { warehouseId: newId() }
    expect((await call(updateWarehouse, { params: gone, body: {} }, manager)).code).toBe('not_found')
    expect((await call(listWarehouseContracts, { params: gone, query: {} }, manager)).code).toBe('not_found')
  })

  it('keeps regions: a name once, warehouses that are there, in their order; a removed one leaves its points to all', async () => {
    const { near, far, second, companyId, goTo, stock, place } = await trade()
    const made = await region([far, near])
    expect(made.warehouses.map(({ id }) => id)).toEqual([far, near])
    const again = { name: made.nameRu.toUpperCase(), warehouseIds: [] }
    expect((await call(createRegion, { body: again }, manager)).code).toBe('in_use')
    const unknown = { name: `Region ${next()}`, warehouseIds: [newId()] }
    expect((await call(createRegion, { body: unknown }, manager)).code).toBe('not_found')
    await place(second, made.id)
    await goTo(second)
    const params = { regionId: made.id }
    const changed = await call(updateRegion, { params, body: { warehouseIds: [near] } }, manager)
    expect(changed.body).toMatchObject({ pointCount: 1, warehouses: [{ id: near }] })
    expect(await stock()).toEqual(['10', '10'])
    const { items } = (await call(listPointRegions, { params: { companyId } }, manager)).body
    expect(items).toMatchObject([{ deliveryPointId: second, regionId: made.id }])
    expect((await call(removeRegion, { params }, manager)).status).toBe(200)
    expect(await stock()).toEqual(['40', '10', '30'])
    expect((await call(removeRegion, { params }, manager)).code).toBe('not_found')
    expect((await call(listRegions, {}, manager)).body.items.map(({ id }) => id)).not.toContain(made.id)
  })

  it('writes only with the right, and only points of the company named', async () => {
    const { buyer, second, companyId } = await trade()
    const content = await operator('content')
    const { id: regionId } = await region([])
    const body = { name: 'X', warehouseIds: [] }
    expect((await call(createRegion, { body }, content)).code).toBe('forbidden')
    const controller = await operator('credit_controller')
    expect((await call(createWarehouse, { body: { name: 'X' } }, controller)).code).toBe('forbidden')
    expect((await call(listWarehouses, {}, buyer)).code).toBe('not_found')
    const other = await trade()
    const params = { companyId: other.companyId, deliveryPointId: second }
    expect((await call(setPointRegion, { params, body: { regionId } }, manager)).code).toBe('not_found')
    const own = { companyId, deliveryPointId: second }
    expect((await call(setPointRegion, { params: own, body: { regionId: newId() } }, manager)).code).toBe(
      'not_found',
    )
  })
})
