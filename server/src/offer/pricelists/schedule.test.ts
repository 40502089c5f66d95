import type { PriceFileSchedule } from '@portal/api/price-file-profiles.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateIn } from '#kernel/clock.ts'
import { nextMoment } from './schedule.ts'

const moscow = 'Europe/Moscow'
const next = (schedule: PriceFileSchedule, after: string, zone = moscow) =>
  nextMoment(schedule, new Date(after), zone).toISOString()

describe('the next moment of a timetable', () => {
  it('is today while the hour is still to come, and then tomorrow', () => {
    const daily: PriceFileSchedule = { every: 'day', day: null, hour: 9 }
    expect(next(daily, '2026-11-24T05:59:59Z')).toBe('2026-11-24T06:00:00.000Z')
    expect(next(daily, '2026-11-24T06:00:00Z')).toBe('2026-11-25T06:00:00.000Z')
    // it is the 25th in Moscow already
    expect(next({ ...daily, hour: 1 }, '2026-11-24T21:30:00Z')).toBe('2026-11-24T22:00:00.000Z')
  })

  it('is the day of the week', () => {
    // the 24th is a Tuesday
    expect(next({ every: 'week', day: 1, hour: 8 }, '2026-11-24T07:00:00Z')).toBe('2026-11-30T05:00:00.000Z')
    expect(next({ every: 'week', day: 7, hour: 8 }, '2026-11-24T07:00:00Z')).toBe('2026-11-29T05:00:00.000Z')
  })

  it('is the last day of a month that has no such day', () => {
    const last: PriceFileSchedule = { every: 'month', day: 31, hour: 0 }
    expect(next(last, '2026-11-24T07:00:00Z')).toBe('2026-11-29T21:00:00.000Z')
    expect(next(last, '2027-02-01T07:00:00Z')).toBe('2027-02-27T21:00:00.000Z')
    expect(next(last, '2028-02-01T07:00:00Z')).toBe('2028-02-28T21:00:00.000Z')
  })

  it('keeps its hour over a change of clocks', () => {
    const daily: PriceFileSchedule = { every: 'day', day: null, hour: 9 }
    expect(next(daily, '2026-03-28T10:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z')
    expect(next(daily, '2026-03-27T10:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T08:00:00.000Z')
  })

  it('always comes, later than now, within 32 days, at the hour asked for', () => {
    const schedule = fc.record({
      every: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      day: fc.integer({ min: 1, max: 7 }),
      hour: fc.integer({ min: 0, max: 23 }),
    })
    const after = fc.date({
      min: new Date('2024-01-01T00:00:00Z'),
      max: new Date('2030-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(schedule, after, (asked, from) => {
        const moment = nextMoment(asked, from, moscow)
        const days = (moment.getTime() - from.getTime()) / 86_400_000
        const hour = Number(
          new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: moscow }).format(
            moment,
          ),
        )
        const date = Number(dateIn(moment, moscow).slice(8))
        return (
          days > 0 && days < 32.1 && hour === asked.hour && (asked.every !== 'month' || date === asked.day)
        )
      }),
    )
  })
})
