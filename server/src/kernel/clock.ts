/** Where modules learn the time from; tests bring their own. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The calendar date (`2026-11-24`) that it is in a zone at this instant. */
export function dateIn(instant: Date, timeZone: string): string {
  return formatter(timeZone).format(instant)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone)
  if (!found) {
    // en-CA writes dates as 2026-11-24
    found = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, found)
  }
  return found
}

/** An open end of a date range is stored as ±infinity and told as null. */
export function dateOrNull(value: string): string | null {
  return value === 'infinity' || value === '-infinity' ? null : value
}
