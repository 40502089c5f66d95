import { orderStatus } from '@portal/api/orders.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, sum, zero } from '#kernel/money.ts'
import { buyerMayCancel, statusOf, supplierMayCancel, waitingOf, type LineQuantities } from './rules.ts'

/** A line as it can be: what was ordered, split among what became of it. */
const line = fc
  .record({
    waiting: fc.nat(50),
    reserved: fc.nat(50),
    picking: fc.nat(50),
    shipped: fc.nat(50),
    cancelled: fc.nat(50),
    arrived: fc.nat(50),
  })
  .map(({ waiting, reserved, picking, shipped, cancelled, arrived }): LineQuantities => {
    const read = (thousandths: number) => decimal(String(thousandths)).div(1000)
    return {
      quantity: read(waiting + reserved + picking + shipped + cancelled),
      reserved: read(reserved),
      picking: read(picking),
      shipped: read(shipped),
      delivered: read(Math.min(arrived, shipped)),
      cancelled: read(cancelled),
    }
  })

const order = fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 5 }), confirmed: fc.boolean() })

describe('the state of an order', () => {
  it('is what its lines say, whatever they are', () => {
    fc.assert(
      fc.property(order, ({ lines, confirmed }) => {
        const wanted = sum(lines.map((one) => one.quantity.minus(one.cancelled)))
        const shipped = sum(lines.map((one) => one.shipped))
        const status = statusOf(lines, confirmed)
        expect(status === 'cancelled').toBe(wanted.lte(zero))
        expect(['shipped', 'delivered'].includes(status)).toBe(wanted.gt(zero) && shipped.gte(wanted))
        expect(status === 'partly_shipped').toBe(shipped.gt(zero) && shipped.lt(wanted))
        if (status === 'new') expect(confirmed).toBe(false)
      }),
    )
  })

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(
        order,
        ({ lines, confirmed }) => statusOf(lines.toReversed(), confirmed) === statusOf(lines, confirmed),
      ),
    )
  })

  it('leaves to wait what nothing has become of', () => {
    fc.assert(fc.property(line, (one) => waitingOf(one).gte(zero) && waitingOf(one).lte(one.quantity)))
  })
})

describe('an order that is gone', () => {
  it('is cancelled by nobody, and a buyer cancels only what nobody works on', () => {
    for (const status of orderStatus.options) {
      if (buyerMayCancel({ status, takenByErp: false })) expect(supplierMayCancel(status)).toBe(true)
      expect(buyerMayCancel({ status, takenByErp: true })).toBe(false)
    }
    for (const gone of ['shipped', 'delivered', 'cancelled'] as const)
      expect(supplierMayCancel(gone)).toBe(false)
  })
})
