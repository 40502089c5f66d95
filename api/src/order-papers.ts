import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id } from './primitives.ts'

/** What a warehouse or a building site asks for along with the goods. */
export const downloadOrderPapers = endpoint({
  method: 'GET',
  path: '/orders/:orderId/papers',
  params: z.object({ orderId: id }),
  response: z.file(),
  summary:
    'Certificates of what an order holds in one ZIP, each file once, with a list that names every line: which papers it has, that it has none, or that it is offered no more',
  access: { kind: 'buyer', permission: 'catalogue.view' },
  errors: ['not_found'],
  perMinute: 30,
  tags: ['orders'],
})
