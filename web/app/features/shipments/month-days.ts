const day = 86_400_000

const plain = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The days of a month (`2026-12`) in whole weeks from Monday to Sunday, as a calendar on the wall has them. */
export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`)
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * day
  const next = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`)
  const weeks: string[][] = []
  for (let at = monday; at < next; at += 7 * day)
    weeks.push(Array.from({ length: 7 }, (_, index) => plain(at + index * day)))
  return weeks
}

/** The month so many months later; earlier where `months` is negative. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return plain(Date.UTC(year, number - 1 + months, 1)).slice(0, 7)
}

export const isMonth = (text: string): boolean => /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text)
