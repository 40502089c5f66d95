import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { offerItem } from './offer.ts'
import { decimal, id, instant, money, page, pageQuery, price, quantity } from './primitives.ts'

const tags = ['subscriptions'] as const

export const subscriptionKind = z.enum(['back_in_stock', 'price_below', 'eta_set', 'new_arrival'])
export type SubscriptionKind = z.infer<typeof subscriptionKind>

/**
 * - waiting: what was asked for is not so yet;
 * - came_true: it is so now; it is told of again after it has ceased to be;
 * - inactive: the buyer is not offered the product any more, or may not be told what he asked for;
 * - expired: six months are over.
 */
export const subscriptionState = z.enum(['waiting', 'came_true', 'inactive', 'expired'])
export type SubscriptionState = z.infer<typeof subscriptionState>

export const subscription = z.object({
  id,
  kind: subscriptionKind,
  state: subscriptionState,
  /** of one product as the caller is offered it; null when it is not offered now, and for a choice of products */
  item: offerItem.nullable(),
  /** what was asked for, as it was called then */
  label: z.string(),
  /** a choice of products: what the catalogue is asked for to show it; null for one product */
  choice: z.object({ category: z.string().nullable(), filters: z.string().nullable() }).nullable(),
  /** base units */
  wantedQuantity: decimal.nullable(),
  maxPrice: price(money),
  createdAt: instant,
  expiresAt: instant,
  lastToldAt: instant.nullable(),
})
export type Subscription = z.infer<typeof subscription>

export const listSubscriptions = endpoint({
  method: 'GET',
  path: '/subscriptions',
  query: pageQuery.extend({ kind: subscriptionKind.optional() }),
  response: page(subscription),
  summary: 'What the caller asked to be told of under the present contract, the newest first',
  access: { kind: 'buyer', permission: 'catalogue.view' },
  errors: [],
  tags,
})

/** What the marks on buttons need: every product that the caller waits for. At most 500. */
export const listSubscribedProducts = endpoint({
  method: 'GET',
  path: '/subscriptions/products',
  response: z.object({ items: z.array(z.object({ id, productId: id, kind: subscriptionKind })) }),
  summary: 'The products that the caller has subscriptions on under the present contract',
  access: { kind: 'buyer', permission: 'catalogue.view' },
  errors: [],
  tags,
})

export const subscribe = endpoint({
  method: 'POST',
  path: '/subscriptions',
  body: z.object({
    kind: subscriptionKind,
    productId: id.optional(),
    /** a choice of products, as the catalogue's address has it */
    choice: z
      .object({ category: z.string().max(200).optional(), filters: z.string().max(4000).optional() })
      .optional(),
    /** base units; tell only when as much is there, where figures are shown; elsewhere it tells the supplier how much is asked for */
    wantedQuantity: quantity.optional(),
    /** in the contract's currency; of one base unit */
    maxPrice: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,6})?$/)
      .optional(),
  }),
  response: subscription,
  summary: 'Ask to be told; the same asked again changes its figures and begins its six months anew',
  access: { kind: 'buyer', permission: 'catalogue.view', writes: true },
  errors: ['not_found', 'invalid_input', 'forbidden', 'too_many_subscriptions', 'choice_too_wide'],
  tags,
})

export const extendSubscriptions = endpoint({
  method: 'POST',
  path: '/subscriptions/extensions',
  body: z.object({ ids: z.array(id).min(1).max(200) }),
  response: z.object({ expiresAt: instant }),
  summary: 'Let subscriptions live for six months from now',
  access: { kind: 'buyer', permission: 'catalogue.view', writes: true },
  errors: ['not_found'],
  tags,
})

export const endSubscriptions = endpoint({
  method: 'POST',
  path: '/subscriptions/endings',
  body: z.object({ ids: z.array(id).min(1).max(200) }),
  response: z.object({ ended: z.number().int() }),
  summary: 'Do not tell any more',
  access: { kind: 'buyer', permission: 'catalogue.view', writes: true },
  errors: ['not_found'],
  tags,
})

// -- the link in a letter

const letterParams = z.object({ token: z.string().min(20).max(100) })

export const getSubscriptionLetter = endpoint({
  method: 'GET',
  path: '/subscription-letters/:token',
  params: letterParams,
  response: z.object({
    items: z.array(z.object({ id, kind: subscriptionKind, label: z.string(), ended: z.boolean() })),
  }),
  summary: 'What a letter told of, for whoever has its link; reading changes nothing',
  access: { kind: 'public' },
  errors: ['not_found'],
  perMinute: 60,
  tags,
})

export const endByLetter = endpoint({
  method: 'POST',
  path: '/subscription-letters/:token/endings',
  params: letterParams,
  body: z.object({ ids: z.array(id).min(1).max(200) }),
  response: z.object({ ended: z.number().int() }),
  summary: 'Turn off subscriptions that a letter told of, without signing in',
  access: { kind: 'public' },
  errors: ['not_found'],
  perMinute: 30,
  tags,
})

// -- what the supplier learns

export const demandSort = z.enum(['-subscribers', '-quantity', '-last', 'first', 'name'])

export const demandRow = z.object({
  productId: id,
  article: z.string().nullable(),
  name: z.string(),
  brand: z.string().nullable(),
  /** people who wait, and of how many companies */
  subscribers: z.number().int(),
  companies: z.number().int(),
  /** base units; of each company the greatest that one of its people asked for; null: nobody named a quantity */
  wantedQuantity: decimal.nullable(),
  unit: z.string(),
  firstAt: instant,
  lastAt: instant,
  /** what is free now, base units */
  free: decimal,
  nextLot: z.object({ quantity: decimal, eta: z.iso.date() }).nullable(),
})
export type DemandRow = z.infer<typeof demandRow>

const demandQuery = z.object({
  search: z.string().max(200).optional(),
  sort: demandSort.default('-subscribers'),
})

export const listDemand = endpoint({
  method: 'GET',
  path: '/office/demand',
  query: pageQuery.extend(demandQuery.shape),
  response: page(demandRow),
  summary: 'Demand for what is absent: products that buyers wait for',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})

export const downloadDemand = endpoint({
  method: 'GET',
  path: '/office/demand.:kind',
  params: z.object({ kind: z.enum(['csv', 'xlsx']) }),
  query: demandQuery,
  response: z.file(),
  summary: 'All of the demand for what is absent, as a file',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

export const waitingBuyer = z.object({
  companyId: id,
  companyName: z.string(),
  contractNumber: z.string(),
  person: z.string(),
  kind: subscriptionKind,
  wantedQuantity: decimal.nullable(),
  createdAt: instant,
})
export type WaitingBuyer = z.infer<typeof waitingBuyer>

export const listWaitingBuyers = endpoint({
  method: 'GET',
  path: '/office/demand/:productId',
  params: z.object({ productId: id }),
  response: z.object({
    article: z.string().nullable(),
    name: z.string(),
    unit: z.string(),
    items: z.array(waitingBuyer),
    /** there are more than these */
    more: z.boolean(),
  }),
  summary: 'Who waits for a product, in the order of asking',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})
