/** What an import did with one record. */
export type ImportOutcome = 'created' | 'changed' | 'same'

/** `undefined` was not sent: keep. `null` was sent empty: clear. */
export type Sent<T> = T | null | undefined

/** The sent value, or what is known where nothing was sent. */
export function sentOr<T>(sent: Sent<T>, known: T | null): T | null {
  return sent === undefined ? known : sent
}
