import { z } from 'zod'
import { absentMode } from './absent-mode.ts'
import { endpoint } from './endpoint.ts'
import { order } from './orders.ts'
import { date, decimal, empty, id, instant, page, pageQuery, quantity } from './primitives.ts'

// Function 18: what may be done with goods that are not there.

const terms = ['terms'] as const
const orders = ['orders'] as const
const manage = { kind: 'operator', permission: 'contracts.manage' } as const

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
  tags: terms,
})

export const setAbsentRule = endpoint({
  method: 'PUT',
  path: '/office/absent-rules',
  body: ruleInput.extend({ contractId: id.nullable().default(null) }),
  response: absentRule,
  summary: 'Say what holds for a product or a category when it is not there; said again, it takes the place',
  access: manage,
  errors: ['not_found'],
  tags: terms,
})

export const removeAbsentRule = endpoint({
  method: 'DELETE',
  path: '/office/absent-rules/:ruleId',
  params: z.object({ ruleId: id }),
  response: empty,
  summary: 'Take a rule back: the next general one holds',
  access: manage,
  errors: ['not_found'],
  tags: terms,
})

// -- the queue: who waits for what

const orderLineParams = z.object({ orderId: id, lineId: id })

export const cancelWaiting = endpoint({
  method: 'POST',
  path: '/orders/:orderId/lines/:lineId/waiting-cancellation',
  params: orderLineParams,
  body: z.object({
    /** in the line's unit; everything that waits when absent */
    quantity: quantity.optional(),
  }),
  response: order,
  summary:
    'Take back what a line waits for; of an order that the ERP has it is a request that a manager answers',
  access: { kind: 'buyer', permission: 'orders.submit', writes: true },
  errors: ['not_found', 'wrong_state', 'invalid_input'],
  tags: orders,
})

export const cancelWaitingAsOperator = endpoint({
  method: 'POST',
  path: '/office/orders/:orderId/lines/:lineId/waiting-cancellation',
  params: orderLineParams,
  body: z.object({ quantity: quantity.optional() }),
  response: order,
  summary: 'Cancel what a line waits for, or what of it the buyer asks to cancel',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state', 'invalid_input'],
  tags: orders,
})

export const declineCancellation = endpoint({
  method: 'POST',
  path: '/office/orders/:orderId/lines/:lineId/cancellation-refusal',
  params: orderLineParams,
  response: order,
  summary: 'Decline what the buyer asks to cancel of a line: it goes on waiting',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state'],
  tags: orders,
})

/** Demand for one product that is not there; base units. */
export const waitedProduct = z.object({
  productId: id,
  article: z.string().nullable(),
  name: z.string(),
  unitName: z.string(),
  waiting: decimal,
  /** of it, what lots cover */
  covered: decimal,
  /** promised beyond stock and lots */
  oversold: decimal,
  lineCount: z.number().int(),
  orderCount: z.number().int(),
  /** since when the first of them waits */
  since: instant,
  nearestLot: z.object({ eta: date, free: decimal, quantity: decimal, confirmed: z.boolean() }).nullable(),
  /** lines whose buyer asks to cancel something */
  askedCount: z.number().int(),
  /** lines that wait for a person's answer: ordered "on request" */
  unansweredCount: z.number().int(),
  /** lines whose order has a prepayment that is not received: what comes passes them by */
  heldCount: z.number().int(),
})
export type WaitedProduct = z.infer<typeof waitedProduct>

export const listWaitedProducts = endpoint({
  method: 'GET',
  path: '/office/waiting',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    /** oversold: something is covered by no lot; asked: a buyer asks to cancel; unanswered: ordered on request; held: not prepaid */
    only: z.enum(['oversold', 'asked', 'unanswered', 'held']).optional(),
  }),
  response: page(waitedProduct),
  summary: 'Products that orders wait for, the greatest number of waiting lines first',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: [],
  tags: orders,
})

/** A line in the queue of a product, in the order in which it is served; base units. */
export const waitingLine = z.object({
  lineId: id,
  orderId: id,
  orderNumber: z.string(),
  companyName: z.string(),
  contractNumber: z.string(),
  priority: z.number().int(),
  since: instant,
  ordered: decimal,
  reserved: decimal,
  waiting: decimal,
  /** free in the warehouses that serve it; nought for a line that waits for nothing */
  free: decimal,
  promises: z.array(z.object({ quantity: decimal, expectedOn: date.nullable(), confirmed: z.boolean() })),
  absentMode,
  absentChoice: z.enum(['parts', 'wait', 'cancel']),
  absentUntil: date.nullable(),
  cancelAsked: decimal,
  /** percent that is to be prepaid before what comes is allocated to it; null = nothing holds it */
  heldFor: z.number().int().nullable(),
})
export type WaitingLine = z.infer<typeof waitingLine>

const queue = z.object({
  product: z.object({
    productId: id,
    article: z.string().nullable(),
    name: z.string(),
    unitName: z.string(),
  }),
  /** free in all warehouses now */
  free: decimal,
  lines: z.array(waitingLine),
  /** lines that have something of it and are not shipped yet: it may be given to who waits */
  holders: z.array(waitingLine),
})
export type WaitingQueue = z.infer<typeof queue>

const productParams = z.object({ productId: id })

export const getQueue = endpoint({
  method: 'GET',
  path: '/office/waiting/:productId',
  params: productParams,
  response: queue,
  summary: 'Who waits for a product, in the order in which they are served (500 at most), and who holds it',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found'],
  tags: orders,
})

export const moveAllocation = endpoint({
  method: 'POST',
  path: '/office/waiting/:productId/allocation',
  params: productParams,
  body: z.object({
    toLineId: id,
    /** whose goods they are now; absent = from what is free in stock */
    fromLineId: id.optional(),
    /** base units */
    quantity: quantity.refine((value) => /[1-9]/.test(value)),
    reason: z.string().trim().min(1).max(500),
  }),
  response: queue,
  summary: 'Give goods to a line out of turn; both histories and the audit log tell',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state', 'invalid_input'],
  tags: orders,
})
