import { z } from 'zod'
import { specificationRule } from './contracts.ts'
import { endpoint } from './endpoint.ts'
import { date, decimal, id, money, packagingId, quantity } from './primitives.ts'

const tags = ['offer'] as const

/** One step of "why this price" (function 14). */
export const priceStep = z.object({
  kind: z.enum([
    'fixed_price',
    'price_list',
    'tier',
    /** a packaging without a price of its own: the base unit's price times the factor */
    'conversion',
    /** a list in another currency, at the rate of the day */
    'exchange',
    /** an export: VAT is taken out of the list's price */
    'without_vat',
    'contract_discount',
    'category_discount',
    'volume_discount',
    /** the least price; one without a figure could not be reckoned */
    'floor',
    /** a price fixed in the contract is lower than the floor, and exempt from it */
    'floor_exempt',
    'rounding',
    /** a list in another currency that has no rate on that day; its price is in its own currency */
    'no_rate',
    'no_price',
  ]),
  /** what it rests on: the list's name, the category's, the contract's number */
  source: z.string(),
  percent: decimal.nullable(),
  applied: z.boolean(),
  /** price after this step */
  price: money.nullable(),
  /** of a tier that counts more than the line */
  tiersBy: z.enum(['product', 'family']).optional(),
  /** of an exchange: so much for `units` of the list's currency, since that day */
  rate: z
    .object({
      currency: z.string(),
      units: decimal,
      rate: decimal,
      on: date,
      /** a manager is told so; a buyer never */
      old: z.boolean(),
    })
    .optional(),
  /** of a missing rate: the source that the list names, and what that converts into; null = it names none */
  rateSource: z.object({ name: z.string(), toCurrency: z.string() }).nullable().optional(),
  /** of a volume discount: what the line has reached */
  threshold: z.object({ countedBy: z.enum(['quantity', 'sum']), value: decimal }).optional(),
  /** the rounding rule of the list; without it, to the currency */
  rounding: z.enum(['0.01', '0.1', '1', '10', 'x.90']).optional(),
})

export type PriceStep = z.infer<typeof priceStep>

export const explainPrice = endpoint({
  method: 'GET',
  path: '/office/contracts/:contractId/products/:productId/price-explanation',
  params: z.object({ contractId: id, productId: id }),
  query: z.object({
    packagingId: packagingId.optional(),
    quantity: quantity.optional(),
    on: date.optional(),
  }),
  response: z.object({
    productName: z.string(),
    contractNumber: z.string(),
    /** what may be asked about: the base unit first */
    units: z.array(z.object({ packagingId, name: z.string() })),
    price: money.nullable(),
    /** is VAT inside the price; null where there is no price */
    includesVat: z.boolean().nullable(),
    /** percent on that day; null = without VAT */
    vatRate: decimal.nullable(),
    steps: z.array(priceStep),
    offered: z.boolean(),
    notOfferedBecause: z.enum(['inactive', 'not_allowed', 'denied', 'other_seller']).nullable(),
    /** the rule of the specification that allows or denies it on that day */
    rule: specificationRule.nullable(),
  }),
  summary: 'Why this price: each step of the resolution for a contract, product, unit, quantity and date',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const explainOwnPrice = endpoint({
  method: 'GET',
  path: '/products/:slug/price-explanation',
  params: z.object({ slug: z.string().max(300) }),
  query: z.object({ packagingId: packagingId.optional(), quantity: quantity.optional() }),
  response: z.object({
    contractNumber: z.string(),
    price: money.nullable(),
    /** only what counted; names of price lists are the operator's own business, so `source` is empty there */
    steps: z.array(priceStep),
  }),
  summary: 'Why this price, as a buyer is told it: the steps that counted',
  access: { kind: 'buyer', permission: 'prices.view' },
  errors: ['not_found'],
  tags,
})

// -- rows of articles: quick order and paste
