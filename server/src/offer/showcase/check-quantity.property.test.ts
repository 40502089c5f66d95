import { baseUnit } from '@portal/api/primitives.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Decimal, decimal, one } from '#kernel/money.ts'
import { checkQuantity } from './check-quantity.ts'

const box = '01900000-0000-7000-8000-000000000001'

/** Up to six digits after the point, as the columns keep them; thirds and sevenths are cut there. */
const quantity = fc
  .oneof(
    fc.integer({ min: 1, max: 5_000_000 }).map((units) => decimal(`${units}`).div('1000')),
    fc.constantFrom('0.333333', '0.142857', '0.000001', '999999.999999').map(decimal),
  )
  .map((value) => value.toDecimalPlaces(6))
const maybe = fc.option(quantity, { nil: null })
/** Base units in one packaging, as a fraction: a third, ten thirds, 12, 0.75. */
const factor = fc.record({ up: fc.integer({ min: 1, max: 500 }), down: fc.integer({ min: 1, max: 7 }) })
const product = fc.record({
  min: maybe,
  step: maybe,
  max: maybe,
  factor,
  code: fc.constantFrom('796', '166'),
})

type Product = typeof product extends fc.Arbitrary<infer T> ? T : never

const limitsOf = ({ min, step, max, factor: { up, down }, code }: Product) => ({
  minQuantity: min,
  step,
  maxQuantity: max,
  units: [
    { packagingId: baseUnit, code, name: 'unit', factorNumerator: one, factorDenominator: one },
    {
      packagingId: box,
      code: '778',
      name: 'box',
      factorNumerator: decimal(`${up}`),
      factorDenominator: decimal(`${down}`),
    },
  ],
})

const check = (product: Product, packagingId: string, asked: Decimal) =>
  checkQuantity(limitsOf(product), packagingId, asked)
const stepIn = (product: Product, packagingId: string) =>
  packagingId === box ? one : (product.step ?? (product.code === '796' ? one : null))
const base = ({ factor: { up, down } }: Product, packagingId: string, value: Decimal) =>
  packagingId === box ? value.times(`${up}`).div(`${down}`) : value
const unit = fc.constantFrom(baseUnit, box)
/** The least quantity in this unit, on its steps, that makes up so many base units. */
const leastAllowed = (product: Product, packagingId: string, min: Decimal) => {
  const { up, down } = product.factor
  const inUnit = packagingId === box ? min.times(`${down}`).div(`${up}`) : min
  const step = stepIn(product, packagingId) ?? decimal('0.000001')
  return inUnit.div(step).ceil().times(step)
}

describe('a quantity that is brought to what can be bought', () => {
  test('is a whole number of steps; of packagings, whole ones', () => {
    fc.assert(
      fc.property(product, unit, quantity, (product, packagingId, asked) => {
        const step = stepIn(product, packagingId)
        const { quantity: got } = check(product, packagingId, asked)
        if (step) expect(got.div(step).isInteger()).toBe(true)
      }),
    )
  })

  test('is never above the maximum, and below the minimum only where the maximum leaves no room', () => {
    fc.assert(
      fc.property(product, unit, quantity, (product, packagingId, asked) => {
        const { quantity } = check(product, packagingId, asked)
        const got = base(product, packagingId, quantity)
        if (product.max) expect(got.lte(product.max)).toBe(true)
        if (!product.min || got.gte(product.min)) return
        const least = leastAllowed(product, packagingId, product.min)
        expect(base(product, packagingId, least).gt(product.max!)).toBe(true)
      }),
    )
  })

  test('needs no second bringing: what was answered is answered again, without a reason', () => {
    fc.assert(
      fc.property(product, unit, quantity, (product, packagingId, asked) => {
        const first = check(product, packagingId, asked)
        const again = check(product, packagingId, first.quantity)
        expect(again.quantity.toFixed()).toBe(first.quantity.toFixed())
        expect(again.reasons).toEqual([])
      }),
    )
  })

  test('is told with a reason whenever it is another than was asked for', () => {
    fc.assert(
      fc.property(product, unit, quantity, (product, packagingId, asked) => {
        const { quantity: got, reasons } = check(product, packagingId, asked)
        expect(reasons.length > 0).toBe(!got.eq(asked))
      }),
    )
  })

  test('goes up by less than one step, unless the minimum wants more', () => {
    fc.assert(
      fc.property(product, unit, quantity, (product, packagingId, asked) => {
        const step = stepIn(product, packagingId)
        fc.pre(step !== null && product.min === null && product.max === null)
        const { quantity: got } = check(product, packagingId, asked)
        expect(got.gte(asked) && got.minus(asked).lt(step!)).toBe(true)
      }),
    )
  })
})

test.each([
  // three packagings of a third are one base unit, exactly
  [{ up: 1, down: 3 }, { min: '1' }, '1', '3'],
  [{ up: 10, down: 3 }, { min: '10' }, '2', '3'],
  [{ up: 10, down: 3 }, { max: '10' }, '7', '3'],
  [{ up: 12, down: 1 }, { min: '25' }, '1', '3'],
  [{ up: 3, down: 4 }, { min: '1', max: '1.5' }, '1', '2'],
  // a minimum above the maximum asks for nothing
  [{ up: 1, down: 1 }, { min: '3', max: '2' }, '1', '1'],
  [{ up: 1, down: 1 }, { min: '3', max: '2' }, '5', '2'],
])(
  'packagings of %j with %j: %s asked for, %s bought',
  (factor, { min, max }: Record<string, string>, asked, got) => {
    const limit = (text: string | undefined) => (text === undefined ? null : decimal(text))
    const product = { factor, min: limit(min), step: null, max: limit(max), code: '796' as const }
    expect(check(product, box, decimal(asked)).quantity.toFixed()).toBe(got)
  },
)
