import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal } from '#kernel/money.ts'
import { type Asked, isTrue, look, type Seen } from './comes-true.ts'

const asked = (more: Partial<Asked> = {}): Asked => ({
  kind: 'back_in_stock',
  wantedQuantity: null,
  maxPrice: null,
  ...more,
})
const stock = (more: Partial<Seen['stock']>): Seen => ({
  stock: { display: 'exact', level: 'none', quantity: null, over: false, ...more },
  inTransit: null,
  price: null,
})

describe('when a subscription comes true', () => {
  it('a wanted quantity holds the letter back where figures are shown', () => {
    const wanted = asked({ wantedQuantity: decimal('50') })
    expect(isTrue(wanted, stock({ level: 'some', quantity: '49' }), true)).toBe(false)
    expect(isTrue(wanted, stock({ level: 'some', quantity: '50' }), true)).toBe(true)
    expect(isTrue(wanted, stock({ display: 'capped', level: 'yes', quantity: '10', over: true }), true)).toBe(
      true,
    )
  })

  it('under bands and "yes or no" a wanted quantity answers nothing about figures: there is or there is not', () => {
    for (const display of ['bands', 'yes_no'] as const)
      for (const wanted of ['1', '1000000'])
        for (const level of ['few', 'some', 'many', 'yes'] as const)
          expect(isTrue(asked({ wantedQuantity: decimal(wanted) }), stock({ display, level }), true)).toBe(
            true,
          )
  })

  it('hidden stock is told of to nobody, neither what is there nor what is on its way', () => {
    const hidden = {
      ...stock({ display: 'hidden', level: null }),
      inTransit: { quantity: null, eta: '2026-12-01' },
    }
    expect(isTrue(asked(), hidden, true)).toBeNull()
    expect(isTrue(asked({ kind: 'eta_set' }), hidden, true)).toBeNull()
  })

  it('a price that was asked for counts when it is reached, and only for who sees prices', () => {
    const cheap = asked({ kind: 'price_below', maxPrice: decimal('100') })
    const at = (amount: string): Seen => ({
      ...stock({}),
      price: { unitPrice: { amount, currency: 'RUB' }, basePrice: null, nextTier: null, includesVat: true },
    })
    expect(isTrue(cheap, at('100.01'), true)).toBe(false)
    expect(isTrue(cheap, at('100.00'), true)).toBe(true)
    expect(isTrue(cheap, at('1.00'), false)).toBeNull()
    expect(isTrue(cheap, stock({}), true)).toBe(false)
  })
})

describe('a cycle', () => {
  it('fires once for each time that it was not so before, whatever is seen in between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(true, false, null)), (course) => {
        let waiting: string[] = ['p']
        let fired = 0
        for (const isSo of course) {
          const seen = look(waiting, new Map([['p', isSo]]))
          waiting = seen.waiting
          fired += seen.fired.length
        }
        // the obvious way: what nobody may be told of is as if it had not been looked at
        const told = [false, ...course.filter((isSo) => isSo !== null)]
        const rises = told.filter((isSo, place) => isSo && !told[place - 1]).length
        expect(fired).toBe(rises)
      }),
    )
  })

  it('leaves alone what is not offered now', () => {
    expect(look(['gone'], new Map())).toEqual({ fired: [], waiting: ['gone'] })
  })
})
