import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitQuantity, lineSum, readQuantity, stepQuantity, sumOf } from './quantity.ts'

const whole = fc.integer({ min: 1, max: 1_000_000 }).map(String)

test('reads what people type', () => {
  for (const [typed, read] of [
    ['12', '12'],
    ['1 200', '1200'],
    ['1 200,50', '1200.5'],
    ['0,5', '0.5'],
    ['\u200b12\u200e', '12'],
    [',5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
  ] as const)
    expect(readQuantity(typed), typed).toBe(read)
})

test('what is not a quantity is not guessed', () => {
  for (const typed of ['', ' ', '-1', '1e3', '1,2,3', '12шт', '1.2345678', '1234567890123', 'abc', '.'])
    expect(readQuantity(typed), typed).toBeNull()
})

test('a fitted quantity is a multiple of the step, at least asked for and the minimum, unless the maximum forbids', () => {
  fc.assert(
    fc.property(whole, whole, whole, (asked, min, step) => {
      const fit = BigInt(fitQuantity(asked, { min, step }))
      expect(fit % BigInt(step)).toBe(0n)
      expect(fit >= BigInt(asked) && fit >= BigInt(min)).toBe(true)
      expect(fit - BigInt(step) < BigInt(asked) || fit - BigInt(step) < BigInt(min)).toBe(true)
    }),
  )
})

test('fitting twice changes nothing', () => {
  fc.assert(
    fc.property(whole, whole, whole, fc.option(whole), (asked, min, step, max) => {
      const once = fitQuantity(asked, { min, step, max })
      if (once !== '0' && (!max || BigInt(max) >= BigInt(fitQuantity(min, { step }))))
        expect(fitQuantity(once, { min, step, max })).toBe(once)
    }),
  )
})

test('tenths keep to their step without drift', () => {
  expect(fitQuantity('0.31', { step: '0.1' })).toBe('0.4')
  expect(stepQuantity('0.3', 1, { step: '0.1' })).toBe('0.4')
})

test('the first step up reaches the minimum, a step down from it empties the field', () => {
  const rules = { min: '20', step: '12' }
  expect(stepQuantity(null, 1, rules)).toBe('24')
  expect(stepQuantity('24', 1, rules)).toBe('36')
  expect(stepQuantity('24', -1, rules)).toBe('0')
  expect(stepQuantity('30', -1, rules)).toBe('24')
})

test('the maximum is kept to in whole steps', () => {
  expect(fitQuantity('100', { step: '12', max: '50' })).toBe('48')
})

test('sums and products are exact', () => {
  expect(sumOf(['0.1', '0.2', '999999999999.7'])).toBe('1000000000000')
  expect(lineSum({ amount: '12.345', currency: 'RUB' }, '3')).toEqual({ amount: '37.04', currency: 'RUB' })
  expect(lineSum({ amount: '12.5', currency: 'JPY' }, '1')).toEqual({ amount: '13', currency: 'JPY' })
})
