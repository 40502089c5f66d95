import { z } from 'zod'
import { absentMode } from './absent-mode.ts'
import { endpoint } from './endpoint.ts'
import { date, decimal, id, instant, money, packagingId, page, pageQuery, price } from './primitives.ts'

const tags = ['orders'] as const
const orderParams = z.object({ orderId: id })

export const orderStatus = z.enum([
  'new',
  'confirmed',
  'in_work',
  'partly_shipped',
  'shipped',
  'delivered',
  'cancelled',
])
export type OrderStatus = z.infer<typeof orderStatus>

export const orderOrigin = z.enum(['portal', 'phone', 'erp', 'mail', 'api'])
export const paidState = z.enum(['unpaid', 'partly', 'paid'])

export const orderSummary = z.object({
  id,
  number: z.string(),
  status: orderStatus,
  origin: orderOrigin,
  companyId: id,
  companyName: z.string(),
  contractId: id,
  contractNumber: z.string(),
  sellerName: z.string(),
  poNumber: z.string().nullable(),
  wantedOn: date.nullable(),
  lineCount: z.number().int(),
  gross: price(money),
  paid: paidState,
  createdAt: instant,
  createdByName: z.string().nullable(),
  /** made by the operator's person for the buyer */
  onBehalf: z.boolean(),
  /** the ERP's answer changed something that the buyer asked for */
  changedByErp: z.boolean(),
})
export type OrderSummary = z.infer<typeof orderSummary>

export const orderLine = z.object({
  id,
  position: z.number().int(),
  productId: id.nullable(),
  /** null when it is not offered to the caller now */
  slug: z.string().nullable(),
  picture: z.string().nullable(),
  article: z.string().nullable(),
  /** the buyer's own number on the day of the order */
  partNumber: z.string().nullable(),
  name: z.string(),
  unitName: z.string(),
  quantity: decimal,
  originalQuantity: decimal,
  price: price(money),
  originalPrice: price(money),
  /** does the price include VAT: lines of one order may come from lists of both kinds */
  priceIncludesVat: z.boolean(),
  /** percent; of the last part that has gone, or else of the day of the order; null = without VAT */
  vatRate: decimal.nullable(),
  /** everything that is charged has gone: its VAT is that of the days of shipment, and changes no more */
  vatFinal: z.boolean(),
  net: price(money),
  vat: price(money),
  gross: price(money),
  waiting: decimal,
  reserved: decimal,
  /** how much of it is there is not told yet: a manager confirms the order first (function 11) */
  confirms: z.boolean(),
  picking: decimal,
  shipped: decimal,
  delivered: decimal,
  cancelled: decimal,
  /** the day on which everything that waits is there; null: a part has no date yet, or nothing waits */
  promisedOn: date.nullable(),
  /** what waits, in the line's unit, by the date on which it comes; null = to be confirmed */
  promises: z.array(
    z.object({
      quantity: decimal,
      expectedOn: date.nullable(),
      /** false: the supplier of the goods has not confirmed the date */
      confirmed: z.boolean(),
      /** it has come and is being put on stock */
      arrived: z.boolean(),
    }),
  ),
  /** under which mode for absent goods it was ordered */
  absentMode,
  /** what of it the buyer asks to cancel; a manager answers */
  cancelAsked: decimal,
  comment: z.string().nullable(),
  origin: z.enum(['buyer', 'erp', 'manager']),
})
export type OrderLine = z.infer<typeof orderLine>

export const orderEvent = z.object({
  id,
  at: instant,
  /** placed, confirmed, quantity_changed, price_changed, line_added, line_removed, paid, unpaid, shipped, unshipped, cancelled … */
  kind: z.string(),
  source: z.enum(['buyer', 'manager', 'erp', 'system']),
  personName: z.string().nullable(),
  onBehalf: z.boolean(),
  lineName: z.string().nullable(),
  details: z.record(z.string(), z.string().nullable()),
  /** of a changed price; kept apart from the details, so that a role without prices gets none */
  priceChange: price(z.object({ from: money, to: money })),
})
export type OrderEvent = z.infer<typeof orderEvent>

export const order = orderSummary.extend({
  net: price(money),
  vat: price(money),
  paidAmount: price(money),
  /** of what has been shipped */
  shippedSum: price(money),
  /** VAT by rate: of what has gone it is final, of the rest it is what would hold now */
  vatByRate: price(
    z.array(z.object({ rate: decimal.nullable(), net: money, vat: money, final: z.boolean() })),
  ),
  pricesIncludeVat: z.boolean(),
  deliveryPointName: z.string().nullable(),
  deliveryAddress: z.string().nullable(),
  consignee: z.string().nullable(),
  comment: z.string().nullable(),
  absentChoice: z.enum(['parts', 'wait', 'cancel']),
  /** of the choice `cancel`: what has not come by the end of this day is cancelled */
  absentUntil: date.nullable(),
  /** for what waits, asked for by the contract on the day of the order (function 18); null = none */
  prepayment: z
    .object({
      percent: z.number().int(),
      /** due: goods that come pass the order by; untold: the policy does not tell whether something waits (law 5) */
      state: z.enum(['not_due', 'due', 'untold', 'received']),
      /** of what waits now, or, once received, of what waited then */
      amount: price(money),
      receivedAt: instant.nullable(),
      receivedByName: z.string().nullable(),
    })
    .nullable(),
  confirmedAt: instant.nullable(),
  erp: z
    .object({ number: z.string().nullable(), takenAt: instant.nullable(), answeredAt: instant.nullable() })
    .nullable(),
  /** the other orders of the same purchase */
  siblings: z.array(z.object({ id, number: z.string(), sellerName: z.string() })),
  lines: z.array(orderLine),
  events: z.array(orderEvent),
  abilities: z.object({
    repeat: z.boolean(),
    cancel: z.boolean(),
    confirm: z.boolean(),
    changeLines: z.boolean(),
    /** cancel what a line waits for: at once, or by asking the manager once the ERP has the order */
    cancelWaiting: z.enum(['no', 'at_once', 'by_request']),
    /** mark the prepayment received, or take the mark back */
    prepayment: z.enum(['no', 'receive', 'take_back']),
  }),
})
export type Order = z.infer<typeof order>

const orderFilter = pageQuery.extend({
  status: z.string().max(200).optional(),
  search: z.string().max(200).optional(),
  contractId: id.optional(),
  from: date.optional(),
  until: date.optional(),
  poNumber: z.string().max(50).optional(),
  product: z.string().max(200).optional(),
  /** only those in which the supplier changed something */
  changed: z.stringbool().optional(),
})

export const listOrders = endpoint({
  method: 'GET',
  path: '/orders',
  query: orderFilter,
  response: page(orderSummary),
  summary:
    'Orders of the present company: by contract, status (comma-separated), date, PO number, product inside',
  access: { kind: 'buyer', permission: null },
  errors: [],
  tags,
})

export const getOrder = endpoint({
  method: 'GET',
  path: '/orders/:orderId',
  params: orderParams,
  response: order,
  summary: 'One order of the present company',
  access: { kind: 'buyer', permission: null },
  errors: ['not_found'],
  tags,
})

/** Per line of a repeated order (function 2): what became of it today. */
export const repeatedLine = z.object({
  lineId: id,
  article: z.string().nullable(),
  name: z.string(),
  outcome: z.enum([
    'ok',
    'price_changed',
    'quantity_changed',
    'less_available',
    'analog',
    'on_request',
    'not_offered',
  ]),
  oldPrice: price(money),
  newPrice: price(money),
  /** what went into the cart, in the order's unit; null: nothing did */
  quantity: decimal.nullable(),
  unitName: z.string(),
  /** what may be taken in its place; it is not put into the cart by itself */
  analog: z
    .object({
      productId: id,
      slug: z.string(),
      article: z.string().nullable(),
      name: z.string(),
      /** as much of it as was ordered, in its base unit */
      quantity: decimal,
    })
    .nullable(),
})
export type RepeatedLine = z.infer<typeof repeatedLine>

export const repeatOrder = endpoint({
  method: 'POST',
  path: '/orders/:orderId/repetition',
  params: orderParams,
  response: z.object({ cartId: id, cartName: z.string(), lines: z.array(repeatedLine) }),
  summary: "Copy an order into a new cart at today's prices and rules, with an outcome per line",
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'cart_full'],
  tags,
})

export const cancelOrder = endpoint({
  method: 'POST',
  path: '/orders/:orderId/cancellation',
  params: orderParams,
  body: z.object({ reason: z.string().trim().max(1000).nullable().optional() }),
  response: order,
  summary: 'Cancel an order that the ERP has not taken yet',
  access: { kind: 'buyer', permission: 'orders.submit', writes: true },
  errors: ['not_found', 'order_taken_by_erp', 'wrong_state'],
  tags,
})

export const getPurchases = endpoint({
  method: 'GET',
  path: '/orders/purchases/:productId',
  params: z.object({ productId: id }),
  response: z.object({
    /** orders with it that were not cancelled */
    times: z.number().int(),
    last: z
      .object({ orderId: id, number: z.string(), at: instant, quantity: decimal, unitName: z.string() })
      .nullable(),
    /** the quantity in the middle of those bought in the unit bought in most often */
    usual: z.object({ quantity: decimal, packagingId, unitName: z.string() }).nullable(),
  }),
  summary:
    'How often the present company bought a product: "you bought this 3 times, last on 12 Sep, usually 120"',
  access: { kind: 'buyer', permission: null },
  errors: [],
  tags,
})

// -- the operator's side

export const listOrdersAsOperator = endpoint({
  method: 'GET',
  path: '/office/orders',
  query: orderFilter.extend({ companyId: id.optional(), mine: z.stringbool().optional() }),
  response: page(orderSummary),
  summary: 'Orders of all customers, newest first',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: [],
  tags,
})

export const getOrderAsOperator = endpoint({
  method: 'GET',
  path: '/office/orders/:orderId',
  params: orderParams,
  response: order,
  summary: 'One order of any customer',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found'],
  tags,
})

export const confirmOrder = endpoint({
  method: 'POST',
  path: '/office/orders/:orderId/confirmation',
  params: orderParams,
  response: order,
  summary: 'Confirm a new order; from now on the ERP may take it',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const cancelOrderAsOperator = endpoint({
  method: 'POST',
  path: '/office/orders/:orderId/cancellation',
  params: orderParams,
  body: z.object({ reason: z.string().trim().max(1000).nullable().optional() }),
  response: order,
  summary: 'Cancel what is not shipped of an order',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const changeOrderLine = endpoint({
  method: 'PATCH',
  path: '/office/orders/:orderId/lines/:lineId',
  params: orderParams.extend({ lineId: id }),
  body: z.object({ quantity: decimal.optional(), promisedOn: date.nullable().optional() }),
  response: order,
  summary: 'Change the quantity or the promised date of a line; the buyer sees the difference',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state', 'invalid_input'],
  tags,
})

// -- home screens

export const getHome = endpoint({
  method: 'GET',
  path: '/home',
  response: z.object({
    counts: z.object({
      newOrders: z.number().int(),
      inWork: z.number().int(),
      /** open, and changed by the supplier */
      changed: z.number().int(),
      unpaid: z.number().int(),
      openCarts: z.number().int(),
    }),
    /** somebody still works on them, the newest first */
    open: z.array(orderSummary),
    recent: z.array(orderSummary),
  }),
  summary: "The cabinet's home: orders in work, what the supplier changed, what waits for payment, carts",
  access: { kind: 'buyer', permission: null },
  errors: [],
  tags,
})

export const getToday = endpoint({
  method: 'GET',
  path: '/office/today',
  response: z.object({
    toConfirm: z.array(orderSummary),
    counts: z.object({
      toConfirm: z.number().int(),
      changedByErp: z.number().int(),
      notTakenByErp: z.number().int(),
      applications: z.number().int(),
    }),
    /** gross of orders per day, in the default seller's currency and zone */
    sales: z.array(z.object({ day: date, orders: z.number().int(), gross: money })),
  }),
  summary: 'What needs a hand now, and sales of the last 30 days',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: [],
  tags,
})
