import type { PriceFileSchedule } from '@portal/api/price-file-profiles.ts'
import { dateIn } from '#kernel/clock.ts'

/** A timetable as a profile keeps it. */
export function scheduleOf(profile: {
  mail_every: PriceFileSchedule['every'] | string | null
  mail_day: number | null
  mail_hour: number | null
  next_mail_at: Date | null
}): (PriceFileSchedule & { nextAt: string }) | null {
  const { mail_every: every, mail_day: day, mail_hour: hour, next_mail_at: next } = profile
  if ((every !== 'day' && every !== 'week' && every !== 'month') || hour === null || next === null)
    return null
  return { every, day: every === 'day' ? null : day, hour, nextAt: next.toISOString() }
}

/**
 * The first moment of a timetable after an instant, in a zone. A month that is shorter than the day takes its last one; an
 * hour that a change of clocks skips is the one after it.
 */
export function nextMoment(schedule: PriceFileSchedule, after: Date, timeZone: string): Date {
  const today = dateIn(after, timeZone)
  // a month and a day on: every timetable has a moment within it
  for (let days = 0; days <= 32; days += 1) {
    const date = addDays(today, days)
    if (!fits(schedule, date)) continue
    const moment = instantOf(date, schedule.hour, timeZone)
    if (moment > after) return moment
  }
  throw new Error(`a timetable without a moment: ${JSON.stringify(schedule)}`)
}

function fits({ every, day }: PriceFileSchedule, date: string): boolean {
  if (every === 'day') return true
  const at = new Date(`${date}T00:00:00Z`)
  if (every === 'week') return (at.getUTCDay() || 7) === day
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  return at.getUTCDate() === Math.min(day ?? 1, lastDay)
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The instant at which clocks of a zone show this hour of this day. */
function instantOf(date: string, hour: number, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00Z`)
  // twice: the zone's offset there may differ from the one at the first guess
  let guess = wanted
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetAt(guess, timeZone)
  return new Date(guess)
}

function offsetAt(instant: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone,
  }).format(instant)
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000
}
