import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { decimal, empty, id, page, pageQuery, typedQuantity } from './primitives.ts'

const goods = ['goods'] as const
const terms = ['terms'] as const

export const listUnits = endpoint({
  method: 'GET',
  path: '/office/units',
  response: z.object({ items: z.array(z.object({ id, code: z.string(), name: z.string() })) }),
  summary: 'Units of measure, by name',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags: goods,
})

/** In base units; null = no such limit. As it is typed: `12`, `0,5`. */
const limits = {
  minQuantity: typedQuantity.nullable(),
  stepQuantity: typedQuantity.nullable(),
  maxQuantity: typedQuantity.nullable(),
}

const keptLimits = {
  minQuantity: decimal.nullable(),
  stepQuantity: decimal.nullable(),
  maxQuantity: decimal.nullable(),
}

export const setProductQuantities = endpoint({
  method: 'PUT',
  path: '/office/products/:productId/quantities',
  params: z.object({ productId: id }),
  body: z.object({
    ...limits,
    /** what it is sold in besides the base unit; undefined keeps them */
    packagings: z
      .array(
        z.object({
          unitId: id,
          /** one packaging = numerator / denominator base units */
          numerator: typedQuantity,
          denominator: typedQuantity.default('1'),
        }),
      )
      .max(20)
      .optional(),
    /** those that the person looked at: where others stand by now, nothing is written (terms_changed) */
    seen: z.object({ ...keptLimits, packagingIds: z.array(id).max(100) }).optional(),
  }),
  response: empty,
  summary:
    'Least, step, most and packagings of a product (function 36); what has been ordered keeps its factor',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'packagings_from_exchange', 'terms_changed'],
  tags: goods,
})

export const quantityRule = z.object({
  productId: id,
  article: z.string().nullable(),
  productName: z.string(),
  unitName: z.string(),
  ...keptLimits,
  /** the product's own, which stand where the contract says nothing */
  own: z.object(keptLimits),
})
export type QuantityRule = z.infer<typeof quantityRule>

const contract = z.object({ contractId: id })

export const listQuantityRules = endpoint({
  method: 'GET',
  path: '/office/contracts/:contractId/quantity-rules',
  params: contract,
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(quantityRule),
  summary: 'Least, step and most that a contract agrees for products, by name',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags: terms,
})

export const setQuantityRule = endpoint({
  method: 'PUT',
  path: '/office/contracts/:contractId/quantity-rules/:productId',
  params: contract.extend({ productId: id }),
  body: z.object({
    ...limits,
    /** the rule that the person looked at: where another stands by now, nothing is written (terms_changed) */
    seen: z.object(keptLimits).optional(),
  }),
  response: empty,
  summary:
    'Agree on quantities of a product; a field left out falls through to the product; all left out: no rule',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'terms_changed'],
  tags: terms,
})

export const quantityRuleOutcome = z.enum([
  'set',
  'changed',
  'same',
  'removed',
  'unknown',
  'ambiguous',
  'repeated',
  'bad_quantity',
  'min_above_max',
  'max_below_step',
])

export const setQuantityRuleRows = endpoint({
  method: 'POST',
  path: '/office/contracts/:contractId/quantity-rules/rows',
  params: contract,
  body: z.object({
    rows: z
      .array(
        z.object({
          article: z.string().max(400),
          min: typedQuantity.default(''),
          step: typedQuantity.default(''),
          max: typedQuantity.default(''),
        }),
      )
      .min(1)
      .max(5000),
  }),
  response: z.object({ rows: z.array(z.object({ outcome: quantityRuleOutcome })) }),
  summary: 'Agreed quantities from pasted or uploaded rows; one outcome per row, in order',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  bodyLimit: 4 * 1024 * 1024,
  tags: terms,
})
