import { expect, test } from 'vitest'
import { moneyLeft } from './money-left.ts'

const rub = (amount: string) => ({ amount, currency: 'RUB' })

test('what is left of a limit, or what is missing, without a loss of a kopeck', () => {
  expect(moneyLeft(rub('1000.10'), rub('999.90'))).toEqual({ left: rub('0.20'), missing: null })
  expect(moneyLeft(rub('100'), rub('100.01'))).toEqual({ left: rub('0.00'), missing: rub('0.01') })
})
