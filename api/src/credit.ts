import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, instant, money } from './primitives.ts'

const tags = ['credit'] as const

/** How a contract stands with its seller: what the ERP said last, and what the portal's orders hold since. */
export const creditPosition = z.object({
  contractId: id,
  contractNumber: z.string(),
  paymentTerms: z.enum(['prepaid', 'credit', 'on_delivery']),
  paymentDays: z.number().int(),
  /** what happens to an order beyond the limit */
  creditMode: z.enum(['off', 'warn', 'block']),
  /** as of the ERP's newest figure; null: it has not sent any */
  balance: z.object({ debt: money, overdue: money, advances: money, asOf: instant }).nullable(),
  /** orders of the portal that are not in that figure yet */
  held: money,
  /** debt + held - advances */
  exposure: money,
  limit: money.nullable(),
  /** limit - exposure, not below zero; null without a limit */
  available: money.nullable(),
  /** how much the exposure is beyond the limit */
  over: money.nullable(),
})
export type CreditPosition = z.infer<typeof creditPosition>

export const getCreditPosition = endpoint({
  method: 'GET',
  path: '/credit',
  response: creditPosition,
  summary: 'Balance, overdue, limit and what is available under the present contract',
  access: { kind: 'buyer', permission: 'finance.view' },
  errors: [],
  tags,
})
