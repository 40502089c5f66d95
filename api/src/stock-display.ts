import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { shownStock } from './offer.ts'
import { decimal, empty, id, page, pageQuery } from './primitives.ts'

const tags = ['terms'] as const

/** How a stock looks to buyers: the figure, a word for its level, the figure up to a cap, there or not, or nothing. */
export const stockDisplayKind = z.enum(['exact', 'bands', 'capped', 'yes_no', 'hidden'])
export type StockDisplayKind = z.infer<typeof stockDisplayKind>

/** Whom a policy speaks of, the narrowest first: of several that fit, the narrower one wins. */
export const stockAudience = z.enum(['contract', 'company', 'group', 'everyone', 'guests'])
export type StockAudience = z.infer<typeof stockAudience>

export const stockPolicy = z.object({
  id,
  audience: stockAudience,
  /** of the contract, company or group; null for everyone and guests */
  subjectId: id.nullable(),
  subjectName: z.string().nullable(),
  /** the company of a contract */
  companyId: id.nullable(),
  categoryId: id.nullable(),
  /** the names from the top down */
  categoryPath: z.array(z.string()),
  warehouseId: id.nullable(),
  warehouseName: z.string().nullable(),
  display: stockDisplayKind,
  fewBelow: decimal,
  manyFrom: decimal,
  cap: decimal,
})
export type StockPolicyView = z.infer<typeof stockPolicy>

const threshold = z.string().regex(/^\d{1,9}(\.\d{1,3})?$/)
const looks = {
  display: stockDisplayKind,
  /** base units: below it there is "few", from `manyFrom` on "many" */
  fewBelow: threshold.default('10'),
  manyFrom: threshold.default('100'),
  /** base units: above it only "more than" is told */
  cap: threshold.default('100'),
}

export const listStockPolicies = endpoint({
  method: 'GET',
  path: '/office/stock-policies',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    audience: stockAudience.optional(),
  }),
  response: page(stockPolicy),
  summary: 'How stock is shown to whom, in the order in which policies are asked: the first that fits wins',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const createStockPolicy = endpoint({
  method: 'POST',
  path: '/office/stock-policies',
  body: z.object({
    audience: stockAudience,
    subjectId: id.nullable().default(null),
    categoryId: id.nullable().default(null),
    warehouseId: id.nullable().default(null),
    ...looks,
  }),
  response: stockPolicy,
  summary: 'Say how stock is shown to somebody, of some category, in some warehouse',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'invalid_input', 'stock_policy_exists'],
  tags,
})

export const updateStockPolicy = endpoint({
  method: 'PATCH',
  path: '/office/stock-policies/:policyId',
  params: z.object({ policyId: id }),
  body: z.object(looks),
  response: stockPolicy,
  summary: 'Show it another way; whom and what it speaks of stays',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'invalid_input'],
  tags,
})

export const removeStockPolicy = endpoint({
  method: 'DELETE',
  path: '/office/stock-policies/:policyId',
  params: z.object({ policyId: id }),
  response: empty,
  summary: 'Take a policy back: the next one that fits holds',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

export const stockExamples = endpoint({
  method: 'GET',
  path: '/office/stock-examples',
  query: z.object(looks),
  response: z.object({ items: z.array(z.object({ quantity: decimal, stock: shownStock })) }),
  summary: 'What some quantities would look like under such a policy',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

/** Where a figure comes from: null = no policy fits, so the portal's own habit holds. */
const decidedBy = stockPolicy.nullable()

export const explainStock = endpoint({
  method: 'GET',
  path: '/office/products/:productId/stock-as-shown',
  params: z.object({ productId: id }),
  query: z.object({
    contractId: id.optional(),
    /** of the contract's company: what serves it decides what is there; without one whatever serves the contract counts */
    deliveryPointId: id.optional(),
  }),
  response: z.object({
    productName: z.string(),
    slug: z.string(),
    unitName: z.string(),
    /** null: as a guest */
    contractNumber: z.string().nullable(),
    companyId: id.nullable(),
    companyName: z.string().nullable(),
    /** those of the company that may be asked about */
    deliveryPoints: z.array(z.object({ id, name: z.string() })),
    offered: z.boolean(),
    /** what the buyer sees in a row of the catalogue, and what is there */
    total: z.object({ shown: shownStock, free: decimal, decidedBy }).nullable(),
    warehouses: z.array(
      z.object({ warehouseId: id, name: z.string(), shown: shownStock, free: decimal, decidedBy }),
    ),
    /** may a message name the figure that is missing */
    numberMayBeTold: z.boolean(),
  }),
  summary:
    'How a buyer under a contract (or a guest) sees the stock of a product, beside what is there, and why',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})
