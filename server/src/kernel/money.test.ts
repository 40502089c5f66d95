import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allocate,
  decimal,
  lineAmounts,
  roundMoney,
  sum,
  wireMoney,
  wirePrice,
  wireQuantity,
} from './money.ts'

const rub = (price: string, quantity: string, rate: string | null, includesVat: boolean) =>
  lineAmounts({
    price: decimal(price),
    quantity: decimal(quantity),
    rate: rate === null ? null : decimal(rate),
    includesVat,
    currency: 'RUB',
  })

describe('VAT of a line', () => {
  it('is taken out of a price that includes it', () => {
    expect(rub('100', '1', '22', true).vat.toFixed(2)).toBe('18.03')
    expect(rub('100', '1', '20', true).vat.toFixed(2)).toBe('16.67')
    expect(rub('244', '10', '22', true).vat.toFixed(2)).toBe('440.00')
  })

  it('is added to a price without it', () => {
    expect(rub('100', '1', '22', false).gross.toFixed(2)).toBe('122.00')
  })

  it('is nothing where the seller works without VAT', () => {
    expect(rub('99.99', '3', null, true)).toMatchObject({ vat: decimal('0'), gross: decimal('299.97') })
  })

  it('of a document is the sum of its lines, not the VAT of the total', () => {
    const lines = Array.from({ length: 7 }, () => rub('10.01', '1', '22', true).vat)
    expect(sum(lines).toFixed(2)).toBe('12.67')
    expect(rub('70.07', '1', '22', true).vat.toFixed(2)).toBe('12.64')
  })

  it('and net always make gross', () => {
    const amount = fc
      .integer({ min: 0, max: 10_000_000 })
      .map((kopecks) => decimal(String(kopecks)).div(1000).toFixed())
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.constantFrom('0', '5', '7', '10', '20', '22'),
        fc.boolean(),
        (p, q, rate, inside) => {
          const { net, vat, gross } = rub(p, q, rate, inside)
          return net.plus(vat).equals(gross) && gross.decimalPlaces() <= 2 && !vat.isNegative()
        },
      ),
    )
  })
})

describe('money', () => {
  it('is rounded half-up, away from zero', () => {
    expect(roundMoney(decimal('1.005'), 'RUB').toFixed(2)).toBe('1.01')
    expect(roundMoney(decimal('-1.005'), 'RUB').toFixed(2)).toBe('-1.01')
    expect(roundMoney(decimal('1.5'), 'JPY').toFixed()).toBe('2')
  })

  it('keeps every digit of a unit price on the wire', () => {
    expect(wirePrice('0.1234', 'RUB')).toEqual({ amount: '0.1234', currency: 'RUB' })
    expect(wirePrice('12.000000', 'RUB')).toEqual({ amount: '12.00', currency: 'RUB' })
    expect(wireMoney('12', 'RUB')).toEqual({ amount: '12.00', currency: 'RUB' })
    expect(wireQuantity('12.500000')).toBe('12.5')
  })
})

describe('an amount split over weights', () => {
  const kopecks = fc
    .integer({ min: -1_000_000, max: 1_000_000 })
    .map((value) => decimal(String(value)).div(100))
  const weights = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 20 })
  const split = (amount: string, parts: string[], currency = 'RUB') =>
    allocate(decimal(amount), parts.map(decimal), currency).map((part) => part.toFixed())

  it('adds up to it exactly, each part within one digit of its share and of its sign', () => {
    fc.assert(
      fc.property(kopecks, weights, (amount, given) => {
        const parts = allocate(
          amount,
          given.map((weight) => decimal(String(weight))),
          'RUB',
        )
        const total = given.reduce((all, weight) => all + weight, 0)
        return (
          sum(parts).eq(amount) &&
          parts.every((part, index) => {
            const share = total === 0 ? amount.div(given.length) : amount.times(given[index]!).div(total)
            return (
              part.decimalPlaces() <= 2 && part.minus(share).abs().lt('0.01') && part.times(amount).gte(0)
            )
          })
        )
      }),
    )
  })

  it('gives the remainder to the greatest ones, of equal ones to the first; a return mirrors it', () => {
    expect(split('10', ['1', '1', '1'])).toEqual(['3.34', '3.33', '3.33'])
    expect(split('0.05', ['3', '2', '2'])).toEqual(['0.02', '0.02', '0.01'])
    expect(split('-10', ['1', '1', '1'])).toEqual(['-3.34', '-3.33', '-3.33'])
    expect(split('10', ['0', '0'])).toEqual(['5', '5'])
    expect(split('100', ['1', '2'], 'JPY')).toEqual(['33', '67'])
    expect(split('1', [])).toEqual([])
  })

  it('is rounded half away from zero, so that a return gives back what was taken', () => {
    const of = (price: string) => rub(price, '1', '22', true).vat.toFixed(2)
    expect([of('0.25'), of('-0.25')]).toEqual(['0.05', '-0.05'])
    expect(roundMoney(decimal('-0.005'), 'RUB').toFixed(2)).toBe('-0.01')
  })
})
