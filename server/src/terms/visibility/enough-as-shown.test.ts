import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decimal } from '#kernel/money.ts'
import { enoughAsShown } from './enough-as-shown.ts'
import { maskStock } from './mask-stock.ts'
import { type Display, StockPolicies, type StockPolicy } from './policies.ts'

const displays: readonly Display[] = ['exact', 'bands', 'capped', 'yes_no', 'hidden']
const amount = fc.integer({ min: 0, max: 400 })
const anyPolicy = fc
  .record({ display: fc.constantFrom(...displays), few: amount, more: amount, cap: amount })
  .map(({ display, few, more, cap }): StockPolicy => {
    const fewBelow = decimal(String(few + 1))
    return {
      id: null,
      display,
      fewBelow,
      manyFrom: fewBelow.plus(decimal(String(more))),
      cap: decimal(String(cap + 1)),
    }
  })

const masked = (policies: StockPolicies, quantities: readonly number[]) =>
  maskStock(
    policies,
    new Set(),
    quantities.map((quantity, index) => ({
      warehouseId: String(index),
      name: `W${index}`,
      available: decimal(String(quantity)),
    })),
  )

/** Everybody's policy, and another one for the second warehouse. */
const policiesOf = (all: StockPolicy, second: StockPolicy | null) =>
  new StockPolicies(
    [
      { ...all, scope: 0, categoryId: null, depth: 0, warehouseId: null },
      ...(second ? [{ ...second, scope: 0, categoryId: null, depth: 0, warehouseId: '1' }] : []),
    ],
    all,
  )

it('two stocks that look the same answer the same to every quantity', () => {
  const stocks = fc.tuple(amount, amount)
  fc.assert(
    fc.property(
      anyPolicy,
      fc.option(anyPolicy),
      stocks,
      stocks,
      fc.integer({ min: 1, max: 900 }),
      (all, second, one, other, asked) => {
        const policies = policiesOf(all, second)
        const [a, b] = [masked(policies, one), masked(policies, other)]
        fc.pre(JSON.stringify([a.total, a.warehouses]) === JSON.stringify([b.total, b.warehouses]))
        const needed = decimal(String(asked))
        expect(enoughAsShown(a, needed)).toBe(enoughAsShown(b, needed))
        expect(a.numberMayBeTold).toBe(b.numberMayBeTold)
      },
    ),
    { numRuns: 3000 },
  )
})

it('what is said is true: "yes" never promises what is not there, "no" never refuses what is', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      fc.option(anyPolicy),
      fc.tuple(amount, amount),
      fc.integer({ min: 1, max: 900 }),
      (all, second, stock, asked) => {
        const answer = enoughAsShown(masked(policiesOf(all, second), stock), decimal(String(asked)))
        const there = stock[0] + stock[1]
        if (answer === 'yes') expect(there).toBeGreaterThanOrEqual(asked)
        if (answer === 'no') expect(there).toBeLessThan(asked)
      },
    ),
    { numRuns: 3000 },
  )
})

it('a figure is answered exactly, a level only beyond its thresholds', () => {
  const policy = (display: Display): StockPolicy => ({
    id: null,
    display,
    fewBelow: decimal('10'),
    manyFrom: decimal('100'),
    cap: decimal('100'),
  })
  const answers = (display: Display, stock: number, ...asked: number[]) =>
    asked.map((needed) =>
      enoughAsShown(masked(policiesOf(policy(display), null), [stock]), decimal(String(needed))),
    )
  expect(answers('exact', 40, 40, 41)).toEqual(['yes', 'no'])
  expect(answers('capped', 40, 40, 41)).toEqual(['yes', 'no'])
  expect(answers('capped', 400, 100, 101)).toEqual(['yes', 'unknown'])
  expect(answers('bands', 0, 1)).toEqual(['no'])
  expect(answers('bands', 5, 1, 9, 10)).toEqual(['unknown', 'unknown', 'no'])
  expect(answers('bands', 40, 10, 11, 99, 100)).toEqual(['yes', 'unknown', 'unknown', 'no'])
  expect(answers('bands', 400, 100, 101)).toEqual(['yes', 'unknown'])
  expect(answers('yes_no', 40, 1, 1000)).toEqual(['unknown', 'unknown'])
  expect(answers('yes_no', 0, 1)).toEqual(['no'])
  expect(answers('hidden', 0, 1)).toEqual(['unknown'])
})
