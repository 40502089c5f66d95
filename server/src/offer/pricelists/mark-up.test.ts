import { priceRounding } from '@portal/api/price-file-settings.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, exponentOf } from '#kernel/money.ts'
import { markedUp, type MarkUpRules, percentOf, withVat } from './mark-up.ts'

const rules = (patch: Partial<MarkUpRules> = {}): MarkUpRules => ({
  percent: decimal('25'),
  brands: new Map(),
  categories: new Map(),
  minSum: null,
  rounding: 'none',
  ...patch,
})

const cents = (low: number, high: number) =>
  fc.integer({ min: low, max: high }).map((value) => decimal((value / 100).toFixed(2)))
const price = cents(1, 100_000_000)
const percent = cents(-9_999, 100_000)
const minSum = fc.option(cents(0, 1_000_000), { nil: null })
const rounding = fc.constantFrom(...priceRounding.options)
const currency = fc.constantFrom('RUB', 'JPY', 'KWD')

const mark = (amount: string, patch: Partial<MarkUpRules>, own?: string) => {
  const all = rules(patch)
  return markedUp(decimal(amount), own ? decimal(own) : all.percent, all, 'RUB').toFixed(2)
}

describe('which mark-up', () => {
  const product = { brandId: 'brand', categoryPath: ['goods', 'bolts', 'small bolts'] }

  it('a brand’s stands before a category’s, the nearest category’s before the general one', () => {
    const all = rules({
      brands: new Map([['brand', decimal('1')]]),
      categories: new Map([
        ['goods', decimal('2')],
        ['bolts', decimal('3')],
      ]),
    })
    expect(percentOf(all, product).toFixed()).toBe('1')
    expect(percentOf(all, { ...product, brandId: 'other' }).toFixed()).toBe('3')
    expect(percentOf(all, { brandId: null, categoryPath: ['goods'] }).toFixed()).toBe('2')
    expect(percentOf(all, { brandId: null, categoryPath: ['else'] }).toFixed()).toBe('25')
  })
})

describe('a price with mark-up', () => {
  it('is rounded last, to the nearest price of the kind', () => {
    expect(mark('100', {})).toBe('125.00')
    expect(mark('99.99', { rounding: '1' })).toBe('125.00')
    expect(mark('99.99', { rounding: '10' })).toBe('120.00')
    expect(mark('101', { rounding: '10' })).toBe('130.00')
    expect(mark('100', { rounding: '.90' })).toBe('124.90')
    expect(mark('100.40', { rounding: '.90' })).toBe('125.90')
    expect(mark('0.02', { rounding: '.90' })).toBe('0.90')
  })

  it('adds the least sum where the percent gives less', () => {
    expect(mark('10', { minSum: decimal('50') })).toBe('60.00')
    expect(mark('1000', { minSum: decimal('50') })).toBe('1250.00')
    // the nearest ten would be 60
    expect(mark('10', { minSum: decimal('52'), rounding: '10' })).toBe('70.00')
  })

  it('is never nothing, and never eats into the least sum', () => {
    fc.assert(
      fc.property(price, percent, minSum, rounding, currency, (amount, own, sum, kind, code) => {
        const marked = markedUp(amount, own, rules({ minSum: sum, rounding: kind }), code)
        return marked.gt(0) && (sum === null || marked.gte(amount.plus(sum)))
      }),
    )
  })

  it('is at most half a step from the exact one, except where it had to go up', () => {
    fc.assert(
      fc.property(price, percent, rounding, (amount, own, kind) => {
        const step = kind === 'none' ? decimal('0.01') : kind.startsWith('.') ? decimal('1') : decimal(kind)
        const exact = amount.times(decimal('100').plus(own)).div(100)
        const marked = markedUp(amount, own, rules({ rounding: kind }), 'RUB')
        return marked.minus(exact).abs().lte(step.div(2)) || (marked.gt(exact) && marked.lte(step))
      }),
    )
  })

  it('ends as it was asked to', () => {
    fc.assert(
      fc.property(price, percent, minSum, (amount, own, sum) =>
        markedUp(amount, own, rules({ minSum: sum, rounding: '.90' }), 'RUB')
          .toFixed(2)
          .endsWith('.90'),
      ),
    )
    fc.assert(
      fc.property(price, percent, rounding, currency, (amount, own, kind, code) => {
        return markedUp(amount, own, rules({ rounding: kind }), code).decimalPlaces() <= exponentOf(code)
      }),
    )
  })

  it('grows with the price and with the percent', () => {
    fc.assert(
      fc.property(price, price, percent, percent, minSum, rounding, (a, b, p, q, sum, kind) => {
        const all = rules({ minSum: sum, rounding: kind })
        const [low, high] = a.lt(b) ? [a, b] : [b, a]
        const [less, more] = p.lt(q) ? [p, q] : [q, p]
        return (
          markedUp(low, less, all, 'RUB').lte(markedUp(high, less, all, 'RUB')) &&
          markedUp(low, less, all, 'RUB').lte(markedUp(low, more, all, 'RUB'))
        )
      }),
    )
  })
})

describe('VAT', () => {
  const rate = fc.constantFrom('5', '7', '10', '20', '22').map((value) => decimal(value))

  it('inside or not, there and back is the same to a kopeck', () => {
    fc.assert(
      fc.property(price, rate, (amount, percentage) => {
        const net = withVat({ amount, includesVat: true }, { rate: percentage, included: false }, 'RUB')
        const gross = withVat(
          { amount: net, includesVat: false },
          { rate: percentage, included: true },
          'RUB',
        )
        return gross.minus(amount).abs().lte('0.01') && net.lte(amount)
      }),
    )
  })

  it('that there is none of changes nothing', () => {
    for (const none of [null, decimal('0')])
      expect(
        withVat(
          { amount: decimal('99.123456'), includesVat: false },
          { rate: none, included: true },
          'RUB',
        ).toFixed(),
      ).toBe('99.123456')
  })
})
