import { describe, expect, it } from 'vitest'
import { decimal } from '#kernel/money.ts'
import { priceLines } from '#src/offer/showcase/public.ts'
import { termsOfContract } from '#src/terms/contracts/public.ts'
import { testDatabase } from '#test/template-database.ts'
import { Dice, makeRandomTerms } from './random-terms.ts'
import { readTables, type SlowLine, slowPrice } from './reference.ts'

const { db } = await testDatabase()

// noon in Moscow, and instants at which it is another day in Kaliningrad and in Vladivostok
const instants = [
  '2026-11-24T09:00:00Z',
  '2026-11-24T21:30:00Z',
  '2026-11-30T22:30:00Z',
  '2026-11-23T15:00:00Z',
]
const dayIn = (now: Date, zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now)

function randomCart(dice: Dice, products: { id: string; units: string[] }[]): SlowLine[] {
  return Array.from({ length: dice.int(1, 8) }, () => {
    const product = dice.pick(products)
    const quantity = dice.pick(['1', '2', '5', '9.5', '10', '12', '99', '100', '0.25'])
    return { productId: product.id, packagingId: dice.pick(product.units), quantity }
  })
}

describe('the fast prices of carts and the slow, obvious ones', () => {
  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    'are the same on random terms (seed %i)',
    async (seed) => {
      const dice = new Dice(seed * 7919)
      const made = await makeRandomTerms(db, dice)
      const tables = await readTables(db)
      let priced = 0
      for (const contractId of made.contracts) {
        const terms = (await termsOfContract(db, contractId))!
        for (const instant of instants) {
          const now = new Date(instant)
          const day = dayIn(now, terms.timeZone)
          const cart = randomCart(dice, made.products)
          const lines = cart.map((line) => ({ ...line, quantity: decimal(line.quantity) }))
          const fast = await priceLines(db, terms, lines, { now, cart: lines })
          for (const [index, line] of cart.entries()) {
            const slow = slowPrice(tables, contractId, cart, index, day)
            const found = fast[index] ?? null
            const told = JSON.stringify({ contractId, day, line, source: found?.source })
            expect(
              found && { price: found.unitPrice.toFixed(), includesVat: found.includesVat },
              told,
            ).toEqual(slow)
            if (!found || !slow) continue
            priced += 1
            const base = slowPrice(tables, contractId, cart, index, day, { baseList: true })
            const higher = base?.includesVat === slow.includesVat && decimal(base.price).gt(found.unitPrice)
            expect(found.basePrice?.toFixed() ?? null, told).toBe(higher ? base.price : null)
            if (!found.nextTier) continue
            const more = cart.with(index, { ...line, quantity: found.nextTier.minQuantity.toFixed() })
            const there = slowPrice(tables, contractId, more, index, day)
            expect(there?.price, told).toBe(found.nextTier.unitPrice.toFixed())
            expect(found.nextTier.unitPrice.lt(found.unitPrice), told).toBe(true)
          }
        }
      }
      expect(priced).toBeGreaterThan(5)
    },
  )
})
