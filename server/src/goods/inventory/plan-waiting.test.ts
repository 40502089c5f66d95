import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decimal, decimal, sum, zero } from '#kernel/money.ts'
import { allocateStock, inQueue, type OpenLot, promiseLots, stockKey, type Wait } from './plan-waiting.ts'

const product = 'p'
const places = ['near', 'far', 'third']

const quantities = fc.integer({ min: 1, max: 5000 }).map((thousandths) => decimal(String(thousandths / 10)))

const waits = fc
  .array(
    fc.record({
      quantity: quantities,
      warehouseIds: fc.shuffledSubarray(places, { minLength: 1 }),
      priority: fc.integer({ min: 0, max: 2 }),
      since: fc.integer({ min: 0, max: 3 }).map((day) => new Date(Date.UTC(2026, 10, 1 + day))),
      byLots: fc.boolean(),
      held: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map((row, index): Wait => ({ ...row, productId: product, orderLineId: `line-${index}` })),
  )

const lots = fc
  .array(
    fc.record({
      warehouseId: fc.constantFrom(...places),
      eta: fc.integer({ min: 1, max: 9 }).map((day) => `2026-12-0${day}`),
      confirmed: fc.boolean(),
      free: quantities,
    }),
    { maxLength: 8 },
  )
  .map((rows) => rows.map((row, index): OpenLot => ({ ...row, productId: product, id: `lot-${index}` })))

const stock = fc
  .record({ near: quantities, far: quantities, third: quantities })
  .map(
    (free) => new Map(Object.entries(free).map(([place, quantity]) => [stockKey(product, place), quantity])),
  )

const total = (values: Iterable<Decimal>) => sum(values).toFixed()

describe('promising lots', () => {
  it('gives every wait its quantity: what lots cover and what has no date is the whole of it', () => {
    fc.assert(
      fc.property(waits, lots, (waiting, coming) => {
        for (const [index, { parts, uncovered }] of promiseLots(waiting, coming).entries())
          expect(total([uncovered, ...parts.map((part) => part.quantity)])).toBe(
            waiting[index]!.quantity.toFixed(),
          )
      }),
    )
  })

  it('promises no lot twice', () => {
    fc.assert(
      fc.property(waits, lots, (waiting, coming) => {
        const parts = promiseLots(waiting, coming).flatMap((each) => each.parts)
        for (const lot of coming) {
          const taken = sum(parts.filter((part) => part.lotId === lot.id).map((part) => part.quantity))
          expect(taken.lte(lot.free)).toBe(true)
        }
      }),
    )
  })

  it('is fair: who has to wait without a date leaves no lot of his warehouses to those behind him', () => {
    fc.assert(
      fc.property(waits, lots, (waiting, coming) => {
        const queue = inQueue(waiting)
        const promised = promiseLots(queue, coming)
        for (const [place, wait] of queue.entries()) {
          if (!wait.byLots || promised[place]!.uncovered.lte(zero)) continue
          const his = new Set(
            coming.filter((lot) => wait.warehouseIds.includes(lot.warehouseId)).map(({ id }) => id),
          )
          const behind = promised.slice(place + 1).flatMap((each) => each.parts)
          expect(behind.filter((part) => his.has(part.lotId))).toEqual([])
        }
      }),
    )
  })

  it('takes the nearest dates first, and nothing of them where a person answers', () => {
    const lot = (id: string, eta: string, free: string, warehouseId = 'near'): OpenLot => ({
      id,
      productId: product,
      warehouseId,
      eta,
      confirmed: true,
      free: decimal(free),
    })
    const wait = (quantity: string, byLots = true): Wait => ({
      orderLineId: quantity,
      productId: product,
      quantity: decimal(quantity),
      warehouseIds: ['near', 'far'],
      priority: 0,
      since: new Date(0),
      byLots,
      held: false,
    })
    const coming = [
      lot('late', '2026-12-20', '5'),
      lot('soon', '2026-12-01', '3', 'far'),
      lot('never', '2026-12-02', '9', 'third'),
    ]
    const [dated, asked] = promiseLots([wait('6'), wait('7', false)], coming)
    expect(dated!.parts.map(({ lotId, quantity }) => [lotId, quantity.toFixed()])).toEqual([
      ['soon', '3'],
      ['late', '3'],
    ])
    expect(dated!.uncovered.toFixed()).toBe('0')
    expect(asked!.parts).toEqual([])
  })

  it('leaves what has come and is not in stock yet with those whom it was promised to', () => {
    const kept = new Map([['line-0', [{ lotId: 'arrived', quantity: decimal('4') }]]])
    fc.assert(
      fc.property(waits, lots, (waiting, coming) => {
        const first = promiseLots(waiting, coming, kept)[0]
        if (!first || waiting[0]!.held) return
        const most = waiting[0]!.quantity.lt(4) ? waiting[0]!.quantity : decimal('4')
        expect(first.parts[0]).toEqual({ lotId: 'arrived', quantity: most })
      }),
    )
  })
})

describe('what is held', () => {
  it('keeps its place for lots to come, and gives up what has come', () => {
    fc.assert(
      fc.property(waits, lots, (waiting, coming) => {
        const kept = new Map(
          waiting.map((wait) => [wait.orderLineId, [{ lotId: 'arrived', quantity: wait.quantity }]]),
        )
        for (const [place, { parts }] of promiseLots(waiting, coming, kept).entries())
          if (waiting[place]!.held) expect(parts.filter((part) => part.lotId === 'arrived')).toEqual([])
        const free = waiting.map((wait) => ({ ...wait, held: false }))
        expect(promiseLots(waiting, coming)).toEqual(promiseLots(free, coming))
      }),
    )
  })
})

describe('allocating what has come', () => {
  it('passes who is held by: he takes nothing, and the others get what they would get without him', () => {
    fc.assert(
      fc.property(waits, stock, (waiting, free) => {
        const queue = inQueue(waiting)
        const allocated = allocateStock(queue, free)
        const held = new Set(queue.filter((wait) => wait.held).map((wait) => wait.orderLineId))
        const of = (parts: typeof allocated) => parts.filter(({ orderLineId }) => !held.has(orderLineId))
        expect(
          allocated.filter(({ orderLineId, parts }) => held.has(orderLineId) && parts.length > 0),
        ).toEqual([])
        expect(of(allocated)).toEqual(
          allocateStock(
            queue.filter((wait) => !wait.held),
            free,
          ),
        )
      }),
    )
  })

  it('gives nobody more than he waits for, and of no warehouse more than lies there', () => {
    fc.assert(
      fc.property(waits, stock, (waiting, free) => {
        const allocated = allocateStock(inQueue(waiting), free)
        for (const { orderLineId, parts } of allocated) {
          const wanted = waiting.find((wait) => wait.orderLineId === orderLineId)!.quantity
          expect(sum(parts.map((part) => part.quantity)).lte(wanted)).toBe(true)
        }
        for (const [key, there] of free) {
          const taken = allocated.flatMap(({ parts }) =>
            parts.filter((part) => stockKey(product, part.warehouseId) === key).map((part) => part.quantity),
          )
          expect(sum(taken).lte(there)).toBe(true)
        }
      }),
    )
  })

  it('is fair: who still waits and is not held leaves nothing of his warehouses to those behind him', () => {
    fc.assert(
      fc.property(waits, stock, (waiting, free) => {
        const queue = inQueue(waiting)
        const allocated = allocateStock(queue, free)
        for (const [place, wait] of queue.entries()) {
          const got = sum(allocated[place]!.parts.map((part) => part.quantity))
          if (wait.held || got.gte(wait.quantity)) continue
          const behind = allocated.slice(place + 1).flatMap((each) => each.parts)
          expect(behind.filter((part) => wait.warehouseIds.includes(part.warehouseId))).toEqual([])
        }
      }),
    )
  })

  it('serves priority before time, and time before the number of the line', () => {
    fc.assert(
      fc.property(waits, (waiting) => {
        const queue = inQueue(waiting)
        expect(queue).toHaveLength(waiting.length)
        for (const [place, wait] of queue.entries()) {
          const next = queue[place + 1]
          if (!next) continue
          expect(wait.priority).toBeGreaterThanOrEqual(next.priority)
          if (wait.priority === next.priority) expect(wait.since <= next.since).toBe(true)
        }
        expect(inQueue(waiting.toReversed())).toEqual(queue)
      }),
    )
  })
})
