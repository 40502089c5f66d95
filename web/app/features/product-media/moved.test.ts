import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from './moved.ts'

test('what is moved stands at its place, and the others keep their order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 12 }).chain((items) =>
        fc.record({
          items: fc.constant(items),
          item: fc.constantFrom(...items),
          to: fc.integer({ min: -3, max: 15 }),
        }),
      ),
      ({ items, item, to }) => {
        const after = moved(items, item, to)
        expect(after[Math.max(0, Math.min(to, items.length - 1))]).toBe(item)
        expect(after.filter((one) => one !== item)).toEqual(items.filter((one) => one !== item))
      },
    ),
  )
})
