import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { pastedLines, pastedOutcomes, pastedRow } from './pasted-rows.ts'
import { rateOfDay, rounding, tiersBy, volumeDiscount } from './price-terms-fields.ts'
import {
  date,
  decimal,
  empty,
  id,
  instant,
  money,
  packagingId,
  page,
  pageQuery,
  quantity,
} from './primitives.ts'

// How a price list is made and changed by hand. Rows that an exchange writes are changed in the ERP only.

const tags = ['terms'] as const
const params = z.object({ priceListId: id })
const look = { kind: 'operator', permission: null } as const
const manage = { kind: 'operator', permission: 'prices.manage' } as const

export const priceListSummary = z.object({
  id,
  name: z.string(),
  currency: z.string(),
  includesVat: z.boolean(),
  isBase: z.boolean(),
  active: z.boolean(),
  kind: z.enum(['sale', 'cost']),
  /** half-open in the seller's zone */
  validFrom: date.nullable(),
  validUntil: date.nullable(),
  /** how it stands today */
  state: z.enum(['in_force', 'not_yet', 'over']),
  /** the currency that it converts into, at a rate of its own; null: it does not */
  convertsTo: z.string().nullable(),
  /** the list in whose place it stands from its first day on */
  editionOf: z.object({ id, name: z.string() }).nullable(),
  sellerId: id,
  sellerName: z.string(),
  priceCount: z.number().int(),
  /** in a page of lists no more than 1000 prices of each are counted */
  morePrices: z.boolean(),
  contractCount: z.number().int(),
  /** to how many companies, groups and segments it is assigned */
  assignmentCount: z.number().int(),
  /** the connection that writes its prices, or null when they are kept by hand here */
  source: z.string().nullable(),
  updatedAt: instant,
})

export type PriceListSummary = z.infer<typeof priceListSummary>

export const listPriceLists = endpoint({
  method: 'GET',
  path: '/office/price-lists',
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(priceListSummary),
  summary: 'Price lists; a price type of 1C is one of them',
  access: look,
  errors: [],
  tags,
})

export const updatePriceList = endpoint({
  method: 'PATCH',
  path: '/office/price-lists/:priceListId',
  params,
  body: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    includesVat: z.boolean().optional(),
    isBase: z.literal(true).optional(),
    active: z.boolean().optional(),
  }),
  response: priceListSummary,
  summary: 'Rename a price list, say whether it includes VAT, make it the base list',
  access: manage,
  errors: ['not_found', 'base_price_list'],
  tags,
})

/** An amount for `perQuantity` of one unit from `minQuantity` of it; validUntil is the first day without it. */
export const priceRow = z.object({
  productId: id,
  article: z.string().nullable(),
  name: z.string(),
  packagingId,
  unitName: z.string(),
  minQuantity: decimal,
  amount: money,
  perQuantity: decimal,
  validFrom: date.nullable(),
  validUntil: date.nullable(),
})

export type PriceRow = z.infer<typeof priceRow>

export const listPrices = endpoint({
  method: 'GET',
  path: '/office/price-lists/:priceListId/prices',
  params,
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(priceRow),
  summary: 'Rows of a price list',
  access: look,
  errors: ['not_found'],
  tags,
})

/** Whose list it is, under the contract's own: company over group over segment over the base list. */
export const priceListAssignment = z.object({
  id,
  kind: z.enum(['company', 'group', 'segment']),
  /** of the company or the group; null for a segment */
  subjectId: id.nullable(),
  name: z.string(),
})
export type PriceListAssignment = z.infer<typeof priceListAssignment>

export const priceListDetails = priceListSummary.extend({
  tiersBy,
  rounding,
  /** at which it converts into another currency; null: it answers contracts of its own currency only */
  rateSource: z
    .object({
      id,
      name: z.string(),
      toCurrency: z.string(),
      /** of today; null: there is none, and the list does not answer */
      rate: rateOfDay.nullable(),
    })
    .nullable(),
  volumeDiscounts: z.array(volumeDiscount),
  /** this list and what stands in its place from some day on, by their first days; one entry where there are none */
  editions: z.array(
    z.object({
      id,
      name: z.string(),
      validFrom: date.nullable(),
      validUntil: date.nullable(),
      active: z.boolean(),
      /** does it answer today */
      inForce: z.boolean(),
    }),
  ),
  assignments: z.array(priceListAssignment),
  /** segments that companies have, to choose from */
  segments: z.array(z.string()),
  /** when its source was last heard of */
  lastExchangeAt: instant.nullable(),
})
export type PriceListDetails = z.infer<typeof priceListDetails>

export const getPriceList = endpoint({
  method: 'GET',
  path: '/office/price-lists/:priceListId',
  params,
  response: priceListDetails,
  summary: 'One price list: whose it is and where it comes from',
  access: look,
  errors: ['not_found'],
  tags,
})

export const createPriceList = endpoint({
  method: 'POST',
  path: '/office/price-lists',
  body: z.object({
    name: z.string().trim().min(1).max(200),
    sellerId: id,
    currency: z.string().regex(/^[A-Z]{3}$/),
    includesVat: z.boolean(),
  }),
  response: priceListDetails,
  summary: 'Make a price list by hand; the first of a seller becomes his base list',
  access: manage,
  errors: ['not_found'],
  tags,
})

export const setPrice = endpoint({
  method: 'PUT',
  path: '/office/price-lists/:priceListId/prices',
  params,
  body: z
    .object({
      productId: id,
      /** absent = the base unit */
      packagingId: packagingId.optional(),
      minQuantity: quantity.default('0'),
      amount: z.string().regex(/^\d{1,13}(\.\d{1,6})?$/),
      perQuantity: quantity.default('1'),
      validFrom: date.nullable().default(null),
      validUntil: date.nullable().default(null),
    })
    .refine((price) => !price.validFrom || !price.validUntil || price.validFrom < price.validUntil, {
      path: ['validUntil'],
    })
    .refine((price) => /[1-9]/.test(price.perQuantity), { path: ['perQuantity'] }),
  response: priceRow,
  summary: 'Set one price: a product, its unit, the quantity from which and the day from which it holds',
  access: manage,
  errors: ['not_found', 'price_list_from_exchange'],
  tags,
})

export const removePrice = endpoint({
  method: 'DELETE',
  path: '/office/price-lists/:priceListId/prices',
  params,
  query: z.object({
    productId: id,
    packagingId: packagingId.optional(),
    minQuantity: quantity.default('0'),
    validFrom: date.optional(),
  }),
  response: empty,
  summary: 'Take one price out of a list',
  access: manage,
  errors: ['not_found', 'price_list_from_exchange'],
  tags,
})

export const pastedOutcome = z.enum([...pastedOutcomes, 'price_unreadable'])
export type PastedOutcome = z.infer<typeof pastedOutcome>

export const pastePrices = endpoint({
  method: 'POST',
  path: '/office/price-lists/:priceListId/pasted-prices',
  params,
  body: z.object({
    /** article; price[; from quantity] */
    rows: pastedLines(5000),
  }),
  response: z.object({
    rows: z.array(
      pastedRow.extend({
        outcome: pastedOutcome,
        minQuantity: decimal.nullable(),
        amount: decimal.nullable(),
      }),
    ),
  }),
  summary: 'Set prices of base units from pasted rows; every row is reported',
  access: manage,
  errors: ['not_found', 'price_list_from_exchange'],
  tags,
})

export const assignPriceList = endpoint({
  method: 'POST',
  path: '/office/price-lists/:priceListId/assignments',
  params,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('company'), subjectId: id }),
    z.object({ kind: z.literal('group'), subjectId: id }),
    z.object({ kind: z.literal('segment'), segment: z.string().trim().min(1).max(100) }),
  ]),
  response: priceListDetails,
  summary: 'Assign a price list to a company, a group or a segment; again changes nothing',
  access: manage,
  errors: ['not_found'],
  tags,
})

export const unassignPriceList = endpoint({
  method: 'DELETE',
  path: '/office/price-lists/:priceListId/assignments/:assignmentId',
  params: params.extend({ assignmentId: id }),
  response: priceListDetails,
  summary: 'Take an assignment of a price list back',
  access: manage,
  errors: ['not_found'],
  tags,
})
