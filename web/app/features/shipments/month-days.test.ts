import { expect, it } from 'vitest'
import { isMonth, monthAfter, weeksOf } from './month-days.ts'

it('a month stands in whole weeks from Monday to Sunday', () => {
  const weeks = weeksOf('2026-12')
  expect(weeks).toHaveLength(5)
  expect([weeks[0]![0], weeks.at(-1)!.at(-1)]).toEqual(['2026-11-30', '2027-01-03'])
  expect(weeksOf('2027-02')).toHaveLength(4)
  expect(weeksOf('2026-08')).toHaveLength(6)
})

it('months follow each other over the new year; what is no month is none', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  expect(['2026-12', '2026-13', '2026-1', '', '9999-01'].map(isMonth)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
