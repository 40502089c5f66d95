import type { OrderEvent } from '@portal/api/orders.ts'
import { expect, test } from 'vitest'
import { stepsOf } from './steps.ts'

const event = (kind: string, at: string): OrderEvent => ({
  id: '0193c8a0-0000-7000-8000-000000000001',
  at,
  kind,
  source: 'erp',
  personName: null,
  onBehalf: false,
  lineName: null,
  details: {},
  priceChange: null,
})
const order = {
  createdAt: '2026-11-01T08:00:00Z',
  confirmedAt: '2026-11-02T08:00:00Z',
  erp: null,
  events: [],
}

test('steps behind have their dates, steps ahead have none', () => {
  const events = [event('shipped', '2026-11-05T08:00:00Z'), event('shipped', '2026-11-04T08:00:00Z')]
  expect(
    stepsOf({ ...order, status: 'shipped', events }).map(({ key, state, at }) => [key, state, at]),
  ).toEqual([
    ['placed', 'done', '2026-11-01T08:00:00Z'],
    ['confirmed', 'done', '2026-11-02T08:00:00Z'],
    ['in_work', 'done', null],
    ['shipped', 'now', '2026-11-05T08:00:00Z'],
    ['delivered', 'ahead', null],
  ])
})

test('an order in parts says so where others say shipped', () => {
  expect(stepsOf({ ...order, status: 'partly_shipped' })[3]).toMatchObject({
    key: 'partly_shipped',
    state: 'now',
  })
})

test('a cancelled order ends where it was cancelled', () => {
  const events = [event('cancelled', '2026-11-03T08:00:00Z')]
  expect(stepsOf({ ...order, status: 'cancelled', events }).map(({ key, state }) => [key, state])).toEqual([
    ['placed', 'done'],
    ['confirmed', 'done'],
    ['cancelled', 'stopped'],
  ])
})
