import { expect, it } from 'vitest'
import { inAxisOrder } from './axis-order.ts'

const sorted = (...values: (string | [number, string])[]) =>
  values
    .map((each) =>
      typeof each === 'string' ? { place: null, value: each } : { place: each[0], value: each[1] },
    )
    .toSorted(inAxisOrder)
    .map(({ value }) => value)

it('values go by their size, whatever stands around the number', () => {
  expect(sorted('10', '2,5', '1.5', '2')).toEqual(['1.5', '2', '2,5', '10'])
  expect(sorted('М10', 'М8', 'М12')).toEqual(['М8', 'М10', 'М12'])
})

it('what a person put in order stays so, and what came later follows', () => {
  expect(sorted([2, 'XL'], [0, 'S'], [1, 'M'], 'красный', '42')).toEqual(['S', 'M', 'XL', '42', 'красный'])
})
