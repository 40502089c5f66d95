import { money, price } from '@portal/api/primitives.ts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { priceStripper } from './strip-prices.ts'

const amount = { amount: '10.00', currency: 'RUB' }

describe('a role without prices', () => {
  it('gets null for every marked field, at any depth', () => {
    const schema = z.object({
      total: price(money),
      lines: z.array(
        z.object({ name: z.string(), price: price(money), more: z.object({ old: price(money) }).nullable() }),
      ),
      extended: z
        .object({ a: price(money) })
        .extend({ b: z.string() })
        .optional(),
    })
    expect(
      priceStripper(schema)({
        total: amount,
        lines: [
          { name: 'болт', price: amount, more: { old: amount } },
          { name: 'гайка', price: null, more: null },
        ],
        extended: { a: amount, b: 'b' },
      }),
    ).toEqual({
      total: null,
      lines: [
        { name: 'болт', price: null, more: { old: null } },
        { name: 'гайка', price: null, more: null },
      ],
      extended: { a: null, b: 'b' },
    })
  })

  it('gets everything else as it is', () => {
    const value = { name: 'болт', count: 2 }
    expect(priceStripper(z.object({ name: z.string(), count: z.number() }))(value)).toBe(value)
  })

  it('is never guessed for: a mark inside a union does not start', () => {
    expect(() => priceStripper(z.union([z.object({ a: price(money) }), z.string()]))).toThrow('union')
  })
})
