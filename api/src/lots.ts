import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { pastedLines, pastedOutcomes, pastedRow } from './pasted-rows.ts'
import { date, decimal, id, page, pageQuery, quantity } from './primitives.ts'

// Function 12 (a): lots in transit, as the operator keeps them.

const tags = ['lots'] as const
const params = z.object({ lotId: id })
const manage = { kind: 'operator', permission: 'goods.manage' } as const

/** expected; received: it has come, and becomes stock when the stock source says so; cancelled: it will not come. */
export const lotState = z.enum(['expected', 'received', 'cancelled'])
export type LotState = z.infer<typeof lotState>

export const lot = z.object({
  id,
  productId: id,
  article: z.string().nullable(),
  productName: z.string(),
  unitName: z.string(),
  warehouseId: id,
  warehouseName: z.string(),
  /** base units, here and below */
  quantity: decimal,
  /** promised to order lines */
  reserved: decimal,
  free: decimal,
  eta: date,
  confirmed: z.boolean(),
  state: lotState,
  /** expected on a day that has passed: its date is being clarified, and it promises nothing */
  overdue: z.boolean(),
  note: z.string().nullable(),
  /** it came with an exchange */
  fromExchange: z.boolean(),
  /** how many order lines it is promised to */
  lineCount: z.number().int(),
})
export type Lot = z.infer<typeof lot>

/** more than nothing */
const some = quantity.refine((value) => /[1-9]/.test(value))
const note = z.string().trim().max(300)

export const listLots = endpoint({
  method: 'GET',
  path: '/office/lots',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    /** `overdue`: expected on a day that has passed */
    state: z.enum(['expected', 'overdue', 'received', 'cancelled']).optional(),
    warehouseId: id.optional(),
    productId: id.optional(),
  }),
  response: page(lot),
  summary: 'Lots in transit by their date; found by article, name or note',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const addLot = endpoint({
  method: 'POST',
  path: '/office/lots',
  body: z.object({
    productId: id,
    warehouseId: id,
    quantity: some,
    eta: date,
    confirmed: z.boolean().default(true),
    note: note.nullable().default(null),
  }),
  response: lot,
  summary: 'Add a lot in transit; those who wait for the goods are promised it',
  access: manage,
  errors: ['not_found', 'invalid_input'],
  tags,
})

export const changeLot = endpoint({
  method: 'PATCH',
  path: '/office/lots/:lotId',
  params,
  body: z.object({
    quantity: some.optional(),
    eta: date.optional(),
    confirmed: z.boolean().optional(),
    note: note.nullable().optional(),
  }),
  response: lot,
  summary: 'Change the date or the quantity of an expected lot; affected order lines are promised anew',
  access: manage,
  errors: ['not_found', 'wrong_state', 'invalid_input'],
  tags,
})

export const receiveLot = endpoint({
  method: 'POST',
  path: '/office/lots/:lotId/receipt',
  params,
  response: lot,
  summary:
    'Say that a lot has come: it promises nothing more; it becomes stock when the stock source says so',
  access: manage,
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const cancelLot = endpoint({
  method: 'POST',
  path: '/office/lots/:lotId/cancellation',
  params,
  response: lot,
  summary: 'Say that a lot will not come; what it was promised to is promised anew',
  access: manage,
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const pastedLotOutcome = z.enum([...pastedOutcomes, 'date_unreadable', 'date_past'])
export type PastedLotOutcome = z.infer<typeof pastedLotOutcome>

export const pasteLots = endpoint({
  method: 'POST',
  path: '/office/lots/pasted-rows',
  body: z.object({
    warehouseId: id,
    confirmed: z.boolean().default(true),
    /** article; quantity; date[; note] */
    rows: pastedLines(1000),
  }),
  response: z.object({
    rows: z.array(
      pastedRow.extend({
        outcome: pastedLotOutcome,
        quantity: decimal.nullable(),
        eta: date.nullable(),
      }),
    ),
  }),
  summary: 'Set lots from pasted rows: one per product, warehouse and date; every row is reported',
  access: manage,
  errors: ['not_found'],
  tags,
})
