/** People name the last day that counts; the wire names the first that does not. */
export function lastDayOf(validUntil: string | null): string {
  return validUntil ? shifted(validUntil, -1) : ''
}

/** The other way round; nothing chosen = no end. */
export function untilAfter(lastDay: string): string | null {
  return lastDay ? shifted(lastDay, 1) : null
}

function shifted(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}
