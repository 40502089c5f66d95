import { newKey } from '../../lib/new-key.ts'

const place = (cartId: string) => `artikul-submission:${cartId}`

/**
 * The key under which a cart is ordered. It is kept in the tab: who reloads while the answer is under way, or never hears
 * it, gets the same orders back. Another revision is another order and has a key of its own.
 */
export function submissionKeyOf(cartId: string, revision: number): string {
  const kept = sessionStorage.getItem(place(cartId))?.split(' ')
  if (kept?.[0] === String(revision) && kept[1]) return kept[1]
  const key = newKey()
  sessionStorage.setItem(place(cartId), `${revision} ${key}`)
  return key
}

export function forgetSubmission(cartId: string): void {
  sessionStorage.removeItem(place(cartId))
}
