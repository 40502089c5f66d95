import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, decimal, empty, id, instant, money, page, pageQuery, price, quantity } from './primitives.ts'

const tags = ['orders'] as const

export const shipmentStatus = z.enum(['packing', 'on_way', 'delivered'])
export type ShipmentStatus = z.infer<typeof shipmentStatus>

export const shipment = z.object({
  id,
  number: z.string(),
  status: shipmentStatus,
  deliveryPointName: z.string().nullable(),
  deliveryAddress: z.string().nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  packages: z.number().int().nullable(),
  plannedOn: date.nullable(),
  shippedOn: date.nullable(),
  deliveredOn: date.nullable(),
  /** made from a mark of the ERP, which names no carrier and no day */
  inferred: z.boolean(),
  createdAt: instant,
  /** the first two hundred, and how many there are */
  lines: z.array(
    z.object({
      orderLineId: id,
      orderId: id,
      orderNumber: z.string(),
      article: z.string().nullable(),
      name: z.string(),
      quantity: decimal,
      unitName: z.string(),
    }),
  ),
  lineCount: z.number().int(),
  /** what it came to, at the VAT of its day; null while it is being packed, and where nobody said what went with it */
  amounts: price(z.object({ gross: money, vat: money })),
})
export type Shipment = z.infer<typeof shipment>

export const listShipments = endpoint({
  method: 'GET',
  path: '/shipments',
  query: pageQuery.extend({
    /** those that have come are left out unless asked for */
    status: z.enum(['coming', 'delivered']).default('coming'),
    deliveryPointId: id.optional(),
  }),
  response: page(shipment),
  summary: 'What is on its way to the present company, the nearest planned day first',
  access: { kind: 'buyer', permission: null },
  errors: [],
  tags,
})

export const listOrderShipments = endpoint({
  method: 'GET',
  path: '/orders/:orderId/shipments',
  params: z.object({ orderId: id }),
  response: z.object({ items: z.array(shipment) }),
  summary: 'Shipments of one order of the present company',
  access: { kind: 'buyer', permission: null },
  errors: ['not_found'],
  tags,
})

export const listOrderShipmentsAsOperator = endpoint({
  method: 'GET',
  path: '/office/orders/:orderId/shipments',
  params: z.object({ orderId: id }),
  response: z.object({
    items: z.array(shipment),
    /** what may still be put into a shipment, by line */
    left: z.array(z.object({ orderLineId: id, quantity: decimal })),
  }),
  summary: 'Shipments of an order, and what is not in any yet',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found'],
  tags,
})

const details = z.object({
  carrier: z.string().trim().max(200).nullable(),
  trackingNumber: z.string().trim().max(100).nullable(),
  trackingUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  packages: z.number().int().min(1).max(10_000).nullable(),
  plannedOn: date.nullable(),
})

export const createShipment = endpoint({
  method: 'POST',
  path: '/office/orders/:orderId/shipments',
  params: z.object({ orderId: id }),
  body: details.partial().extend({
    lines: z
      .array(z.object({ orderLineId: id, quantity }))
      .min(1)
      .max(2000),
  }),
  response: shipment,
  summary: 'Begin to pack a shipment of an order: which lines and how much of each',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'invalid_input', 'wrong_state'],
  tags,
})

export const updateShipment = endpoint({
  method: 'PATCH',
  path: '/office/shipments/:shipmentId',
  params: z.object({ shipmentId: id }),
  body: details.partial().extend({
    /** only onward: being packed, on the way, delivered */
    status: shipmentStatus.optional(),
    /** the day on which it went, with the status that sends it; today unless named, and never later. VAT is that day's */
    shippedOn: date.optional(),
  }),
  response: shipment,
  summary: 'Change the carrier, the tracking, the planned day; say that it has gone or has come',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state', 'invalid_input'],
  tags,
})

export const removeShipment = endpoint({
  method: 'DELETE',
  path: '/office/shipments/:shipmentId',
  params: z.object({ shipmentId: id }),
  response: empty,
  summary: 'Take back a shipment that is still being packed',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state'],
  tags,
})
