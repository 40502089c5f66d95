import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import {
  makeAttribute,
  makeBrand,
  makeCategory,
  makeProduct,
  makeSellerForGoods,
} from '#test/factories/goods.ts'
import { testDatabase } from '#test/template-database.ts'
import { matchesAll, readFilters, valuesOf, writeFilters } from '../filters.ts'
import { find } from './find.ts'
import { freshCatalogue } from './fresh-index.ts'
import { offeredDocs } from './offered-docs.ts'
import { repairQuery } from './repair-query.ts'
import { select } from './select.ts'

const { db } = await testDatabase()

const seller_id = await makeSellerForGoods(db)
const categories = [await makeCategory(db), await makeCategory(db)]
const brands = [await makeBrand(db), await makeBrand(db), await makeBrand(db)]
const made: {
  id: string
  name: string
  brand: string | null
  category: string
  values: [string, string][]
}[] = []
for (let n = 0; n < 40; n++) {
  const name = `${['Болт', 'Гайка', 'Шайба', 'Анкер с болтом'][n % 4]} М${6 + (n % 3) * 2}х${20 + n}`
  const [brand, category] = [[null, ...brands][n % 4]!, categories[n % 2]!]
  const id = await makeProduct(db, { seller_id, name, brand_id: brand, categories: [category] })
  const values: [string, string][] = []
  for (const [attribute, value] of [
    ['Покрытие', `покрытие ${n % 3}`],
    ['Класс', `класс ${n % 5}`],
  ] as const)
    if ((n + attribute.length) % 7 !== 0) {
      const { attributeId, valueId } = await makeAttribute(db, id, attribute, value)
      values.push([attributeId, valueId])
    }
  made.push({ id, name, brand, category, values })
}
const { index } = await freshCatalogue(db)
const offered = offeredDocs(index, { sellerIds: [seller_id], publicOnly: false, mode: 'all', named: {} })
const attributes = Map.groupBy(
  made.flatMap(({ values }) => values),
  ([attribute]) => attribute,
)

test('a page, its total and the counts of facets are those of a slow and obvious count', () => {
  const chosen = fc.record({
    category: fc.option(fc.constantFrom(...categories)),
    brand: fc.subarray(brands, { maxLength: 2 }),
    first: fc.subarray(
      [
        ...new Set(
          attributes
            .values()
            .next()
            .value!.map(([, value]) => value),
        ),
      ],
      {
        maxLength: 2,
      },
    ),
    from: fc.integer({ min: 0, max: 30 }),
    count: fc.integer({ min: 1, max: 20 }),
    descending: fc.boolean(),
  })
  fc.assert(
    fc.property(chosen, ({ category, brand, first, from, count, descending }) => {
      const [attribute] = attributes.keys()
      const filters = new Map<string, string[]>()
      if (brand.length > 0) filters.set('brand', brand)
      if (first.length > 0) filters.set(attribute!, first)
      const answer = select(index, {
        offered,
        subtree: category ? [category] : null,
        filters,
        found: null,
        inStock: null,
        hiddenStock: [],
        order: { sort: 'name', descending },
        from,
        count,
        facets: true,
      })
      const within = made.filter((product) => !category || product.category === category)
      const passes = (product: (typeof made)[number], but?: string) =>
        (but === 'brand' || brand.length === 0 || brand.includes(product.brand!)) &&
        (but === attribute || first.length === 0 || product.values.some(([, value]) => first.includes(value)))
      const all = within
        .filter((product) => passes(product))
        .sort((a, b) => new Intl.Collator('ru').compare(a.name, b.name) * (descending ? -1 : 1))
      expect(answer.total).toBe(all.length)
      expect(answer.docs.map((doc) => index.ids[doc])).toEqual(
        all.slice(from, from + count).map(({ id }) => id),
      )
      for (const each of brands)
        expect(answer.counts!.brands[index.brandNumbers.find(each)!]).toBe(
          within.filter((product) => product.brand === each && passes(product, 'brand')).length,
        )
      for (const [key, values] of attributes)
        for (const value of new Set(values.map(([, id]) => id)))
          expect(answer.counts!.values[index.valueNumbers.find(value)!]).toBe(
            within.filter((product) => product.values.some(([, id]) => id === value) && passes(product, key))
              .length,
          )
    }),
  )
})

test('a range of numbers finds the same by the index and by SQL, with bounds, open or turned over', async () => {
  const attribute = newId()
  await db
    .insertInto('catalog.attributes')
    .values({ id: attribute, name: 'Длина', kind: 'number', unit: 'мм' })
    .execute()
  const lengths = new Map<string, number[]>()
  for (const [n, { id }] of made.entries()) {
    // some have none, some have two; negative ones and fractions too
    const own = [[], [n - 7], [n / 4], [n, -n]][n % 4]!
    lengths.set(id, own)
    for (const number of own) {
      const { valueId } = await makeAttribute(db, id, 'Длина', String(number))
      await db
        .updateTable('catalog.attribute_values')
        .set({ number: String(number) })
        .where('id', '=', valueId)
        .execute()
    }
  }
  const fresh = (await freshCatalogue(db)).index
  const bound = fc.option(fc.integer({ min: -60, max: 60 }).map((n) => n / 4))
  await fc.assert(
    fc.asyncProperty(bound, bound, fc.subarray(brands, { maxLength: 2 }), async (from, to, chosenBrands) => {
      fc.pre(from !== null || to !== null)
      const text = [`${attribute}:${from ?? ''}..${to ?? ''}`]
      if (chosenBrands.length > 0) text.push(`brand:${chosenBrands.join(',')}`)
      const filters = readFilters(text.join(';'))
      const answer = select(fresh, {
        offered: offeredDocs(fresh, { sellerIds: [seller_id], publicOnly: false, mode: 'all', named: {} }),
        subtree: null,
        filters: valuesOf(filters, fresh.dictionary),
        found: null,
        inStock: null,
        hiddenStock: [],
        order: { sort: 'name', descending: false },
        from: 0,
        count: 100,
        facets: true,
      })
      const obvious = made.filter(
        ({ id, brand }) =>
          (chosenBrands.length === 0 || chosenBrands.includes(brand!)) &&
          lengths.get(id)!.some((n) => n >= (from ?? -Infinity) && n <= (to ?? Infinity)),
      )
      const ids = answer.docs.map((doc) => fresh.ids[doc]!)
      expect(answer.total).toBe(obvious.length)
      expect(ids.toSorted()).toEqual(obvious.map(({ id }) => id).toSorted())
      const { rows } = await sql<{ id: string }>`
          select p.id from catalog.products p where p.seller_id = ${seller_id} and ${matchesAll(filters)!}`.execute(
        db,
      )
      expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    }),
    { numRuns: 60 },
  )
})

test('a filter that cannot be read is refused, not guessed at', () => {
  const [a, b] = [newId(), newId()]
  expect(readFilters(`${a}:12..40;${b}:-1.5..`)).toEqual(
    new Map([
      [a, { from: '12', to: '40' }],
      [b, { from: '-1.5', to: null }],
    ]),
  )
  for (const wrong of [
    `${a}:..`,
    `${a}:1..2..3`,
    `${a}:1e300..`,
    `${a}:NaN..1`,
    `${a}:1,5..2`,
    'brand:1..2',
    `${a}:1..2;${a}:3..4`,
    `${a}:1..2;${a}:${b}`,
    `${a}:${b};${a}:1..2`,
    `${a}:${'9'.repeat(400)}..`,
  ])
    expect(() => readFilters(wrong), wrong).toThrow('invalid_input')
})

test('the same choice is written in one way, and read back', () => {
  const [a, b, c] = [newId(), newId(), newId()].sort()
  const text = `${a}:..40;${b}:${[a, c].join(',')}`
  expect(writeFilters(readFilters(`${b}:${c},${a};${a}:..40`))).toBe(text)
  expect(writeFilters(readFilters(text))).toBe(text)
})

test('the first page of a search holds the best: the same that sorting everything gives', () => {
  const found = find(index, offered, 'болт', new Map())
  const page = (count: number) =>
    select(index, {
      offered,
      subtree: null,
      filters: new Map(),
      found,
      inStock: null,
      hiddenStock: [],
      order: 'relevance',
      from: 0,
      count,
      facets: false,
    }).docs
  expect(page(2)).toEqual(page(1000).slice(0, 2))
  expect(page(1000)).toHaveLength(20)
  const names = page(1000).map((doc) => made.find(({ id }) => id === index.ids[doc])!.name)
  // what is a bolt stands before what has one
  expect(names.slice(0, 10).every((name) => name.startsWith('Болт'))).toBe(true)
})

test('a mistyped word, the other layout and both are understood; a correction names only what is offered', () => {
  expect(repairQuery(index, offered, ',jkn')).toBe('болт')
  expect(repairQuery(index, offered, 'шайюа')).toBe('шайба')
  expect(repairQuery(index, offered, 'болт')).toBeNull()
  expect(repairQuery(index, offered, 'qqqqqqq')).toBeNull()
  const nothing = new Uint8Array(index.capacity)
  expect(repairQuery(index, nothing, 'шайюа')).toBeNull()
})
