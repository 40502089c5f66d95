import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { order } from './orders.ts'
import { id } from './primitives.ts'

// Function 18: the prepayment that a contract may ask for the waiting part of an order. What comes is allocated to it only
// once a manager has marked the money received.

const tags = ['orders'] as const
const orderParams = z.object({ orderId: id })

export const receivePrepayment = endpoint({
  method: 'POST',
  path: '/office/orders/:orderId/prepayment',
  params: orderParams,
  body: z.object({
    /** the sum that the manager looked at, in the order's currency; another one is refused as prepayment_changed */
    amount: z.string().regex(/^\d{1,15}(\.\d{1,4})?$/),
  }),
  response: order,
  summary:
    'Mark the prepayment received: what is free is allocated to the order at once; said again, nothing changes',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state', 'prepayment_changed', 'invalid_input'],
  tags,
})

export const takeBackPrepayment = endpoint({
  method: 'DELETE',
  path: '/office/orders/:orderId/prepayment',
  params: orderParams,
  response: order,
  summary: 'Take the mark back while nothing has been allocated by it; said again, nothing changes',
  access: { kind: 'operator', permission: 'orders.manage' },
  errors: ['not_found', 'wrong_state'],
  tags,
})
