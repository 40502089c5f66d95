import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { empty, id, page, pageQuery, quantity } from './primitives.ts'

// Function 18: what may be done with goods that are not there.

const tags = ['absent goods'] as const
const manage = { kind: 'operator', permission: 'contracts.manage' } as const

/**
 * forbid: only what is there may be ordered. backorder: anything; the rest waits, with a date where a lot covers it.
 * preorder: only what is there or on its way, so that everything that waits has a date. on_request: anything; a person
 * answers when the rest will be there.
 */
export const absentMode = z.enum(['forbid', 'backorder', 'preorder', 'on_request'])
export type AbsentMode = z.infer<typeof absentMode>

/** A rule for a product or a category, under every contract or under one. */
export const absentRule = z.object({
  id,
  contractId: id.nullable(),
  subject: z.enum(['product', 'category']),
  subjectId: id,
  subjectName: z.string(),
  mode: absentMode,
  /** base units of one product beyond stock and lots, everybody's together; null = any */
  cap: quantity.nullable(),
})
export type AbsentRule = z.infer<typeof absentRule>

const ruleInput = z.object({
  subject: z.enum(['product', 'category']),
  subjectId: id,
  mode: absentMode,
  cap: quantity.nullable().default(null),
})

export const listAbsentRules = endpoint({
  method: 'GET',
  path: '/office/absent-rules',
  query: pageQuery.extend({
    /** the rules of this contract only; without it those that hold under every contract */
    contractId: id.optional(),
    subject: z.enum(['product', 'category']).optional(),
    /** the rules for this product or category only */
    subjectId: id.optional(),
    search: z.string().max(200).optional(),
  }),
  response: page(absentRule),
  summary: 'Rules for goods that are not there: categories first, by name',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const setAbsentRule = endpoint({
  method: 'PUT',
  path: '/office/absent-rules',
  body: ruleInput.extend({ contractId: id.nullable().default(null) }),
  response: absentRule,
  summary: 'Say what holds for a product or a category when it is not there; said again, it takes the place',
  access: manage,
  errors: ['not_found'],
  tags,
})

export const removeAbsentRule = endpoint({
  method: 'DELETE',
  path: '/office/absent-rules/:ruleId',
  params: z.object({ ruleId: id }),
  response: empty,
  summary: 'Take a rule back: the next general one holds',
  access: manage,
  errors: ['not_found'],
  tags,
})
