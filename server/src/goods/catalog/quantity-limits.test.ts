import { describe, expect, test } from 'vitest'
import { readLimits } from './quantity-limits.ts'

const read = (min: string | null, step: string | null, max: string | null) => {
  const limits = readLimits({ min, step, max })
  return typeof limits === 'string'
    ? limits
    : [limits.min, limits.step, limits.max].map((each) => each?.toFixed() ?? null)
}

describe('least, step and most of a product', () => {
  test.each([
    [null, null, null, [null, null, null]],
    ['10', '5', '1 000', ['10', '5', '1000']],
    ['0,5', '', ' ', ['0.5', null, null]],
    ['7', '5', '10', ['7', '5', '10']],
  ])('%s / %s / %s are read', (min, step, max, expected) => {
    expect(read(min, step, max)).toEqual(expected)
  })

  test.each([
    ['-1', null, null, 'bad_quantity'],
    ['0', null, null, 'bad_quantity'],
    [null, '1e300', null, 'bad_quantity'],
    [null, '#REF!', null, 'bad_quantity'],
    ['10', null, '5', 'min_above_max'],
    [null, '12', '10', 'max_below_step'],
    ['13', '12', '20', 'max_below_step'],
  ])('%s / %s / %s are refused: %s', (min, step, max, problem) => {
    expect(read(min, step, max)).toBe(problem)
  })
})
