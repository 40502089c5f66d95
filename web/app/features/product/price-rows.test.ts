import { baseUnit } from '@portal/api/primitives.ts'
import { expect, test } from 'vitest'
import { priceRows, rowFor } from './price-rows.ts'

const box = '0193c8a0-0000-7000-8000-000000000001'
const rub = (amount: string) => ({ amount, currency: 'RUB' })
const tier = (packagingId: string, minQuantity: string, amount: string) => ({
  packagingId,
  unitName: '',
  minQuantity,
  unitPrice: rub(amount),
})
const product = {
  units: [
    { packagingId: baseUnit, name: 'шт', factor: '1' },
    { packagingId: box, name: 'кор.', factor: '12' },
  ],
  minQuantity: '10',
  step: '5',
  maxQuantity: null,
  tiers: [
    tier(baseUnit, '0', '100'),
    tier(baseUnit, '5', '99'),
    tier(baseUnit, '100', '90'),
    tier(box, '0', '1200'),
    tier(box, '1', '1188'),
    tier(box, '9', '1080'),
  ],
}

test('a threshold below the least that can be bought is not told', () => {
  expect(priceRows(product).map(({ unit, from, price }) => [unit.name, from, price.amount])).toEqual([
    ['шт', '10', '99'],
    ['шт', '100', '90'],
    ['кор.', '1', '1188'],
    ['кор.', '9', '1080'],
  ])
})

test('a packaging tells what one piece in it costs', () => {
  expect(priceRows(product).map(({ each }) => each?.amount ?? null)).toEqual([null, null, '99.00', '90.00'])
})

test('a quantity finds its row, and nothing asked for finds the first', () => {
  const rows = priceRows(product)
  expect(rowFor(rows, baseUnit, '99')?.price.amount).toBe('99')
  expect(rowFor(rows, baseUnit, '100')?.price.amount).toBe('90')
  expect(rowFor(rows, box, null)?.price.amount).toBe('1188')
  expect(rowFor([], baseUnit, '1')).toBeUndefined()
})

test('a card without prices has no rows', () => {
  expect(priceRows({ ...product, tiers: null })).toEqual([])
})
