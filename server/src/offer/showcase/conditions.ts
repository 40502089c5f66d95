import type { Language } from '@portal/api/primitives.ts'
import type { Terms } from '#kernel/caller.ts'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { type Agreement, loadAgreement } from '#src/terms/contracts/public.ts'
import { loadStockPolicies, type StockPolicies } from '#src/terms/visibility/public.ts'

/** What decides how goods look to a caller; read once per request. */
export interface Conditions extends Agreement {
  terms: Terms
  policies: StockPolicies
  now: Date
  /** in the seller's zone; a guest's is Moscow's */
  today: string
  language: Language
}

export async function loadConditions(
  db: Db,
  terms: Terms,
  at: { now: Date; language: Language },
): Promise<Conditions> {
  const [agreement, policies] = await Promise.all([
    loadAgreement(db, terms, at),
    loadStockPolicies(db, terms),
  ])
  const today = dateIn(at.now, terms.kind === 'buyer' ? terms.timeZone : 'Europe/Moscow')
  return { ...agreement, terms, policies, today, ...at }
}
