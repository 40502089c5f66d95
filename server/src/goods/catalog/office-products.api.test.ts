import {
  getProductAsOperator,
  listAttributeValues,
  listBrands,
  listCategoriesAsOperator,
  listProducts,
  updateProduct,
  updateProducts,
} from '@portal/api/goods.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type ImportedProduct, importProducts } from './import-products.ts'
import { importVariants } from './import-variants.ts'
import { mappedIds } from './mappings.ts'
import { officeSearch } from './office-search.ts'
import { testApp } from '#test/app.ts'
import {
  makeAttribute,
  makeBarcode,
  makeBrand,
  makeCategory,
  makePackaging,
  makeProduct,
  makeStock,
  makeWarehouse,
} from '#test/factories/goods.ts'
import { makeMember, makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList, makeRule } from '#test/factories/terms.ts'

const { db, call, time } = await testApp()
const as = async (operator_role: 'administrator' | 'content' | 'credit_controller') => {
  const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
  return { cookie }
}
const content = await as('content')
const seller_id = await makeSeller(db)

const found = async (query: Record<string, unknown>) =>
  (await call(listProducts, { query: { ...query, total: 'true' } as never }, content)).body

describe('the operator’s goods', () => {
  it('are read by the operator’s people only', async () => {
    const buyer = await signedInAs(db, (await makeMember(db)).userId)
    expect((await call(listProducts, { query: {} })).code).toBe('not_signed_in')
    expect((await call(listProducts, { query: {} }, { cookie: buyer.cookie })).code).toBe('not_found')
    const params = { productId: await makeProduct(db, { seller_id }) }
    expect((await call(getProductAsOperator, { params }, { cookie: buyer.cookie })).code).toBe('not_found')
    expect((await call(listCategoriesAsOperator, {}, { cookie: buyer.cookie })).code).toBe('not_found')
    expect((await call(listBrands, { query: {} }, { cookie: buyer.cookie })).code).toBe('not_found')
    expect((await call(listAttributeValues, { query: {} }, { cookie: buyer.cookie })).code).toBe('not_found')
  })

  it('have values of properties that are found by words of the property and of the value', async () => {
    const productId = await makeProduct(db, { seller_id })
    const { attributeId, valueId } = await makeAttribute(db, productId, 'Покрытие резьбы', 'цинк 100%')
    const values = async (search: string) =>
      (await call(listAttributeValues, { query: { search } }, content)).body.items
    expect(await values('цинк покрыт')).toEqual([
      { id: valueId, value: 'цинк 100%', unit: null, attributeId, attributeName: 'Покрытие резьбы' },
    ])
    expect(await values('100%')).toMatchObject([{ id: valueId }])
    expect(await values('10_%')).toEqual([])
    const tooLong = await call(listAttributeValues, { query: { search: 'я'.repeat(101) } }, content)
    expect(tooLong.code).toBe('invalid_input')
  })

  it('are found by words in any order, article, code, number, brand and barcode', async () => {
    const brand_id = await makeBrand(db, 'Зубровка Инструмент')
    const id = await makeProduct(db, {
      seller_id,
      brand_id,
      name: 'Болт юстировочный квазарный М8х30',
      article: 'QZ-830.55',
      code: 'Ц0-0042',
    })
    await makeBarcode(db, id, '4607001234567')
    const { number } = (await call(getProductAsOperator, { params: { productId: id } }, content)).body
    for (const search of [
      'квазарный болт',
      'qz830',
      'QZ-830.55',
      'Ц0-0042',
      number,
      'зубровка болт',
      '4607001234567',
    ])
      expect(
        (await found({ search })).items.map((item) => item.id),
        search,
      ).toContain(id)
    expect((await found({ search: 'квазарный гайка' })).items).toEqual([])
    expect((await found({ search: '%' })).items).toEqual([])
  })

  it('are found through indexes, whatever was typed', async () => {
    const plan = await transaction(db, async (tx) => {
      // a test's few products are read fastest one by one: what else is there?
      await sql`set local enable_seqscan = off`.execute(tx)
      await sql`set local enable_indexscan = off`.execute(tx)
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select p.id from catalog.products p where ${officeSearch('p', '4607001234567')}`.execute(tx)
      return rows.map((row) => row['QUERY PLAN'].trim()).join('\n')
    })
    expect(plan).toMatch(/^Bitmap Heap Scan on products p/)
    for (const index of [
      'code',
      'article_key',
      'manufacturer_key',
      'number',
      'pkey',
      'name_trgm',
      'name_en_trgm',
      'brand',
    ])
      expect(plan).toMatch(new RegExp(`Bitmap Index Scan on products_${index}`))
  })

  it('come in pages by name, each once, off ones among them, with a total when asked', async () => {
    const category = await makeCategory(db)
    const below = await makeCategory(db, { parent_id: category })
    const made: string[] = []
    for (const name of ['ёлка', 'Ель', 'дуб', 'Дуб', 'липа'])
      made.push(await makeProduct(db, { seller_id, name, categories: [below], active: name !== 'дуб' }))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await found({ categoryId: category, limit: 2, ...(cursor ? { cursor } : {}) })
      expect(page.total).toBe(5)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect([...seen].sort()).toEqual([...made].sort())
    expect((await found({ categoryId: category, active: 'false' })).items.map(({ name }) => name)).toEqual([
      'дуб',
    ])
    const tree = await call(listCategoriesAsOperator, {}, content)
    expect(tree.body.items.find(({ id }) => id === category)?.productCount).toBe(5)
    expect((await call(listProducts, { query: { cursor: 'x' } }, content)).code).toBe('bad_request')
    expect((await call(listProducts, { query: { limit: 1000 } }, content)).code).toBe('invalid_input')
  })

  it('show free stock over working warehouses and today’s price of the base list', async () => {
    const own = await makeSeller(db)
    const id = await makeProduct(db, { seller_id: own, name: 'С остатком' })
    const [open, closed] = [await makeWarehouse(db), await makeWarehouse(db, { active: false })]
    await makeStock(db, id, open, 10)
    await makeStock(db, id, closed, 5)
    await db
      .insertInto('inventory.reservations')
      .values({
        id: newId(),
        order_line_id: newId(),
        product_id: id,
        warehouse_id: open,
        quantity: '3',
        created_at: time.now,
      })
      .execute()
    const base = await makePriceList(db, { seller_id: own, is_base: true })
    await makePrice(db, base, id, '10.5', { per_quantity: '100' })
    await makePrice(db, base, id, '9', { min_quantity: '100' })
    await makePrice(db, base, id, '1', { valid_from: '2027-01-01' })
    const listed = (await found({ search: 'С остатком' })).items.find((item) => item.id === id)
    expect(listed).toMatchObject({ stock: '7', basePrice: { amount: '0.105', currency: 'RUB' } })

    const { body } = await call(getProductAsOperator, { params: { productId: id } }, content)
    expect(body.stockByWarehouse).toHaveLength(2)
    expect(body.stockByWarehouse.find((row) => row.warehouseId === open)).toMatchObject({
      quantity: '10',
      reserved: '3',
      free: '7',
    })
    expect(body.prices.map(({ amount, minQuantity }) => [amount.amount, minQuantity])).toEqual([
      ['10.50', '0'],
      ['1.00', '0'],
      ['9.00', '100'],
    ])
  })

  it('tell everything that is known of one, and not_found of none', async () => {
    const parent = await makeCategory(db, { name: 'Крепёж' })
    const category = await makeCategory(db, { name: 'Болты', parent_id: parent })
    const id = await makeProduct(db, { seller_id, categories: [category] })
    await makePackaging(db, id, { factor: '12' })
    await makeAttribute(db, id, 'Покрытие', 'цинк')
    await db
      .insertInto('catalog.mappings')
      .values({ source: '1c:gone', kind: 'product', external_id: 'abc', entity_id: id })
      .execute()
    const { body } = await call(getProductAsOperator, { params: { productId: id } }, content)
    expect(body.categories).toMatchObject([{ id: category, path: ['Крепёж', 'Болты'] }])
    expect(body.packagings).toMatchObject([{ unitName: 'упак', numerator: '12', denominator: '1' }])
    expect(body.attributes).toMatchObject([{ name: 'Покрытие', value: 'цинк' }])
    expect(body.externalIds).toEqual([{ source: '1c:gone', sourceName: null, externalId: 'abc' }])
    const nobody = { params: { productId: newId() } }
    expect((await call(getProductAsOperator, nobody, content)).code).toBe('not_found')
  })

  it('are offered by the contracts in force that allow them', async () => {
    const own = await makeSeller(db)
    const category = await makeCategory(db)
    const id = await makeProduct(db, { seller_id: own, categories: [category] })
    const everything = await makeContract(db, { seller_id: own })
    const named = await makeContract(db, { seller_id: own, assortment: 'specified' })
    await makeRule(db, named, { category_id: category })
    const denied = await makeContract(db, { seller_id: own })
    await makeRule(db, denied, { effect: 'deny', product_id: id })
    const notNamed = await makeContract(db, { seller_id: own, assortment: 'specified' })
    await makeRule(db, notNamed, { product_id: await makeProduct(db, { seller_id: own }) })
    const ended = await makeContract(db, { seller_id: own, valid_until: '2026-01-01' })
    const { contracts } = (await call(getProductAsOperator, { params: { productId: id } }, content)).body
    expect(contracts.items.map((one) => one.id).sort()).toEqual([everything, named].sort())
    expect(contracts.total).toBe(2)
    expect(contracts.items.map((one) => one.id)).not.toContain(ended)
  })
})

/** What an export says of a good: hardly anything. */
const sentAs = (externalId: string, deleted: boolean): ImportedProduct => ({
  externalId,
  deleted,
  name: `Болт ${externalId}`,
  kind: undefined,
  fullName: undefined,
  article: undefined,
  code: undefined,
  description: undefined,
  brand: undefined,
  manufacturer: undefined,
  country: undefined,
  baseUnit: undefined,
  vatClass: undefined,
  weightKg: undefined,
  categories: undefined,
  packagings: undefined,
  barcodes: undefined,
  attributes: undefined,
  pictures: undefined,
})

describe('switching goods', () => {
  it('reports every product that was named, in order, and says so in the audit log', async () => {
    const [on, off] = [
      await makeProduct(db, { seller_id }),
      await makeProduct(db, { seller_id, active: false }),
    ]
    const variants = await makeProduct(db, { seller_id, has_variants: true, active: false })
    const nobody = newId()
    const { body } = await call(
      updateProducts,
      { body: { productIds: [variants, on, nobody, off, on], active: true } },
      content,
    )
    expect(body.outcomes.map(({ outcome }) => outcome)).toEqual([
      'has_variants',
      'same',
      'not_found',
      'changed',
      'same',
    ])
    const entry = await db
      .selectFrom('audit.entries')
      .select('details')
      .where('action', '=', 'product.change')
      .where('entity_id', '=', off)
      .executeTakeFirst()
    expect(entry?.details).toMatchObject({ active: true, productIds: [off] })
  })

  it('holds against the ERP: what the operator took off sale stays off when it is sent again', async () => {
    const sellerId = await makeSeller(db)
    const [source, good, family, variant] = ['1c:again', 'again-1', 'again-2', 'again-2#red'] as const
    const sent = (deleted = false) =>
      transaction(db, async (tx) => {
        await importProducts(tx, source, sellerId, [sentAs(good, deleted), sentAs(family, deleted)], time.now)
        const variants = [
          {
            externalId: variant,
            goodExternalId: family,
            label: 'красный',
            name: null,
            article: null,
            deleted,
          },
        ]
        await importVariants(tx, source, variants, time.now)
      })
    await sent()
    const ids = await transaction(db, (tx) => mappedIds(tx, source, 'product', [good, variant]))
    const productIds = [ids.get(good)!, ids.get(variant)!]
    const active = async () =>
      (await db.selectFrom('catalog.products').select('active').where('id', 'in', productIds).execute()).map(
        (row) => row.active,
      )
    expect(await active()).toEqual([true, true])
    await call(updateProducts, { body: { productIds, active: false } }, content)
    await sent()
    expect(await active()).toEqual([false, false])
    await call(updateProducts, { body: { productIds, active: true } }, content)
    await sent()
    expect(await active()).toEqual([true, true])
    // the ERP may still take off what it has given up
    await sent(true)
    expect(await active()).toEqual([false, false])
  })

  it('needs the permission, a known product, and one that is sold itself', async () => {
    const productId = await makeProduct(db, { seller_id })
    const body = { active: false }
    const credit = await as('credit_controller')
    expect((await call(updateProduct, { params: { productId }, body }, credit)).code).toBe('forbidden')
    expect((await call(updateProducts, { body: { productIds: [], ...body } }, content)).code).toBe(
      'invalid_input',
    )
    const done = await call(updateProduct, { params: { productId }, body }, content)
    expect(done.body).toMatchObject({ id: productId, active: false, public: true })
    const nobody = { params: { productId: newId() }, body }
    expect((await call(updateProduct, nobody, content)).code).toBe('not_found')
    const family = await makeProduct(db, { seller_id, has_variants: true, active: false })
    const offer = { params: { productId: family }, body: { active: true } }
    expect((await call(updateProduct, offer, content)).code).toBe('sold_as_variants')
  })
})
