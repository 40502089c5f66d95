import { explainOwnPrice } from '@portal/api/price-explanations.ts'
import { getFamily, getProduct, type LinkedItem } from '@portal/api/offer.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import {
  makeAttribute,
  makePackaging,
  makeProduct,
  makeSellerForGoods,
  makeWarehouse,
} from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from '#test/factories/people.ts'
import {
  makeContract,
  makeFixedPrice,
  makePrice,
  makePriceList,
  makeRule,
  makeStockPolicy,
} from '#test/factories/terms.ts'
import { newId } from '#kernel/ids.ts'

const { db, call, time } = await testApp()

/** A contract whose specification is the products that `allow` names, and a member who signs in under it. */
async function shop(member: MakeMember = {}) {
  const seller_id = await makeSellerForGoods(db)
  const price_list_id = await makePriceList(db, { seller_id, name: 'Тайное имя прайса' })
  const company_id = await makeCompany(db)
  const warehouse_id = await makeWarehouse(db)
  const contract_id = await makeContract(db, {
    company_id,
    seller_id,
    price_list_id,
    assortment: 'specified',
    discount_percent: '10',
    warehouses: [warehouse_id],
  })
  const { userId } = await makeMember(db, { company_id, ...member })
  const { cookie } = await signedInAs(db, userId, { contract_id })
  const product = async (
    slug: string,
    row: Parameters<typeof makeProduct>[1] = {},
    { allowed = true, price = 100 }: { allowed?: boolean; price?: number } = {},
  ) => {
    const id = await makeProduct(db, { seller_id, slug: `${slug}-${newId()}`, ...row })
    await makePrice(db, price_list_id, id, price)
    if (allowed) await makeRule(db, contract_id, { product_id: id })
    const { slug: made } = await db
      .selectFrom('catalog.products')
      .select('slug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { id, slug: made }
  }
  return { cookie, product, contract_id, price_list_id, warehouse_id }
}

describe('a product’s card', () => {
  it('is not found outside the specification, and so are its family and its price', async () => {
    const { cookie, product } = await shop()
    const { slug } = await product('forbidden', {}, { allowed: false })
    for (const endpoint of [getProduct, getFamily])
      expect((await call(endpoint, { params: { slug } }, { cookie })).code).toBe('not_found')
    expect((await call(explainOwnPrice, { params: { slug }, query: {} }, { cookie })).code).toBe('not_found')
  })

  it('leads to analogs and accessories that are offered too, replacements first', async () => {
    const { cookie, product } = await shop()
    const bolt = await product('bolt')
    const analog = await product('analog')
    const replacement = await product('replacement')
    const nut = await product('nut')
    const hidden = await product('hidden', {}, { allowed: false })
    const link = (to: string, kind: LinkedItem['kind'], note: string | null = null) => ({
      product_id: bolt.id,
      analog_id: to,
      kind,
      note,
    })
    await db
      .insertInto('catalog.analogs')
      .values([
        link(analog.id, 'analog'),
        link(replacement.id, 'replacement', 'Взамен'),
        link(nut.id, 'accessory'),
        link(hidden.id, 'analog'),
        link(hidden.id, 'accessory'),
      ])
      .execute()
    const card = (await call(getProduct, { params: { slug: bolt.slug } }, { cookie })).body
    expect(card.analogs.map(({ productId, kind, note }) => [productId, kind, note])).toEqual([
      [replacement.id, 'replacement', 'Взамен'],
      [analog.id, 'analog', null],
    ])
    expect(card.accessories.map(({ productId }) => productId)).toEqual([nut.id])
  })

  it('tells how much of the agreed quantity is left', async () => {
    const { cookie, product, contract_id } = await shop()
    const cable = await product('cable')
    await makeFixedPrice(db, contract_id, cable.id, 80, {
      contracted_quantity: '1000',
      drawn_quantity: '250',
      over_contracted: 'block',
      valid_until: '2027-01-01',
    })
    const read = async () =>
      (await call(getProduct, { params: { slug: cable.slug } }, { cookie })).body.contracted
    expect(await read()).toEqual({
      unitName: 'шт',
      quantity: '1000',
      left: '750',
      validUntil: '2027-01-01',
      blocks: true,
    })
    await db
      .updateTable('contracts.fixed_prices')
      .set({ drawn_quantity: '1100' })
      .where('product_id', '=', cable.id)
      .execute()
    expect(await read()).toMatchObject({ left: '0' })
    // a later agreement without a quantity has taken its place: an order draws nothing any more
    await makeFixedPrice(db, contract_id, cable.id, 75, { valid_from: '2026-11-01' })
    expect(await read()).toBeNull()
    const bolt = await product('bolt')
    const plain = await call(getProduct, { params: { slug: bolt.slug } }, { cookie })
    expect(plain.body.contracted).toBeNull()
  })

  it('has the price of the seller’s day: from its first day on, and on the day of its end no more', async () => {
    const { cookie, product, price_list_id } = await shop()
    const { id, slug } = await product('bolt')
    await db
      .updateTable('pricing.prices')
      .set({ valid_from: '2026-11-20', valid_until: '2026-11-25' })
      .where('product_id', '=', id)
      .execute()
    await makePrice(db, price_list_id, id, 50, { valid_from: '2026-11-27' })
    const prices: (string | undefined)[] = []
    // midnight in Moscow is 21:00 in UTC
    for (const moment of ['19T20:59', '19T21:00', '24T20:59', '24T21:00', '26T20:59', '26T21:00']) {
      time.now = new Date(`2026-11-${moment}:00Z`)
      const { price } = (await call(getProduct, { params: { slug } }, { cookie })).body
      prices.push(price?.unitPrice.amount)
    }
    time.now = new Date('2026-11-24T07:00:00Z')
    expect(prices).toEqual([undefined, '90.00', '90.00', undefined, undefined, '45.00'])
  })

  it('tells how much comes only where numbers may be told, and nothing of it where stock is hidden (law 5)', async () => {
    const { cookie, product, contract_id, warehouse_id } = await shop()
    const { id, slug } = await product('bolt', { stock: { [warehouse_id]: 5 } })
    await db
      .insertInto('inventory.lots')
      .values({ id: newId(), product_id: id, warehouse_id, quantity: '40', eta: '2026-12-05' })
      .execute()
    const lots = async (display: 'exact' | 'bands' | 'hidden') => {
      await db.deleteFrom('visibility.policies').where('contract_id', '=', contract_id).execute()
      await makeStockPolicy(db, { contract_id, display })
      return (await call(getProduct, { params: { slug } }, { cookie })).body.lots
    }
    const told = { eta: '2026-12-05', confirmed: true, overdue: false }
    expect(await lots('exact')).toEqual([{ ...told, quantity: '40' }])
    expect(await lots('bands')).toEqual([{ ...told, quantity: null }])
    expect(await lots('hidden')).toEqual([])
  })

  it('has no price anywhere for a role without prices', async () => {
    const { cookie, product } = await shop({ role: 'viewer' })
    const { slug, id } = await product('bolt')
    await makePackaging(db, id)
    const card = await call(getProduct, { params: { slug } }, { cookie })
    expect(card.body).toMatchObject({ price: null, tiers: null })
    expect(JSON.stringify(card.body)).not.toMatch(/"(90|100|1080|1200)(\.0+)?"/)
    expect((await call(explainOwnPrice, { params: { slug }, query: {} }, { cookie })).code).toBe('forbidden')
  })
})

describe('a family', () => {
  it('places the offered variants on its axes, sizes by their number', async () => {
    const { cookie, product } = await shop()
    const family_id = newId()
    const variant = async (size: string, allowed = true) => {
      const made = await product('variant', {}, { allowed })
      const { attributeId } = await makeAttribute(db, made.id, 'Размер', size)
      return { ...made, attributeId }
    }
    const made = [await variant('10'), await variant('8'), await variant('100'), await variant('12', false)]
    await db
      .insertInto('catalog.families')
      .values({ id: family_id, name: 'Болты', axis_attribute_ids: [made[0]!.attributeId] })
      .execute()
    await db
      .updateTable('catalog.products')
      .set({ family_id })
      .where(
        'id',
        'in',
        made.map(({ id }) => id),
      )
      .execute()
    const { body } = await call(getFamily, { params: { slug: made[0]!.slug } }, { cookie })
    expect(body.axes).toEqual([{ name: 'Размер', unit: null, values: ['8', '10', '100'] }])
    expect(body.items.map(({ item, values }) => [item.productId, values])).toEqual([
      [made[1]!.id, ['8']],
      [made[0]!.id, ['10']],
      [made[2]!.id, ['100']],
    ])
  })

  it('follows what a person has set: the order of values, a place other than its property says; the others come last', async () => {
    const { cookie, product } = await shop()
    const family_id = newId()
    const variant = async (size: string) => {
      const made = await product('variant')
      return { ...made, ...(await makeAttribute(db, made.id, 'Рост', size)) }
    }
    const [small, large, moved] = [await variant('S'), await variant('L'), await variant('XXL')]
    const unplaced = await product('variant', { variant_label: 'без размера' })
    await db
      .insertInto('catalog.families')
      .values({ id: family_id, name: 'Куртки', axis_attribute_ids: [small.attributeId] })
      .execute()
    await db
      .updateTable('catalog.products')
      .set({ family_id })
      .where(
        'id',
        'in',
        [small, large, moved, unplaced].map(({ id }) => id),
      )
      .execute()
    const medium = newId()
    await db
      .insertInto('catalog.attribute_values')
      .values({ id: medium, attribute_id: small.attributeId, value: 'M', value_en: 'Medium' })
      .execute()
    await db
      .insertInto('catalog.family_places')
      .values({ product_id: moved.id, attribute_id: small.attributeId, value_id: medium })
      .execute()
    await db
      .insertInto('catalog.family_values')
      .values(
        [small.valueId, medium, large.valueId].map((value_id, place) => ({ family_id, value_id, place })),
      )
      .execute()
    const { body } = await call(getFamily, { params: { slug: small.slug } }, { cookie })
    expect(body.axes).toEqual([{ name: 'Рост', unit: null, values: ['S', 'M', 'L'] }])
    expect(body.items.map(({ item, values }) => [item.productId, values[0]])).toEqual([
      [small.id, 'S'],
      [moved.id, 'M'],
      [large.id, 'L'],
      [unplaced.id, null],
    ])
    expect(body.items[3]!.label).toBe('без размера')
  })

  it('of a product alone is empty', async () => {
    const { cookie, product } = await shop()
    const { slug } = await product('single')
    expect((await call(getFamily, { params: { slug } }, { cookie })).body).toEqual({
      name: null,
      axes: [],
      items: [],
      more: false,
    })
  })
})

describe('why this price, for a buyer', () => {
  it('tells the steps that counted, without the name of a price list', async () => {
    const { cookie, product } = await shop()
    const { slug } = await product('bolt')
    const { body } = await call(explainOwnPrice, { params: { slug }, query: { quantity: '5' } }, { cookie })
    expect(body.price).toEqual({ amount: '90.00', currency: 'RUB' })
    expect(body.steps.map(({ kind, percent }) => [kind, percent])).toEqual([
      ['price_list', null],
      ['contract_discount', '10'],
    ])
    expect(JSON.stringify(body)).not.toContain('Тайное имя прайса')
  })

  it('asks for a session, and refuses a quantity that is none', async () => {
    const { cookie, product } = await shop()
    const { slug } = await product('bolt')
    expect((await call(explainOwnPrice, { params: { slug }, query: {} })).code).toBe('not_signed_in')
    const wrong = await call(explainOwnPrice, { params: { slug }, query: { quantity: '-1' } }, { cookie })
    expect(wrong.code).toBe('invalid_input')
  })
})
