import { describe, expect, test } from 'vitest'
import { variantName } from './variant-name.ts'

describe('what a variant is called', () => {
  const mm = { unit: 'мм' }
  const ampere = { unit: 'А' }
  const bare = { unit: null }

  test('a unit that all axes share is told once, at the end', () => {
    expect(variantName([mm, mm], ['28', '2'])).toBe('28 × 2 мм')
    expect(variantName([mm], ['28'])).toBe('28 мм')
  })

  test('units that differ stand at their own values', () => {
    expect(variantName([ampere, bare, bare], ['10', '1', 'C'])).toBe('10 А × 1 × C')
  })

  test('without a value for each axis there is no name', () => {
    expect(variantName([mm, mm], ['28', null])).toBeNull()
    expect(variantName([], [])).toBeNull()
  })
})
