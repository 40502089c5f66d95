import { expect, test } from 'vitest'
import { pagesAround } from './pager.tsx'

test('few pages are all offered', () => {
  expect(pagesAround(2, 5)).toEqual([1, 2, 3, 4, 5])
})

test('of many pages the first, the last and those around', () => {
  expect(pagesAround(10, 40)).toEqual([1, null, 8, 9, 10, 11, 12, null, 40])
})

test('a gap of one page is that page', () => {
  expect(pagesAround(5, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a page beyond the last does not break the list', () => {
  expect(pagesAround(9, 3)).toEqual([1, 2, 3])
})
