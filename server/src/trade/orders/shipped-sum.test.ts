import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decimal, sum } from '#kernel/money.ts'
import { shippedSum } from './shipped-sum.ts'

const line = (gross: string, quantity: string, shipped: string, cancelled = '0') => ({
  gross: decimal(gross),
  quantity: decimal(quantity),
  shipped: decimal(shipped),
  cancelled: decimal(cancelled),
})

it('what has been shipped is a part of each line in kopecks, and all of it when the last part has gone', () => {
  expect(shippedSum([line('10', '3', '1'), line('100', '2', '0')], 'RUB').toFixed(2)).toBe('3.33')
  expect(shippedSum([line('10', '3', '2')], 'RUB').toFixed(2)).toBe('6.67')
  expect(shippedSum([line('10', '3', '3'), line('7', '5', '4', '1')], 'RUB').toFixed(2)).toBe('17.00')
  expect(shippedSum([line('0', '5', '0', '5')], 'RUB').toFixed(2)).toBe('0.00')
})

it('never grows beyond the lines, and never falls as more is shipped', () => {
  const whole = fc.integer({ min: 1, max: 50 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), whole, (kopecks, quantity) => {
      const gross = decimal(String(kopecks)).div(100)
      const sums = Array.from({ length: quantity + 1 }, (_, shipped) =>
        shippedSum([{ ...line('0', String(quantity), String(shipped)), gross }], 'RUB'),
      )
      return (
        sums.every((each, index) => index === 0 || each.gte(sums[index - 1]!)) &&
        sums.at(-1)!.eq(gross) &&
        sum(sums).gte(0)
      )
    }),
  )
})
