import type { BuyerPermission, OperatorPermission, OperatorRole } from '@portal/api/permissions.ts'
import type { Language } from '@portal/api/primitives.ts'

/** The terms key of a buyer: who buys, under which contract, delivered where; the user adds only permissions. */
export interface BuyerTerms {
  kind: 'buyer'
  companyId: string
  companyState: 'active' | 'blocked' | 'inactive'
  groupId: string | null
  segment: string | null
  contractId: string
  sellerId: string
  currency: string
  /** the seller's zone: it says what "today" is for lists, VAT and contracts */
  timeZone: string
  deliveryPointId: string | null
  /** null while a manager acts for the company */
  memberId: string | null
  permissions: ReadonlySet<BuyerPermission>
}

/** Terms of somebody without a contract: what is public, without prices. */
export interface GuestTerms {
  kind: 'guest'
}

export type Terms = BuyerTerms | GuestTerms

/** Who calls, as every handler sees him. */
export interface Caller {
  user: {
    id: string
    email: string
    name: string
    phone: string | null
    language: Language
    timeZone: string
  } | null
  sessionId: string | null
  operator: { role: OperatorRole; permissions: ReadonlySet<OperatorPermission> } | null
  acting: { companyId: string; companyName: string; mode: 'preview' | 'act'; until: Date } | null
  terms: Terms
}

export const guest: Caller = {
  user: null,
  sessionId: null,
  operator: null,
  acting: null,
  terms: { kind: 'guest' },
}

/** May the caller be told prices? The operator's people may; a buyer with the permission may; a guest may not. */
export function seesPrices(caller: Caller): boolean {
  if (caller.terms.kind === 'buyer') return caller.terms.permissions.has('prices.view')
  return caller.operator !== null
}
