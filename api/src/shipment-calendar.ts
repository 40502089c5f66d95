import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, id } from './primitives.ts'
import { shipmentStatus } from './shipments.ts'

// The days of receiving (function 12b): what comes when, for those who take it in.

export const expectedShipment = z.object({
  id,
  number: z.string(),
  status: shipmentStatus,
  /** the day on which it came, or else is expected */
  day: date,
  deliveryPointName: z.string().nullable(),
  carrier: z.string().nullable(),
  packages: z.number().int().nullable(),
  orders: z.array(z.object({ id, number: z.string() })),
})
export type ExpectedShipment = z.infer<typeof expectedShipment>

/** Shipments that one answer holds at most; more than these are told of. */
export const mostExpected = 1000

export const getShipmentCalendar = endpoint({
  method: 'GET',
  path: '/shipments/calendar',
  query: z.object({
    /** the first day, and the last; at most 62 days */
    from: date,
    until: date,
    deliveryPointId: id.optional(),
  }),
  response: z.object({
    items: z.array(expectedShipment),
    /** there are more than the answer holds */
    more: z.boolean(),
    /** on their way without a day, so that they stand nowhere in a calendar */
    undated: z.number().int(),
  }),
  summary: 'What comes to the present company on which day, by delivery point',
  access: { kind: 'buyer', permission: null },
  errors: ['invalid_input'],
  tags: ['orders'],
})
