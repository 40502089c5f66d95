import { baseUnit } from '@portal/api/primitives.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, exponentOf, type Decimal } from '#kernel/money.ts'
import { linePrice } from './line-price.ts'
import type {
  ApplicableList,
  PriceConditions,
  PriceRow,
  ProductPrices,
  VolumeDiscount,
} from './price-conditions.ts'
import { resolvePrice } from './resolve.ts'

const one = decimal('1')
const list = (id: string, level: number, includesVat = true): ApplicableList => ({
  id,
  name: id,
  level,
  includesVat,
  currency: 'RUB',
  tiersBy: 'line',
  exchange: null,
  rounding: 'none',
  volumeDiscounts: [],
})
const conditions = (over: Partial<PriceConditions> = {}): PriceConditions => ({
  contractNumber: 'Д-1',
  currency: 'RUB',
  fixedIncludesVat: true,
  lists: [list('own', 1), list('base', 5)],
  baseListId: 'base',
  discountPercent: decimal('0'),
  fixedGuarded: false,
  withoutVat: false,
  unreadable: [],
  discountStacking: 'best',
  volumeDiscounts: [],
  costLists: [],
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
  categories: new Set(),
  brandId: null,
  floor: null,
  family: null,
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

describe('a floor', () => {
  const guard = (amount: string): Partial<ProductPrices> => ({
    floor: { kind: 'amount', amount: decimal(amount), currency: 'RUB', includesVat: true },
  })
  const rounding = fc.constantFrom('none', '0.01', '0.1', '1', '10', 'x.90' as const)

  it('is never undercut, whatever discounts and rounding do', () => {
    fc.assert(
      fc.property(percent, amount, amount, rounding, (off, price, least, rule) => {
        const lists = [{ ...list('own', 1), rounding: rule as ApplicableList['rounding'] }]
        const given = conditions({ lists, discountPercent: off })
        const answer = resolvePrice(given, product([row(price)], guard(least)), baseUnit, one)
        return answer!.unitPrice.gte(decimal(least))
      }),
    )
  })

  it('holds for a fixed price only where the contract says so, and is told of either way', () => {
    const fixed = product([row('80', { listId: null })], guard('90'))
    const ask = (fixedGuarded: boolean) => resolvePrice(conditions({ fixedGuarded }), fixed, baseUnit, one)!
    expect(ask(false).unitPrice.toFixed()).toBe('80')
    expect(ask(false).steps.map(({ kind }) => kind)).toEqual(['fixed_price', 'floor_exempt'])
    expect(ask(true).unitPrice.toFixed()).toBe('90')
    expect(ask(true).steps.map(({ kind, applied }) => [kind, applied])).toEqual([
      ['fixed_price', true],
      ['floor', true],
      ['rounding', false],
    ])
  })

  it('of a mark-up over a cost list is reckoned with VAT as the price that it guards', () => {
    const costLists = [{ ...list('cost', 1, false) }]
    const given = conditions({ costLists, discountPercent: decimal('50') })
    const rows = [row('200'), row('100', { listId: 'cost' })]
    const markup = product(rows, { floor: { kind: 'markup', costListId: 'cost', percent: decimal('10') } })
    // 100 net + 10 % = 110 net = 134.20 with 22 %
    expect(resolvePrice(given, markup, baseUnit, one)!.unitPrice.toFixed()).toBe('134.2')
    const unknown = product([row('200')], { floor: { kind: 'markup', costListId: 'cost', percent: one } })
    expect(resolvePrice(given, unknown, baseUnit, one)!.steps.at(2)).toMatchObject({
      kind: 'floor',
      price: null,
    })
  })
})

describe('a list in another currency', () => {
  const exchange = { source: 'ЦБ РФ', rate: decimal('92.5'), units: one, on: '2026-11-24', old: false }

  it('is converted at its rate and rounded by its rule, and every step is told', () => {
    const lists: ApplicableList[] = [{ ...list('own', 1), currency: 'USD', exchange, rounding: '1' }]
    const answer = resolvePrice(conditions({ lists }), product([row('1.27')]), baseUnit, one)!
    expect(answer.unitPrice.toFixed()).toBe('117')
    expect(answer.steps.map(({ kind, price }) => [kind, price?.amount, price?.currency])).toEqual([
      ['price_list', '1.27', 'USD'],
      ['exchange', '117.475', 'RUB'],
      ['rounding', '117.00', 'RUB'],
    ])
  })
})

describe('volume discounts', () => {
  const off = (threshold: string, value: string, over: Partial<VolumeDiscount> = {}): VolumeDiscount => ({
    categoryId: null,
    brandId: null,
    name: null,
    countedBy: 'quantity',
    threshold: decimal(threshold),
    percent: decimal(value),
    stacking: 'add',
    ...over,
  })
  const at = (rules: VolumeDiscount[], asked: string, unit = baseUnit) =>
    priceOf(
      conditions({ discountPercent: decimal('5'), volumeDiscounts: rules }),
      product([row('100')]),
      unit,
      decimal(asked),
    )

  it('count base units, or the sum of the line before discounts; the greatest percent reached counts', () => {
    const rules = [off('24', '10'), off('48', '7'), off('10000', '20', { countedBy: 'sum' })]
    expect(['1', '24', '48', '99', '100'].map((asked) => at(rules, asked))).toEqual([
      '95',
      '85',
      '85',
      '85',
      '75',
    ])
    expect(at(rules, '2', box)).toBe('1020')
  })

  it('that compete leave the better of the two, and are promised as the next tier', () => {
    const rules = [off('10', '8', { stacking: 'best' })]
    expect(['9', '10'].map((asked) => at(rules, asked))).toEqual(['95', '92'])
    const given = conditions({ discountPercent: decimal('5'), volumeDiscounts: rules })
    const { nextTier } = linePrice(given, product([row('100')]), baseUnit, one)!
    expect([nextTier!.minQuantity.toFixed(), nextTier!.unitPrice.toFixed()]).toEqual(['10', '92'])
  })
})
