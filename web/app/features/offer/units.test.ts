import type { OfferItem } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { expect, test } from 'vitest'
import { estimateLine, estimateTotal, leastIn, rulesIn } from './units.ts'

const box = '0193c8a0-0000-7000-8000-000000000001'
const rub = (amount: string) => ({ amount, currency: 'RUB' })
const item: OfferItem = {
  productId: '0193c8a0-0000-7000-8000-000000000002',
  slug: 'bolt',
  article: 'B-1',
  partNumber: null,
  name: 'Bolt',
  brand: null,
  picture: null,
  units: [
    { packagingId: baseUnit, name: 'шт', factor: '1' },
    { packagingId: box, name: 'кор.', factor: '12' },
  ],
  minQuantity: '20',
  step: '6',
  maxQuantity: '100',
  stock: { display: 'yes_no', level: 'yes', quantity: null, over: false },
  inTransit: null,
  price: {
    unitPrice: rub('12.40'),
    basePrice: null,
    nextTier: { minQuantity: '100', unitPrice: rub('11') },
    includesVat: true,
  },
  onRequest: false,
  inCart: null,
}

test('limits of a packaging are whole packagings inside the limits of the base unit', () => {
  expect(rulesIn(item, box)).toEqual({ min: '2', step: '1', max: '8' })
  expect(rulesIn(item, baseUnit)).toEqual({ min: '20', step: '6', max: '100' })
})

test('a tick asks for the least that can be bought', () => {
  expect(leastIn(item, baseUnit)).toBe('24')
  expect(leastIn(item, box)).toBe('2')
  expect(leastIn({ ...item, minQuantity: null, step: null }, baseUnit)).toBe('1')
})

test('a sum is exact only where the shown price surely applies', () => {
  expect(estimateLine(item, baseUnit, '30')).toEqual({ sum: rub('372.00'), exact: true })
  expect(estimateLine(item, baseUnit, '120')).toEqual({ sum: rub('1320.00'), exact: false })
  expect(estimateLine(item, box, '2')).toEqual({ sum: rub('297.60'), exact: false })
  expect(estimateLine({ ...item, price: null }, box, '2')).toBeNull()
})

test('a total names what it lacks and never adds up two currencies', () => {
  const one = estimateLine(item, baseUnit, '30')
  expect(estimateTotal([one, one])).toEqual({ sum: rub('744.00'), exact: true })
  expect(estimateTotal([one, null])).toEqual({ sum: rub('372.00'), exact: false })
  expect(estimateTotal([one, { sum: { amount: '1.00', currency: 'USD' }, exact: true }])).toBeNull()
  expect(estimateTotal([])).toBeNull()
})
