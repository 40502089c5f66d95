import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal } from '#kernel/money.ts'
import { prepaymentOf } from './prepayment.ts'

const percents = fc.integer({ min: 1, max: 100 })
const kopecks = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((value) => decimal(`${value}e-2`))

describe('a prepayment', () => {
  it.each([
    [30, '1000.00', 'RUB', '300.00'],
    [30, '0.05', 'RUB', '0.02'],
    [50, '0.01', 'RUB', '0.01'],
    [33, '100.01', 'RUB', '33.00'],
    [1, '0.49', 'RUB', '0.00'],
    [100, '184320.37', 'RUB', '184320.37'],
    [15, '999.99', 'CNY', '150.00'],
    [30, '1005', 'JPY', '302'],
  ])('%i %% of %s %s is %s: half a digit goes up', (percent, gross, currency, due) => {
    const digits = currency === 'JPY' ? 0 : 2
    expect(prepaymentOf(percent, decimal(gross), currency).toFixed(digits)).toBe(due)
  })

  it('is never more than what waits, the whole of it at 100 %, and more per cent are never less', () => {
    fc.assert(
      fc.property(percents, percents, kopecks, (one, other, gross) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(prepaymentOf(more, gross, 'RUB').lte(gross)).toBe(true)
        expect(prepaymentOf(less, gross, 'RUB').lte(prepaymentOf(more, gross, 'RUB'))).toBe(true)
        expect(prepaymentOf(100, gross, 'RUB').eq(gross)).toBe(true)
      }),
    )
  })

  it('is within half a kopeck of the exact share', () => {
    fc.assert(
      fc.property(percents, kopecks, (percent, gross) => {
        const exact = gross.times(percent).div(100)
        expect(prepaymentOf(percent, gross, 'RUB').minus(exact).abs().lte('0.005')).toBe(true)
      }),
    )
  })
})
