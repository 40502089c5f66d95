import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangeOf, readFacets, setRange, toggleFacet, writeFacets } from './facet-filter.ts'

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

test('a range stands in the place of ticks and gives way to them', () => {
  const ticked = toggleFacet(readFacets('brand:b'), 'a', 'x')
  const ranged = setRange(ticked, 'a', { from: '12', to: '40' })
  expect(writeFacets(ranged)).toBe('a:12..40;brand:b')
  expect(rangeOf(readFacets(writeFacets(ranged)), 'a')).toEqual({ from: '12', to: '40' })
  expect(writeFacets(toggleFacet(ranged, 'a', 'y'))).toBe('a:y;brand:b')
  expect(writeFacets(setRange(ranged, 'a', { from: '', to: ' ' }))).toBe('brand:b')
})

test('bounds are read as people type them; turned over they are set right; what is no number is none', () => {
  const range = (from: string, to: string) => writeFacets(setRange(new Map(), 'a', { from, to }))
  expect(range('1 200,5', '')).toBe('a:1200.5..')
  expect(range('40', '12')).toBe('a:12..40')
  expect(range('−5', '5')).toBe('a:-5..5')
  expect(range('', '7')).toBe('a:..7')
  expect(range('много', '1e9')).toBe('')
  expect(rangeOf(new Map(), 'a')).toBeNull()
})
