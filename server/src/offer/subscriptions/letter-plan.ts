/** More products than this at once, or within an hour, come in one letter. */
export const mostSingleLetters = 3
/** A digest gathers what an import brings for as long, */
export const gatherMinutes = 5
/** and another one comes no sooner than after as long. */
export const digestEveryMinutes = 60

/** What somebody is to be told under a contract, and what he was told lately. */
export interface Untold {
  /** products that came true and were not written about */
  products: number
  firstFiredAt: Date
  /** letters about one product within the last hour */
  singlesInHour: number
  lastDigestAt: Date | null
}

export type LetterPlan = { write: 'singles' | 'digest' } | { write: 'nothing'; until: Date }

/**
 * A few products at once: a letter about each, now. Many: one digest, after a pause in which the rest of the import
 * comes in, at most one an hour. So the busiest hour is three letters and a digest, however much is imported.
 */
export function planLetters(untold: Untold, now: Date): LetterPlan {
  if (untold.products + untold.singlesInHour <= mostSingleLetters) return { write: 'singles' }
  const gathered = after(untold.firstFiredAt, gatherMinutes)
  const next = untold.lastDigestAt ? after(untold.lastDigestAt, digestEveryMinutes) : gathered
  const until = next > gathered ? next : gathered
  return until <= now ? { write: 'digest' } : { write: 'nothing', until }
}

function after(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000)
}
