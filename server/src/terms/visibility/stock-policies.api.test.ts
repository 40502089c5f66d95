import { getProduct } from '@portal/api/offer.ts'
import {
  createStockPolicy,
  explainStock,
  listStockPolicies,
  removeStockPolicy,
  stockExamples,
  updateStockPolicy,
} from '@portal/api/stock-display.ts'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeCategory, makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeDeliveryPoint, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'

const { db, call } = await testApp()

const operator = async (role: 'manager' | 'content') => ({
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role: role })).id)).cookie,
})
const manager = await operator('manager')

/** A product of 40 in a near and 500 in a far warehouse, and a buyer with a contract. */
async function shop() {
  const sellerId = await makeSellerForGoods(db)
  const [near, far] = [await makeWarehouse(db), await makeWarehouse(db)]
  const top = await makeCategory(db)
  const below = await makeCategory(db, { parent_id: top })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    warehouses: [near, far],
  })
  const productId = await makeProduct(db, {
    seller_id: sellerId,
    categories: [below],
    stock: { [near]: 40, [far]: 500 },
  })
  const { slug } = await db
    .selectFrom('catalog.products')
    .select('slug')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow()
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const seen = async () => (await call(getProduct, { params: { slug } }, buyer)).body
  return { near, far, top, below, companyId, contractId, productId, buyer, seen }
}

const policy = async (body: Parameters<typeof call<typeof createStockPolicy>>[1]['body']) =>
  (await call(createStockPolicy, { body }, manager)).body

it('the most specific policy wins: contract over company, the deeper category, then the warehouse', async () => {
  const { near, far, top, below, companyId, contractId, seen } = await shop()
  expect((await seen()).stock).toMatchObject({ display: 'exact', quantity: '540' })
  await policy({ audience: 'company', subjectId: companyId, display: 'yes_no' })
  expect((await seen()).stock).toMatchObject({ display: 'yes_no', level: 'yes', quantity: null })
  await policy({
    audience: 'contract',
    subjectId: contractId,
    categoryId: top,
    display: 'capped',
    cap: '300',
  })
  expect((await seen()).stock).toMatchObject({ display: 'capped', quantity: '300', over: true })
  await policy({ audience: 'contract', subjectId: contractId, categoryId: below, display: 'exact' })
  expect((await seen()).stock).toMatchObject({ display: 'exact', quantity: '540' })
  await policy({
    audience: 'contract',
    subjectId: contractId,
    categoryId: below,
    warehouseId: far,
    display: 'bands',
  })
  const card = await seen()
  expect(card.stock).toMatchObject({ display: 'bands', level: 'many', quantity: null })
  expect(card.warehouses.map(({ warehouseId, stock }) => [warehouseId, stock.quantity, stock.level])).toEqual(
    [
      [near, '40', 'some'],
      [far, null, 'many'],
    ],
  )
})

it('a change is seen at once, a removed policy gives way to the next one, and all of it is in the audit log', async () => {
  const { companyId, seen } = await shop()
  const made = await policy({ audience: 'company', subjectId: companyId, display: 'hidden' })
  expect(made).toMatchObject({ audience: 'company', companyId, fewBelow: '10', manyFrom: '100', cap: '100' })
  expect((await seen()).stock.display).toBe('hidden')
  const params = { policyId: made.id }
  const looks = { display: 'bands', fewBelow: '600', manyFrom: '700' } as const
  expect((await call(updateStockPolicy, { params, body: looks }, manager)).body.fewBelow).toBe('600')
  expect((await seen()).stock.level).toBe('few')
  expect((await call(removeStockPolicy, { params }, manager)).status).toBe(200)
  expect((await seen()).stock.display).toBe('exact')
  expect((await call(removeStockPolicy, { params }, manager)).code).toBe('not_found')
  const noted = await db
    .selectFrom('audit.entries')
    .select(['action', 'details'])
    .where('entity_id', '=', made.id)
    .orderBy('id')
    .execute()
  expect(noted.map(({ action }) => action)).toEqual([
    'stock_policy.add',
    'stock_policy.change',
    'stock_policy.remove',
  ])
  expect(noted[1]!.details).toMatchObject({ before: { display: 'hidden' }, after: { display: 'bands' } })
})

it('one audience, category and warehouse have one policy; thresholds stand in order; what is not there is not found', async () => {
  const { companyId, top } = await shop()
  const body = { audience: 'company', subjectId: companyId, categoryId: top, display: 'bands' } as const
  await policy(body)
  const asked = async (change: object) =>
    (await call(createStockPolicy, { body: { ...body, ...change } }, manager)).problem
  expect((await asked({})).code).toBe('stock_policy_exists')
  expect((await asked({ subjectId: newId() })).code).toBe('not_found')
  expect((await asked({ categoryId: newId() })).code).toBe('not_found')
  expect((await asked({ subjectId: null })).fields).toEqual({ subjectId: 'required' })
  expect((await asked({ fewBelow: '100', manyFrom: '10', cap: '0' })).fields).toEqual({
    manyFrom: 'out_of_order',
    cap: 'not_positive',
  })
  expect((await asked({ fewBelow: '-1' })).code).toBe('invalid_input')
  expect((await asked({ display: 'all' })).code).toBe('invalid_input')
})

it('only who keeps contracts changes policies; buyers and guests see none of them', async () => {
  const { buyer } = await shop()
  const body = { audience: 'everyone', display: 'hidden' } as const
  expect((await call(createStockPolicy, { body }, await operator('content'))).code).toBe('forbidden')
  expect((await call(createStockPolicy, { body }, buyer)).code).toBe('not_found')
  expect((await call(listStockPolicies, { query: {} }, buyer)).code).toBe('not_found')
  expect((await call(listStockPolicies, { query: {} })).code).toBe('not_signed_in')
})

it('policies are listed in the order in which they are asked, page by page, by audience and by name', async () => {
  const { companyId, contractId, top, below, near } = await shop()
  const own = { audience: 'company', subjectId: companyId, display: 'yes_no' } as const
  const made = [
    await policy({ audience: 'contract', subjectId: contractId, display: 'exact' }),
    await policy({ ...own, categoryId: below, warehouseId: near }),
    await policy({ ...own, categoryId: below }),
    await policy({ ...own, categoryId: top }),
    await policy({ ...own, warehouseId: near }),
    await policy(own),
  ].map(({ id }) => id)
  const listed: string[] = []
  let cursor: string | undefined
  do {
    const page = (await call(listStockPolicies, { query: { limit: 2, ...(cursor && { cursor }) } }, manager))
      .body
    listed.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(listed.filter((id) => made.includes(id))).toEqual(made)
  const { name } = await db
    .selectFrom('organizations.companies')
    .select('name')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  const query = { search: name, audience: 'company' } as const
  expect((await call(listStockPolicies, { query }, manager)).body.items).toHaveLength(5)
})

it('a manager sees what a buyer sees, what is there and which policy decided; a guest’s view and a product out of the contract too', async () => {
  const { companyId, contractId, productId, far } = await shop()
  await policy({ audience: 'company', subjectId: companyId, display: 'bands' })
  const hidden = await policy({
    audience: 'company',
    subjectId: companyId,
    warehouseId: far,
    display: 'hidden',
  })
  const asked = async (query: { contractId?: string }) =>
    (await call(explainStock, { params: { productId }, query }, manager)).body
  const { total, warehouses, numberMayBeTold } = await asked({ contractId })
  expect(total).toMatchObject({ shown: { level: 'some', quantity: null }, free: '540' })
  expect(warehouses.map(({ shown, free, decidedBy }) => [shown.display, free, decidedBy?.id])).toEqual([
    ['bands', '40', total!.decidedBy!.id],
    ['hidden', '500', hidden.id],
  ])
  expect(numberMayBeTold).toBe(false)
  expect(await asked({})).toMatchObject({ contractNumber: null, total: { shown: { display: 'yes_no' } } })
  const other = await makeContract(db)
  expect(await asked({ contractId: other })).toMatchObject({ offered: false, total: null, warehouses: [] })
  expect((await call(explainStock, { params: { productId: newId() }, query: {} }, manager)).code).toBe(
    'not_found',
  )
})

it('a manager sees what a delivery point of the contract’s company is served with, and no other company’s', async () => {
  const { companyId, contractId, productId, far } = await shop()
  const pointId = await makeDeliveryPoint(db, companyId)
  const regionId = newId()
  await db
    .insertInto('inventory.regions')
    .values({ id: regionId, name: `Region ${regionId}` })
    .execute()
  await db
    .insertInto('inventory.region_warehouses')
    .values({ region_id: regionId, warehouse_id: far })
    .execute()
  await db
    .insertInto('inventory.point_regions')
    .values({ delivery_point_id: pointId, region_id: regionId })
    .execute()
  const asked = (deliveryPointId?: string) =>
    call(explainStock, { params: { productId }, query: { contractId, deliveryPointId } }, manager)
  const { body } = await asked()
  expect([body.total!.free, body.deliveryPoints.map(({ id }) => id)]).toEqual(['540', [pointId]])
  const served = (await asked(pointId)).body
  expect([served.total!.free, served.warehouses.map(({ warehouseId }) => warehouseId)]).toEqual([
    '500',
    [far],
  ])
  const strange = await makeDeliveryPoint(db, await makeCompany(db))
  expect((await asked(strange)).code).toBe('not_found')
})

it('examples stand on both sides of the thresholds', async () => {
  const query = { display: 'bands', fewBelow: '10', manyFrom: '50' } as const
  const { items } = (await call(stockExamples, { query }, manager)).body
  expect(items.map(({ quantity, stock }) => `${quantity} ${stock.level}`)).toEqual([
    '0 none',
    '5 few',
    '10 some',
    '50 many',
    '500 many',
  ])
})
