import { baseUnit } from '@portal/api/primitives.ts'
import { describe, expect, test } from 'vitest'
import { decimal } from '#kernel/money.ts'
import {
  makeAttribute,
  makeBrand,
  makeCategory,
  makePackaging,
  makeProduct,
  makeSellerForGoods,
  makeWarehouse,
} from '#test/factories/goods.ts'
import {
  makeFixedPrice,
  makePrice,
  makePriceList,
  makeRule,
  makeStockPolicy,
  makeTerms,
} from '#test/factories/terms.ts'
import { testDatabase } from '#test/template-database.ts'
import { offeredProducts, priceLines } from './public.ts'

const { db } = await testDatabase()
const at = { now: new Date('2026-11-24T09:00:00Z'), language: 'ru' as const }

describe('the assortment of a contract', () => {
  test('is everything active of its seller, less what is denied', async () => {
    const seller = await makeSellerForGoods(db)
    const [offered, inactive, denied] = await Promise.all([
      makeProduct(db, { seller_id: seller }),
      makeProduct(db, { seller_id: seller, active: false }),
      makeProduct(db, { seller_id: seller }),
    ])
    const foreign = await makeProduct(db)
    const terms = await makeTerms(db, { seller_id: seller })
    await makeRule(db, terms.contractId, { effect: 'deny', product_id: denied })
    const found = await offeredProducts(db, terms, [offered, inactive, denied, foreign], at)
    expect([...found.keys()]).toEqual([offered])
  })

  test('specified: what allow rules name by product, subtree, brand or value, less what is denied, on their days', async () => {
    const seller = await makeSellerForGoods(db)
    const top = await makeCategory(db)
    const below = await makeCategory(db, { parent_id: top })
    const brand = await makeBrand(db)
    const of = (row: Parameters<typeof makeProduct>[1]) => makeProduct(db, { seller_id: seller, ...row })
    const byProduct = await of({})
    const inSubtree = await of({ categories: [below] })
    const deniedThere = await of({ categories: [below] })
    const byBrand = await of({ brand_id: brand })
    const byValue = await of({})
    const notNamed = await of({})
    const notYet = await of({})
    const { valueId } = await makeAttribute(db, byValue, 'Цвет', 'красный')
    const terms = await makeTerms(db, { seller_id: seller, assortment: 'specified' })
    await makeRule(db, terms.contractId, { product_id: byProduct, valid_until: '2026-11-25' })
    await makeRule(db, terms.contractId, { product_id: notYet, valid_from: '2026-11-25' })
    await makeRule(db, terms.contractId, { category_id: top })
    await makeRule(db, terms.contractId, { brand_id: brand })
    await makeRule(db, terms.contractId, { attribute_value_id: valueId })
    await makeRule(db, terms.contractId, { effect: 'deny', product_id: deniedThere })
    const all = [byProduct, inSubtree, deniedThere, byBrand, byValue, notNamed, notYet]
    const today = await offeredProducts(db, terms, all, at)
    expect([...today.keys()]).toEqual([byProduct, inSubtree, byBrand, byValue])
    // midnight of the 25th in Moscow
    const tomorrow = await offeredProducts(db, terms, all, { ...at, now: new Date('2026-11-24T21:00:00Z') })
    expect([...tomorrow.keys()]).toEqual([inSubtree, byBrand, byValue, notYet])
  })

  test('of a guest is what is public, of own sellers, outside categories that are not', async () => {
    const third = await makeSellerForGoods(db, { kind: 'third_party' })
    const closed = await makeCategory(db, { public: false })
    const below = await makeCategory(db, { parent_id: closed })
    const shown = await makeProduct(db)
    const hidden = [
      await makeProduct(db, { public: false }),
      await makeProduct(db, { seller_id: third }),
      await makeProduct(db, { categories: [below] }),
    ]
    const found = await offeredProducts(db, { kind: 'guest' }, [shown, ...hidden], at)
    expect([...found.keys()]).toEqual([shown])
    expect(found.get(shown)!.item.price).toBeNull()
  })
})

test('stock is the sum over the contract warehouses, as the policy shows it; rules see the figure', async () => {
  const [near, far, other] = [await makeWarehouse(db), await makeWarehouse(db), await makeWarehouse(db)]
  const terms = await makeTerms(db, { warehouses: [far, near] })
  const product = await makeProduct(db, {
    seller_id: terms.sellerId,
    stock: { [near]: 5, [far]: '7.5', [other]: 100 },
  })
  const exact = (await offeredProducts(db, terms, [product], at)).get(product)!
  expect(exact.item.stock).toMatchObject({ display: 'exact', quantity: '12.5' })
  expect(exact.warehouses.map((each) => [each.warehouseId, each.available.toFixed()])).toEqual([
    [far, '7.5'],
    [near, '5'],
  ])
  await makeStockPolicy(db, { company_id: terms.companyId, display: 'bands' })
  const banded = (await offeredProducts(db, terms, [product], at)).get(product)!
  expect(banded.item.stock).toMatchObject({ display: 'bands', level: 'some', quantity: null })
  expect(banded.available.toFixed()).toBe('12.5')
  expect(banded.stockNumberMayBeTold).toBe(false)
})

test('a fixed price, the contract list, the base list: the nearest answers, for its unit', async () => {
  const seller = await makeSellerForGoods(db)
  const base = await makePriceList(db, { seller_id: seller, is_base: true, name: 'Базовый' })
  const own = await makePriceList(db, { seller_id: seller, name: 'Опт' })
  const terms = await makeTerms(db, { seller_id: seller, price_list_id: own, discount_percent: '10' })
  const [fixed, listed, onlyBase, none] = [
    await makeProduct(db, { seller_id: seller }),
    await makeProduct(db, { seller_id: seller }),
    await makeProduct(db, { seller_id: seller }),
    await makeProduct(db, { seller_id: seller }),
  ]
  const box = await makePackaging(db, listed)
  for (const product of [fixed, listed, onlyBase]) await makePrice(db, base, product, 100)
  await makePrice(db, own, listed, '90.55')
  await makePrice(db, own, listed, 80, { min_quantity: '10' })
  await makePrice(db, own, listed, 900, { packaging_id: box })
  await makeFixedPrice(db, terms.contractId, fixed, '77.123')
  const one = decimal('1')
  const line = (productId: string, packagingId = baseUnit) => ({ productId, packagingId, quantity: one })
  const prices = await priceLines(
    db,
    terms,
    [line(fixed), line(listed), line(listed, box), line(onlyBase), line(none)],
    at,
  )
  expect(prices.map((price) => price && [price.unitPrice.toFixed(), price.source])).toEqual([
    ['77.123', 'fixed'],
    ['81.5', 'list:Опт'],
    ['810', 'list:Опт'],
    ['90', 'list:Базовый'],
    null,
  ])
  expect(prices[1]!.basePrice?.toFixed()).toBe('100')
  expect(prices[1]!.nextTier!.minQuantity.toFixed()).toBe('10')
  expect(prices[1]!.nextTier!.unitPrice.toFixed()).toBe('72')
})
