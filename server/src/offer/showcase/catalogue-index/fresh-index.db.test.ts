import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it, test, vi } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { loadAgreement, termsOfContract } from '#src/terms/contracts/public.ts'
import {
  makeAttribute,
  makeBrand,
  makeCategory,
  makeProduct,
  makeSellerForGoods,
  makeStock,
  makeUnit,
  makeWarehouse,
} from '#test/factories/goods.ts'
import { makeContract, makeRule } from '#test/factories/terms.ts'
import { testDatabase } from '#test/template-database.ts'
import { freshCatalogue } from './fresh-index.ts'
import { offeredDocs } from './offered-docs.ts'
import { sorts } from './product-records.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T07:00:00Z')

/** Ids of the index in an order of names. */
async function indexed(): Promise<string[]> {
  const { index } = await freshCatalogue(db)
  return [...index.inOrder('name')].map((doc) => index.ids[doc]!)
}

describe('the index is as fresh as the database', () => {
  it('knows a product as soon as it is committed, and forgets one that is taken off sale or deleted', async () => {
    const product = await makeProduct(db)
    expect(await indexed()).toContain(product)
    await db.updateTable('catalog.products').set({ active: false }).where('id', '=', product).execute()
    expect(await indexed()).not.toContain(product)
    await db.updateTable('catalog.products').set({ active: true }).where('id', '=', product).execute()
    expect(await indexed()).toContain(product)
    await db.deleteFrom('catalog.products').where('id', '=', product).execute()
    expect(await indexed()).not.toContain(product)
  })

  it('finds what was written first and committed last', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const seller_id = await makeSellerForGoods(db)
    const base_unit_id = await makeUnit(db)
    let slow = ''
    const writing = transaction(db, async (tx) => {
      slow = await makeProduct(tx as never, { seller_id, base_unit_id })
      await held
    })
    const quick = await makeProduct(db, { seller_id, base_unit_id })
    const before = await indexed()
    expect(before).toContain(quick)
    expect(before).not.toContain(slow)
    release()
    await writing
    expect(await indexed()).toContain(slow)
  })

  it('keeps every order as SQL has it, whatever was renamed in between', async () => {
    const seller_id = await makeSellerForGoods(db)
    const names = ['Ёршик', 'болт М8', 'Болт М10', 'анкер', 'Яблоко', 'eye bolt', 'ель']
    const ids: string[] = []
    for (const name of names) ids.push(await makeProduct(db, { seller_id, name }))
    await indexed()
    await db.updateTable('catalog.products').set({ name: 'Жгут' }).where('id', '=', ids[1]!).execute()
    await db
      .updateTable('catalog.products')
      .set({ article_key: null, article: null })
      .where('id', '=', ids[2]!)
      .execute()
    const { index } = await freshCatalogue(db)
    const orders = {
      name: sql`name collate "ru-x-icu", id`,
      nameEn: sql`coalesce(name_en, name) collate "ru-x-icu", id`,
      article: sql`article_key collate "C", id`,
      newest: sql`created_at desc, id desc`,
    }
    for (const sort of sorts) {
      const { rows } = await sql<{
        id: string
      }>`select id from catalog.products where active order by ${orders[sort]}`.execute(db)
      expect([...index.inOrder(sort)].map((doc) => index.ids[doc])).toEqual(rows.map((row) => row.id))
    }
  })

  it('marks what is free in a warehouse, as it comes and goes', async () => {
    const warehouse = await makeWarehouse(db)
    const product = await makeProduct(db, { stock: { [warehouse]: 5 } })
    const inStock = async () => {
      const { index, stock } = await freshCatalogue(db)
      return stock.anywhere([warehouse])[index.docOf(product)!]
    }
    expect(await inStock()).toBe(1)
    await sql`insert into inventory.reservations (id, order_line_id, product_id, warehouse_id, quantity, created_at)
      values (gen_random_uuid(), gen_random_uuid(), ${product}, ${warehouse}, 5, now())`.execute(db)
    expect(await inStock()).toBe(0)
    await sql`update inventory.reservations set released_at = now() where product_id = ${product}`.execute(db)
    expect(await inStock()).toBe(1)
    // renamed, it stands under another document
    await db.updateTable('catalog.products').set({ name: 'Другое' }).where('id', '=', product).execute()
    expect(await inStock()).toBe(1)
    await db.updateTable('inventory.stock').set({ quantity: '0' }).where('product_id', '=', product).execute()
    expect(await inStock()).toBe(0)
    await makeStock(db, product, await makeWarehouse(db), 3)
    expect(await inStock()).toBe(0)
  })

  it('is read by many at once while it takes in changes', async () => {
    const seller_id = await makeSellerForGoods(db)
    const ids = await Promise.all(Array.from({ length: 30 }, () => makeProduct(db, { seller_id })))
    const seen = await Promise.all(Array.from({ length: 20 }, indexed))
    for (const each of seen) expect(each).toEqual(expect.arrayContaining(ids))
    expect(new Set(seen[0]).size).toBe(seen[0]!.length)
  })

  it('takes in a great import behind the back of the requests, and meanwhile answers from what it knew', async () => {
    const seller_id = await makeSellerForGoods(db)
    const base_unit_id = await makeUnit(db)
    const before = await indexed()
    await sql`insert into catalog.products (id, name, slug, seller_id, base_unit_id, created_at, updated_at)
      select gen_random_uuid(), 'Ввоз ' || n, 'import-' || n, ${seller_id}, ${base_unit_id}, now(), now()
      from generate_series(1, 900) n`.execute(db)
    expect(await indexed()).toEqual(before)
    await vi.waitFor(async () => expect(await indexed()).toHaveLength(before.length + 900), 20_000)
  })
})

test('law 4: the index offers under any rules exactly what SQL offers', async () => {
  const seller_id = await makeSellerForGoods(db)
  const above = await makeCategory(db)
  const below = await makeCategory(db, { parent_id: above })
  const aside = await makeCategory(db)
  const brands = [await makeBrand(db), await makeBrand(db)]
  const products: string[] = []
  for (let n = 0; n < 24; n++)
    products.push(
      await makeProduct(db, {
        seller_id,
        brand_id: [null, ...brands][n % 3]!,
        categories: [[above], [below], [aside], [below, aside], []][n % 5]!,
        active: n % 11 !== 0,
      }),
    )
  const values: string[] = []
  for (const [n, product] of products.entries())
    if (n % 2 === 0) values.push((await makeAttribute(db, product, 'Цвет', `цвет ${n % 3}`)).valueId)
  const subject = fc.oneof(
    fc.constantFrom(...products).map((product_id) => ({ product_id })),
    fc.constantFrom(above, below, aside).map((category_id) => ({ category_id })),
    fc.constantFrom(...brands).map((brand_id) => ({ brand_id })),
    fc.constantFrom(...values).map((attribute_value_id) => ({ attribute_value_id })),
  )
  const rule = fc.tuple(fc.constantFrom('allow' as const, 'deny' as const), subject)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('all' as const, 'specified' as const),
      fc.array(rule, { maxLength: 5 }),
      async (mode, rules) => {
        const contract = await makeContract(db, { seller_id, assortment: mode })
        for (const [effect, of] of rules) await makeRule(db, contract, { effect, ...of })
        const terms = (await termsOfContract(db, contract))!
        const { assortment } = await loadAgreement(db, terms, { now, language: 'ru' })
        const { rows } = await sql<{
          id: string
        }>`select p.id from catalog.products p where ${assortment.offers('p')}`.execute(db)
        const { index } = await freshCatalogue(db)
        const marks = offeredDocs(index, assortment.rules)
        const offered = index.ids.filter((_, doc) => marks[doc] === 1)
        expect(offered.sort()).toEqual(rows.map((row) => row.id).sort())
      },
    ),
    { numRuns: 40 },
  )
})
