import { addLines, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { getProductAsOperator } from '@portal/api/goods.ts'
import { resolveRows } from '@portal/api/matching.ts'
import {
  listQuantityRules,
  listUnits,
  setProductQuantities,
  setQuantityRule,
  setQuantityRuleRows,
} from '@portal/api/quantities.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import {
  makePackaging,
  makeProduct,
  makeSellerForGoods,
  makeUnit,
  makeWarehouse,
} from '#test/factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call } = await testApp()

async function trade() {
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
  const article = `Q-${newId().slice(-8)}`
  const productId = await makeProduct(db, {
    seller_id: sellerId,
    article,
    min_quantity: '10',
    step_quantity: '5',
    max_quantity: '500',
    stock: { [warehouse]: 10_000 },
  })
  await makePrice(db, listId, productId, 10)
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const office = async (operator_role: 'manager' | 'content' = 'manager') => ({
    cookie: (await signedInAs(db, (await makeUser(db, { operator_role })).id)).cookie,
  })
  const manager = await office()
  const rule = (body: Partial<Record<'minQuantity' | 'stepQuantity' | 'maxQuantity', string | null>>) =>
    call(
      setQuantityRule,
      {
        params: { contractId, productId },
        body: { minQuantity: null, stepQuantity: null, maxQuantity: null, ...body },
      },
      manager,
    )
  /** What the buyer gets who asks for so much. */
  const bought = async (quantity: string) => {
    const answer = await call(resolveRows, { body: { rows: [{ article, quantity }] } }, buyer)
    return answer.body.rows[0]!.quantity
  }
  return { sellerId, contractId, article, productId, buyer, manager, office, rule, bought }
}

describe('quantities of a contract', () => {
  it('go before those of the product, each field by itself', async () => {
    const { rule, bought } = await trade()
    expect(await bought('1')).toBe('10')
    await rule({ minQuantity: '1' })
    expect([await bought('1'), await bought('7'), await bought('900')]).toEqual(['5', '10', '500'])
    await rule({ stepQuantity: '1', maxQuantity: '1 000' })
    expect([await bought('1'), await bought('11'), await bought('900')]).toEqual(['10', '11', '900'])
    await rule({})
    expect([await bought('1'), await bought('900')]).toEqual(['10', '500'])
  })

  it('are listed beside the product’s own', async () => {
    const { contractId, productId, article, manager, rule } = await trade()
    await rule({ minQuantity: '0,5' })
    const list = await call(
      listQuantityRules,
      { params: { contractId }, query: { search: article, total: 'true' } },
      manager,
    )
    expect(list.body).toMatchObject({
      total: 1,
      items: [
        {
          productId,
          minQuantity: '0.5',
          stepQuantity: null,
          own: { minQuantity: '10', stepQuantity: '5', maxQuantity: '500' },
        },
      ],
    })
  })

  it.each([
    [{ minQuantity: 'x' }, 'bad_quantity'],
    [{ minQuantity: '10', maxQuantity: '5' }, 'min_above_max'],
    [{ stepQuantity: '10', maxQuantity: '5' }, 'max_below_step'],
  ])('%j is refused: %s', async (body, limits) => {
    const { rule } = await trade()
    expect(await rule(body)).toMatchObject({ status: 422, problem: { fields: { limits } } })
  })

  it('come as rows, each with its outcome; a row without figures takes the rule away', async () => {
    const { contractId, article, manager, bought } = await trade()
    const send = async (rows: { article: string; min?: string; step?: string; max?: string }[]) =>
      (await call(setQuantityRuleRows, { params: { contractId }, body: { rows } }, manager)).body.rows.map(
        ({ outcome }) => outcome,
      )
    expect(
      await send([
        { article: article.toLowerCase(), min: '20' },
        { article, min: '30' },
        { article: 'no such', min: '1' },
        { article, max: '-1' },
      ]),
    ).toEqual(['set', 'repeated', 'unknown', 'bad_quantity'])
    expect(await bought('1')).toBe('20')
    expect(await send([{ article, min: '20' }])).toEqual(['same'])
    expect(await send([{ article: 'no such', min: '1' }])).toEqual(['unknown'])
    expect(await send([{ article }])).toEqual(['removed'])
    expect(await bought('1')).toBe('10')
  })

  it('are for a product of the contract’s seller, and for those who keep contracts', async () => {
    const { contractId, productId, buyer, office, manager } = await trade()
    const stranger = await trade()
    const body = { minQuantity: '1', stepQuantity: null, maxQuantity: null }
    const put = (params: { contractId: string; productId: string }, who: { cookie: string }) =>
      call(setQuantityRule, { params, body }, who)
    expect((await put({ contractId, productId: stranger.productId }, manager)).code).toBe('not_found')
    expect((await put({ contractId: newId(), productId }, manager)).code).toBe('not_found')
    expect((await put({ contractId, productId }, await office('content'))).status).toBe(403)
    expect((await put({ contractId, productId }, buyer)).code).toBe('not_found')
  })
})

describe('packagings of a product', () => {
  const box = () => makeUnit(db, { code: '8751', name: 'кор', name_en: 'box' })
  const limits = { minQuantity: null, stepQuantity: null, maxQuantity: null }

  it('are set with their fractions; a changed factor is another packaging, and the old one is put away', async () => {
    const { productId, manager } = await trade()
    const unitId = await box()
    const set = (numerator: string, denominator?: string) =>
      call(
        setProductQuantities,
        {
          params: { productId },
          body: { ...limits, packagings: [{ unitId, numerator, ...(denominator ? { denominator } : {}) }] },
        },
        manager,
      )
    await set('12')
    await set('1', '3')
    await set('12')
    const product = await call(getProductAsOperator, { params: { productId } }, manager)
    const seen = product.body.packagings.map(({ numerator, denominator, active }) => [
      numerator,
      denominator,
      active,
    ])
    expect(seen).toEqual([
      ['1', '3', false],
      ['12', '1', true],
    ])
  })

  it.each([
    ['0', 'bad_factor'],
    ['-3', 'bad_factor'],
    ['#REF!', 'bad_factor'],
    ['1', 'factor_is_base'],
  ])('of %s base units are refused: %s', async (numerator, packagings) => {
    const { productId, manager } = await trade()
    const body = { ...limits, packagings: [{ unitId: await box(), numerator }] }
    const answer = await call(setProductQuantities, { params: { productId }, body }, manager)
    expect(answer).toMatchObject({ status: 422, problem: { fields: { packagings } } })
  })

  it('that an exchange keeps are not changed here; limits are', async () => {
    const { productId, manager } = await trade()
    await db
      .insertInto('catalog.mappings')
      .values({ source: '1c', kind: 'product', external_id: newId(), entity_id: productId })
      .execute()
    const params = { productId }
    const packagings = [{ unitId: await box(), numerator: '6' }]
    const refused = await call(setProductQuantities, { params, body: { ...limits, packagings } }, manager)
    expect(refused.code).toBe('packagings_from_exchange')
    expect((await call(setProductQuantities, { params, body: limits }, manager)).status).toBe(200)
  })

  it('of an order keep the factor that they had when it was placed', async () => {
    const { productId, buyer, manager } = await trade()
    const packagingId = await makePackaging(db, productId, { factor: 12 })
    const cart = await call(createCart, { body: { name: 'Boxes' } }, buyer)
    const params = { cartId: cart.body.id }
    await call(addLines, { params, body: { rows: [{ productId, packagingId, quantity: '3' }] } }, buyer)
    const { revision } = (await call(getCart, { params }, buyer)).body
    const placed = await call(submitCart, { params, body: { revision, submissionKey: newId() } }, buyer)
    const orderId = placed.body.orders[0]!.id
    const line = () =>
      db
        .selectFrom('orders.lines')
        .select(['quantity', 'factor_numerator', 'factor_denominator', 'unit_name', 'gross'])
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow()
    const before = await line()
    expect(before).toMatchObject({ quantity: '3.000000', factor_numerator: '12.000000' })
    const unit = await db
      .selectFrom('catalog.packagings')
      .select('unit_id')
      .where('id', '=', packagingId)
      .executeTakeFirstOrThrow()
    const packagings = [{ unitId: unit.unit_id, numerator: '24' }]
    await call(setProductQuantities, { params: { productId }, body: { ...limits, packagings } }, manager)
    expect(await line()).toEqual(before)
  })

  it('are named by units that everybody of the operator may list', async () => {
    const { office, buyer } = await trade()
    await box()
    const units = await call(listUnits, {}, await office('content'))
    expect(units.body.items.some(({ name }) => name === 'кор' || name === 'box')).toBe(true)
    expect((await call(listUnits, {}, buyer)).code).toBe('not_found')
  })
})

describe('two managers with the same quantities on their screens do not undo each other', () => {
  const none = { minQuantity: null, stepQuantity: null, maxQuantity: null }

  it('in a contract', async () => {
    const { contractId, productId, manager } = await trade()
    const set = (body: object) =>
      call(setQuantityRule, { params: { contractId, productId }, body: { ...none, ...body } }, manager)
    expect((await set({ minQuantity: '20', seen: none })).status).toBe(200)
    expect((await set({ maxQuantity: '90', seen: none })).code).toBe('terms_changed')
    const seen = { ...none, minQuantity: '20.0' }
    expect((await set({ minQuantity: '20', maxQuantity: '90', seen })).status).toBe(200)
  })

  it('of a product, nor its packagings', async () => {
    const { productId, manager } = await trade()
    const unitId = await makeUnit(db, { code: '8751', name: 'кор', name_en: 'box' })
    const shown = async () => {
      const { body } = await call(getProductAsOperator, { params: { productId } }, manager)
      return { ...body, packagingIds: body.packagings.filter(({ active }) => active).map(({ id }) => id) }
    }
    const set = (body: object) =>
      call(setProductQuantities, { params: { productId }, body: { ...none, ...body } }, manager)
    const both = await shown()
    const packagings = [{ unitId, numerator: '12' }]
    expect((await set({ minQuantity: '10', packagings, seen: both })).status).toBe(200)
    expect((await set({ packagings: [], seen: both })).code).toBe('terms_changed')
    const withLimits = { ...(await shown()), packagingIds: [] }
    expect((await set({ packagings: [], seen: withLimits })).code).toBe('terms_changed')
    expect((await set({ packagings: [], seen: await shown() })).status).toBe(200)
  })
})
