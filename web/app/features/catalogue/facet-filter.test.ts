import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFacets, toggleFacet, writeFacets } from './facet-filter.ts'

const word = fc.stringMatching(/^[a-z0-9-]{1,12}$/)

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.dictionary(word, fc.uniqueArray(word, { minLength: 1, maxLength: 5 })), (values) => {
      const chosen = new Map(Object.entries(values).map(([key, ids]) => [key, ids.toSorted()]))
      expect(readFacets(writeFacets(chosen))).toEqual(chosen)
    }),
  )
})

test('the same choice has the same address, in whatever order it was made', () => {
  const one = toggleFacet(toggleFacet(readFacets(''), 'brand', 'b'), 'a', 'x')
  const other = toggleFacet(toggleFacet(readFacets(''), 'a', 'x'), 'brand', 'b')
  expect(writeFacets(one)).toBe('a:x;brand:b')
  expect(writeFacets(other)).toBe(writeFacets(one))
})

test('a second tick takes the first back', () => {
  expect(writeFacets(toggleFacet(readFacets('brand:b,c'), 'brand', 'b'))).toBe('brand:c')
  expect(writeFacets(toggleFacet(readFacets('brand:b'), 'brand', 'b'))).toBe('')
})

test('nonsense in the address is left out', () => {
  expect([...readFacets(';:;x:;:y;brand:b,,b')]).toEqual([['brand', ['b']]])
})
