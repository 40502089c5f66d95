import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { offerItem, shownStock } from './offer.ts'
import { otherContract, rowReason } from './matching.ts'
import { date, decimal, empty, id, instant, money, packagingId, price, typedQuantity } from './primitives.ts'

const tags = ['carts'] as const
const cartParams = z.object({ cartId: id })

export const cartSummary = z.object({
  id,
  name: z.string(),
  lineCount: z.number().int(),
  gross: price(money),
  updatedAt: instant,
  updatedByName: z.string(),
})
export type CartSummary = z.infer<typeof cartSummary>

export const lineProblem = z.object({
  code: z.enum([
    'not_offered',
    'on_request',
    'not_enough',
    /** more than may be ordered beyond stock: lots and the agreed limit cover less */
    'too_much_awaited',
    'below_minimum',
    'not_in_step',
    'above_maximum',
    'unit_gone',
    'contract_not_in_force',
    'over_contracted',
  ]),
  params: z.record(z.string(), z.string()),
  /** the quantity that would cure it, when one click can */
  cure: decimal.nullable(),
  /** does it stop the checkout */
  blocks: z.boolean(),
})
export type LineProblem = z.infer<typeof lineProblem>

export const cartLine = z.object({
  id,
  contractId: id,
  contractNumber: z.string(),
  sellerName: z.string(),
  productId: id,
  /** null when the product is not offered any more; the names stay */
  item: offerItem.nullable(),
  article: z.string().nullable(),
  name: z.string(),
  packagingId,
  unitName: z.string(),
  quantity: decimal,
  unitPrice: price(money),
  /** what the buyer saw last, when it was different */
  previousPrice: price(money),
  net: price(money),
  vat: price(money),
  gross: price(money),
  weightKg: decimal.nullable(),
  comment: z.string().nullable(),
  problems: z.array(lineProblem),
  /** parts that are there now and that would wait, when the policy lets numbers be told */
  availableNow: decimal.nullable(),
  waits: z.boolean(),
  /** the policy does not tell whether there is enough: a manager confirms the quantity */
  confirms: z.boolean(),
  /** what waits, by its date; null = to be confirmed. Without quantities where the policy lets none be told */
  awaited: z.array(
    z.object({ quantity: decimal.nullable(), expectedOn: date.nullable(), confirmed: z.boolean() }),
  ),
  /** where it would come from, the preferred first; without figures where the policy tells none */
  warehouses: z.array(
    z.object({ warehouseId: id, name: z.string(), quantity: decimal.nullable(), stock: shownStock }),
  ),
})
export type CartLine = z.infer<typeof cartLine>

export const cartTotals = z.object({
  lineCount: z.number().int(),
  net: price(money),
  vat: price(money),
  gross: price(money),
  weightKg: decimal,
  volumeM3: decimal,
  /** lines without weight, so that the sum is not taken for the whole */
  linesWithoutWeight: z.number().int(),
})

const cartOrder = z.object({
  contractId: id,
  contractNumber: z.string(),
  sellerName: z.string(),
  lineCount: z.number().int(),
  gross: price(money),
  missingToMinimum: price(money),
  /** of what waits, asked for by the contract before goods that come are allocated (function 18) */
  prepayment: z
    .object({
      percent: z.number().int(),
      /** something is shown to wait; false: perhaps it does, the policy does not tell */
      certain: z.boolean(),
      /** also null where the policy does not tell how much waits (law 5) */
      amount: price(money),
    })
    .nullable(),
})

const cartAbilities = z.object({ edit: z.boolean(), submit: z.boolean() })

export const cart = z.object({
  id,
  name: z.string(),
  revision: z.number().int(),
  state: z.enum(['open', 'submitted', 'deleted']),
  lines: z.array(cartLine),
  totals: cartTotals,
  /** seller x contract pairs: each becomes an order of its own */
  orders: z.array(cartOrder),
  priceChanges: z.number().int(),
  updatedAt: instant,
  updatedByName: z.string(),
  /** the last change was the caller's own */
  updatedByMe: z.boolean(),
  abilities: cartAbilities,
})
export type Cart = z.infer<typeof cart>

export const listCarts = endpoint({
  method: 'GET',
  path: '/carts',
  response: z.object({ items: z.array(cartSummary) }),
  summary: 'Open carts of the present company (at most 50 are kept open)',
  access: { kind: 'buyer', permission: 'carts.edit' },
  errors: [],
  tags,
})

export const createCart = endpoint({
  method: 'POST',
  path: '/carts',
  body: z.object({ name: z.string().trim().min(1).max(100) }),
  response: cartSummary,
  summary: 'Start another cart',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['cart_full'],
  tags,
})

export const getCart = endpoint({
  method: 'GET',
  path: '/carts/:cartId',
  params: cartParams,
  response: cart,
  summary: 'A cart priced today, with what changed since and what stops it',
  access: { kind: 'buyer', permission: 'carts.edit' },
  errors: ['not_found'],
  tags,
})

export const updateCart = endpoint({
  method: 'PATCH',
  path: '/carts/:cartId',
  params: cartParams,
  body: z.object({
    name: z.string().trim().min(1).max(100).optional(),
    pricesSeen: z.literal(true).optional(),
  }),
  response: cartSummary,
  summary: 'Rename a cart, or note that its changed prices were seen',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_submitted'],
  tags,
})

export const deleteCart = endpoint({
  method: 'DELETE',
  path: '/carts/:cartId',
  params: cartParams,
  response: empty,
  summary: 'Throw a cart away',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_submitted'],
  tags,
})

export const restoreCart = endpoint({
  method: 'POST',
  path: '/carts/:cartId/restoration',
  params: cartParams,
  response: cartSummary,
  summary: 'Take back a cart that was thrown away',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_full'],
  tags,
})

export const copyCart = endpoint({
  method: 'POST',
  path: '/carts/:cartId/copies',
  params: cartParams,
  body: z.object({ name: z.string().trim().min(1).max(100) }),
  response: cartSummary,
  summary: 'Start another cart with the same lines, each under its contract; works for an ordered cart too',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_full'],
  tags,
})

/** What became of one row that was put into a cart. */
export const addedRow = z.object({
  productId: id,
  outcome: z.enum(['added', 'changed', 'refused']),
  reasons: z.array(rowReason),
  quantity: decimal.nullable(),
  /** of a product that the present contract does not offer */
  otherContracts: z.array(otherContract),
})
export type AddedRow = z.infer<typeof addedRow>

const cartChange = z.object({
  cart: cartSummary,
  revision: z.number().int(),
  rows: z.array(addedRow),
})

const rowToAdd = z.object({
  productId: id,
  packagingId: packagingId.optional(),
  quantity: typedQuantity,
  comment: z.string().max(500).optional(),
})
export type RowToAdd = z.input<typeof rowToAdd>

export const addLines = endpoint({
  method: 'POST',
  path: '/carts/:cartId/lines',
  params: cartParams,
  body: z.object({
    rows: z.array(rowToAdd).min(1).max(2000),
    /** another contract of the company, of those the person may use; the present one otherwise */
    contractId: id.optional(),
  }),
  response: cartChange,
  summary: 'Add products; a product that is there already gets the sum. Each row has its outcome',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_full', 'cart_submitted'],
  tags,
})

export const addUploadToCart = endpoint({
  method: 'POST',
  path: '/carts/:cartId/uploads',
  params: cartParams,
  body: z.object({ uploadId: id, includeAnalogs: z.boolean().default(false) }),
  response: z.object({
    cart: cartSummary,
    revision: z.number().int(),
    added: z.number().int(),
    left: z.number().int(),
  }),
  summary: 'Put the usable rows of an upload into a cart, once',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_full', 'cart_submitted', 'wrong_state'],
  tags,
})

export const changeLine = endpoint({
  method: 'PATCH',
  path: '/carts/:cartId/lines/:lineId',
  params: cartParams.extend({ lineId: id }),
  body: z.object({
    quantity: typedQuantity.optional(),
    packagingId: packagingId.optional(),
    comment: z.string().max(500).nullable().optional(),
  }),
  response: z.object({
    line: cartLine,
    /** other lines of the same product: they share its stock and its agreed quantity */
    related: z.array(cartLine),
    totals: cartTotals,
    orders: z.array(cartOrder),
    abilities: cartAbilities,
    revision: z.number().int(),
    reasons: z.array(rowReason),
  }),
  summary: 'Change quantity, unit or comment of one line; answers the line and the new sums only',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_submitted', 'invalid_input'],
  tags,
})

export const removeLines = endpoint({
  method: 'POST',
  path: '/carts/:cartId/line-removals',
  params: cartParams,
  body: z.object({ lineIds: z.array(id).min(1).max(2000) }),
  response: z.object({ cart: cartSummary, revision: z.number().int(), removed: z.number().int() }),
  summary: 'Remove lines',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_submitted'],
  tags,
})

export const findLookAlikes = endpoint({
  method: 'GET',
  path: '/carts/:cartId/look-alikes',
  params: cartParams,
  response: z.object({
    id,
    /** of the cart that was compared */
    revision: z.number().int(),
    orders: z.array(z.object({ id, number: z.string(), createdAt: instant })),
  }),
  summary:
    'Orders of the last 24 hours with the very lines that the cart has under their contract, the newest of each contract',
  access: { kind: 'buyer', permission: 'carts.edit' },
  errors: ['not_found'],
  tags,
})

export const submitCart = endpoint({
  method: 'POST',
  path: '/carts/:cartId/submission',
  params: cartParams,
  body: z.object({
    /** the revision that the buyer looked at; another one is refused as cart_changed */
    revision: z.number().int(),
    /** made once when the checkout opens, so that a retry returns the same orders */
    submissionKey: id,
    poNumber: z.string().trim().max(50).nullable().optional(),
    wantedOn: date.nullable().optional(),
    deliveryPointId: id.nullable().optional(),
    comment: z.string().trim().max(2000).nullable().optional(),
    absentChoice: z.enum(['parts', 'wait', 'cancel']).default('parts'),
    /** of the choice `cancel`: the last day to wait, in the seller's zone; what has not come by then is cancelled */
    absentUntil: date.nullable().optional(),
  }),
  response: z.object({
    orders: z.array(z.object({ id, number: z.string(), sellerName: z.string(), gross: price(money) })),
    repeated: z.boolean(),
  }),
  summary:
    'Order the whole cart: one purchase, an order per seller and contract; the same revision never orders twice',
  access: { kind: 'buyer', permission: 'orders.submit', writes: true },
  errors: [
    'not_found',
    'cart_changed',
    'cart_empty',
    'cart_has_problems',
    'company_blocked',
    'contract_not_in_force',
    'below_minimum_order',
    'over_credit_limit',
    'over_member_limit',
    'over_contracted',
    'invalid_input',
  ],
  tags,
})
