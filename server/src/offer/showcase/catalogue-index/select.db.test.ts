import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  makeAttribute,
  makeBrand,
  makeCategory,
  makeProduct,
  makeSellerForGoods,
} from '#test/factories/goods.ts'
import { testDatabase } from '#test/template-database.ts'
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
