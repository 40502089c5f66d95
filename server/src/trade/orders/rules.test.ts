import type { OrderStatus } from '@portal/api/orders.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, sum, zero } from '#kernel/money.ts'
import {
  buyerMayCancel,
  statusOf,
  supplierMayCancel,
  transitions,
  waitingOf,
  type LineQuantities,
} from './rules.ts'

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

describe('the ways between states', () => {
  const states = Object.keys(transitions) as OrderStatus[]

  const reachedFrom = (start: OrderStatus) => {
    const reached = new Set<OrderStatus>([start])
    for (const state of reached) for (const next of transitions[state]) reached.add(next)
    return reached
  }

  it('lead from a new order to every state, and never to itself', () => {
    expect([...reachedFrom('new')].sort()).toEqual([...states].sort())
    for (const state of states) expect(transitions[state]).not.toContain(state)
  })

  it('are never without an end: every state can still be delivered or cancelled', () => {
    for (const state of states) {
      const reached = reachedFrom(state)
      expect(reached.has('delivered') || reached.has('cancelled'), state).toBe(true)
    }
  })

  it('let nobody cancel what is gone, and a buyer only what nobody works on', () => {
    for (const status of states) {
      if (buyerMayCancel({ status, takenByErp: false })) expect(supplierMayCancel(status)).toBe(true)
      expect(buyerMayCancel({ status, takenByErp: true })).toBe(false)
      if (supplierMayCancel(status) && status !== 'partly_shipped')
        expect(transitions[status]).toContain('cancelled')
    }
    for (const gone of ['shipped', 'delivered', 'cancelled'] as const)
      expect(supplierMayCancel(gone)).toBe(false)
  })
})
