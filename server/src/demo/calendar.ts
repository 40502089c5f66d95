import type { DateText, InstantText } from './demo-data.ts'

/** How demand runs over the year. */
export type Season = 'even' | 'building' | 'spring' | 'autumn'

const monthly: Record<Season, number[]> = {
  even: [0.9, 0.95, 1, 1.05, 1, 1, 0.95, 1, 1.05, 1.05, 1, 1.05],
  building: [0.55, 0.6, 0.8, 1.1, 1.3, 1.4, 1.4, 1.35, 1.2, 1, 0.75, 0.55],
  spring: [0.8, 0.95, 1.3, 1.4, 1.2, 0.95, 0.85, 0.85, 0.95, 0.95, 0.95, 0.85],
  autumn: [1.05, 0.9, 0.85, 0.75, 0.7, 0.65, 0.75, 0.95, 1.25, 1.45, 1.45, 1.25],
}

/** Demand of the month around 1. */
export function seasonFactor(season: Season, date: DateText): number {
  return monthly[season][Number(date.slice(5, 7)) - 1]!
}

const DAY = 86_400_000
const at = (date: DateText): number => Date.parse(`${date}T00:00:00Z`)

export function addDays(date: DateText, days: number): DateText {
  return new Date(at(date) + days * DAY).toISOString().slice(0, 10)
}

export function daysBetween(from: DateText, to: DateText): number {
  return Math.round((at(to) - at(from)) / DAY)
}

/** Months are taken by the calendar; the 31st becomes the last day of a shorter month. */
export function addMonths(date: DateText, months: number): DateText {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(month / 12)
  const last = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate()
  const day = Math.min(Number(date.slice(8)), last)
  return `${year}-${two((month % 12) + 1)}-${two(day)}`
}

/** The same day, or the next Monday for a weekend. */
export function workday(date: DateText): DateText {
  const day = new Date(at(date)).getUTCDay()
  return day === 6 ? addDays(date, 2) : day === 0 ? addDays(date, 1) : date
}

/** The instant of a local time in a zone so many hours east of UTC. */
export function instant(date: DateText, minutesOfDay: number, hoursEast: number): InstantText {
  return new Date(at(date) + (minutesOfDay - hoursEast * 60) * 60_000).toISOString()
}

const two = (n: number): string => String(n).padStart(2, '0')
