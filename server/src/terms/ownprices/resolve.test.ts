import { baseUnit } from '@portal/api/primitives.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, exponentOf, type Decimal } from '#kernel/money.ts'
import { linePrice } from './line-price.ts'
import {
  type ApplicableList,
  type PriceConditions,
  type PriceRow,
  type ProductPrices,
  resolvePrice,
} from './resolve.ts'

const one = decimal('1')
const list = (id: string, level: number, includesVat = true): ApplicableList => ({
  id,
  name: id,
  level,
  includesVat,
})
const conditions = (over: Partial<PriceConditions> = {}): PriceConditions => ({
  contractNumber: 'Д-1',
  currency: 'RUB',
  fixedIncludesVat: true,
  lists: [list('own', 1), list('base', 5)],
  baseListId: 'base',
  discountPercent: decimal('0'),
  ...over,
})
const row = (amount: string, over: Partial<PriceRow> = {}): PriceRow => ({
  listId: 'own',
  packagingId: baseUnit,
  minQuantity: decimal('0'),
  validFrom: '-infinity',
  amount: decimal(amount),
  perQuantity: one,
  ...over,
})
const box = 'box'
const product = (rows: PriceRow[], over: Partial<ProductPrices> = {}): ProductPrices => ({
  rows,
  factors: new Map([[box, { numerator: decimal('12'), denominator: one }]]),
  categoryDiscount: null,
  vatRate: decimal('22'),
  ...over,
})
const priceOf = (given: PriceConditions, prices: ProductPrices, unit = baseUnit, quantity = one) =>
  resolvePrice(given, prices, unit, quantity)?.unitPrice.toFixed() ?? null

const amount = fc
  .integer({ min: 1, max: 100_000_000 })
  .map((thousandths) => decimal(String(thousandths)).div(1000).toFixed())
const threshold = fc.integer({ min: 0, max: 500 }).map((value) => decimal(String(value)))
const quantity = fc.integer({ min: 1, max: 1000 }).map((value) => decimal(String(value)))
const percent = fc.integer({ min: 0, max: 99_999 }).map((value) => decimal(String(value)).div(1000))
const day = fc.constantFrom('-infinity', '2025-12-31', '2026-01-01', '2026-11-24')
const anyRow = fc
  .record({ price: amount, minQuantity: threshold, validFrom: day, listId: fc.constantFrom('own', 'base') })
  .map(({ price, ...over }) => row(price, over))
const rows = fc.uniqueArray(anyRow, {
  maxLength: 12,
  selector: (each) => `${each.listId} ${each.minQuantity.toFixed()} ${each.validFrom}`,
})

describe('tiers', () => {
  it('answer with the greatest threshold reached, also where a lower one would be cheaper', () => {
    const steps = product([
      row('10'),
      row('9', { minQuantity: decimal('10') }),
      row('9.5', { minQuantity: decimal('100') }),
    ])
    const at = (value: string) => priceOf(conditions(), steps, baseUnit, decimal(String(value)))
    expect(['1', '9.999', '10', '99', '100'].map(at)).toEqual(['10', '10', '9', '9', '9.5'])
  })

  it('never take a row whose threshold is not reached, whatever the rows are', () => {
    fc.assert(
      fc.property(rows, quantity, (given, asked) => {
        const answer = resolvePrice(conditions(), product(given), baseUnit, asked)
        const own = given.filter((each) => each.listId === 'own' && each.minQuantity.lte(asked))
        const from = own.length > 0 ? own : given.filter((each) => each.minQuantity.lte(asked))
        if (from.length === 0) return answer === null
        const reached = from.reduce<Decimal>(
          (most, each) => (each.minQuantity.gt(most) ? each.minQuantity : most),
          from[0]!.minQuantity,
        )
        return from.some((each) => each.minQuantity.eq(reached) && each.amount.eq(answer!.unitPrice))
      }),
    )
  })

  it('of the base unit are reached by whole packagings: ten boxes of twelve are 120 pieces', () => {
    const steps = product([row('10'), row('8', { minQuantity: decimal('120') })])
    expect(priceOf(conditions(), steps, box, decimal('9'))).toBe('120')
    expect(priceOf(conditions(), steps, box, decimal('10'))).toBe('96')
    const shown = linePrice(conditions(), steps, box, one)!
    expect(shown.nextTier!.minQuantity.toFixed()).toBe('10')
  })

  it('promise as the next one only what is cheaper, and keep the promise', () => {
    fc.assert(
      fc.property(rows, quantity, (given, asked) => {
        const shown = linePrice(conditions(), product(given), baseUnit, asked)
        if (!shown?.nextTier) return true
        const { minQuantity, unitPrice } = shown.nextTier
        const there = linePrice(conditions(), product(given), baseUnit, minQuantity)!
        return minQuantity.gt(asked) && unitPrice.lt(shown.unitPrice) && there.unitPrice.eq(unitPrice)
      }),
    )
  })
})

describe('units', () => {
  it('a price of a packaging answers for it alone and is never divided down to pieces', () => {
    const boxed = product([row('110', { packagingId: box })])
    expect(priceOf(conditions(), boxed, box)).toBe('110')
    expect(priceOf(conditions(), boxed)).toBeNull()
  })

  it('a price for a hundred is one hundredth each, kept to six digits', () => {
    expect(priceOf(conditions(), product([row('100', { perQuantity: decimal('300') })]))).toBe('0.333333')
  })
})

describe('dates', () => {
  it('where two rows of one threshold overlap, the one that came into force later answers, in any order', () => {
    const overlapping = ['-infinity', '2026-01-01', '2026-11-24'].map((validFrom, place) =>
      row(String(10 + place), { validFrom }),
    )
    fc.assert(
      fc.property(
        fc.shuffledSubarray(overlapping, { minLength: 1 }),
        (given) =>
          priceOf(conditions(), product(given)) ===
          given.toSorted((a, b) => overlapping.indexOf(b) - overlapping.indexOf(a))[0]!.amount.toFixed(),
      ),
    )
  })
})

describe('levels', () => {
  it('a price fixed in the contract stands before every list and takes no discount', () => {
    const dear = product([row('999', { listId: null }), row('10')], {
      categoryDiscount: { categoryName: 'Крепёж', percent: decimal('50'), stacking: 'add' },
    })
    const answer = resolvePrice(conditions({ discountPercent: decimal('30') }), dear, baseUnit, one)!
    expect([answer.unitPrice.toFixed(), answer.source]).toEqual(['999', 'fixed'])
  })

  it('the nearest level that has a price answers, though a farther one is cheaper', () => {
    expect(priceOf(conditions(), product([row('10'), row('1', { listId: 'base' })]))).toBe('10')
    expect(priceOf(conditions(), product([row('1', { listId: 'base' })]))).toBe('1')
  })

  it('several lists of one level tie by the lowest price, compared with VAT', () => {
    const tied = conditions({ lists: [list('own', 3), list('second', 3, false)] })
    // 90 without VAT is 109.80 with it
    const answer = (net: string) =>
      resolvePrice(tied, product([row('100'), row(net, { listId: 'second' })]), baseUnit, one)!.source
    expect(answer('90')).toBe('list:own')
    expect(answer('80')).toBe('list:second')
  })

  it('a price of nought is no price: the next level is asked', () => {
    expect(priceOf(conditions(), product([row('0'), row('7', { listId: 'base' })]))).toBe('7')
    expect(priceOf(conditions(), product([row('0')]))).toBeNull()
  })
})

describe('discounts', () => {
  const discounted = (own: Decimal, category: Decimal, stacking: 'best' | 'add', price: string) =>
    resolvePrice(
      conditions({ discountPercent: own }),
      product([row(price)], {
        categoryDiscount: { categoryName: 'Крепёж', percent: category, stacking },
      }),
      baseUnit,
      one,
    )

  it('"best" takes the greater one, "add" takes both, and each step says whether it counted', () => {
    const best = discounted(decimal('10'), decimal('15'), 'best', '200')!
    expect(best.unitPrice.toFixed()).toBe('170')
    expect(best.steps.map(({ kind, applied }) => [kind, applied])).toEqual([
      ['price_list', true],
      ['contract_discount', false],
      ['category_discount', true],
      ['rounding', false],
    ])
    expect(discounted(decimal('10'), decimal('15'), 'add', '200')!.unitPrice.toFixed()).toBe('150')
    // of two equal ones the contract's
    const tie = discounted(decimal('10'), decimal('10'), 'best', '200')!
    expect(tie.steps.filter(({ applied }) => applied).map(({ kind }) => kind)).toEqual([
      'price_list',
      'contract_discount',
    ])
  })

  it('that add up to everything leave no price, not a negative one', () => {
    expect(discounted(decimal('60'), decimal('40'), 'add', '200')).toBeNull()
    expect(discounted(decimal('90'), decimal('90'), 'add', '200')).toBeNull()
  })

  it('added are never dearer than the better of the two, and nothing is dearer than the list', () => {
    fc.assert(
      fc.property(percent, percent, amount, (own, category, price) => {
        const best = discounted(own, category, 'best', price)?.unitPrice ?? decimal('0')
        const added = discounted(own, category, 'add', price)?.unitPrice ?? decimal('0')
        // half a kopeck: a discounted price is rounded, the list's own is not
        return added.lte(best) && best.lte(decimal(price).plus('0.005'))
      }),
    )
  })

  it('round once, half up, to the digits of the currency; the last step is the price', () => {
    fc.assert(
      fc.property(percent, amount, fc.constantFrom('RUB', 'JPY'), (own, price, currency) => {
        const given = conditions({ discountPercent: own, currency })
        const answer = resolvePrice(given, product([row(price)]), baseUnit, one)
        if (!answer) return true
        const exact = decimal(price).times(decimal('100').minus(own)).div(100)
        const digits = exponentOf(currency)
        const rounded = exact.toDecimalPlaces(digits, 4)
        const last = answer.steps.at(-1)!.price!.amount
        return (
          answer.unitPrice.eq(own.isZero() ? decimal(price) : rounded) && decimal(last).eq(answer.unitPrice)
        )
      }),
    )
  })
})

describe('the base price', () => {
  it('is struck through only when it is higher and reckoned the same way', () => {
    const shown = (base: string, given = conditions()) =>
      linePrice(given, product([row('100'), row(base, { listId: 'base' })]), baseUnit, one)!.basePrice
    expect(shown('120')?.toFixed()).toBe('120')
    expect(shown('100')).toBeNull()
    expect(shown('80')).toBeNull()
    expect(shown('120', conditions({ lists: [list('own', 1), list('base', 5, false)] }))).toBeNull()
  })
})
