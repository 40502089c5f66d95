import { z } from 'zod'
import { absentMode } from './absent-mode.ts'
import { endpoint } from './endpoint.ts'
import { stacking, volumeDiscount } from './price-terms-fields.ts'
import { date, decimal, empty, id, money, packagingId, page, pageQuery, quantity } from './primitives.ts'

const tags = ['terms'] as const

// Dates are half-open: validUntil is the first day on which it holds no more, in the seller's zone.

const contractState = z.enum(['active', 'suspended', 'terminated'])

export const contractSummary = z.object({
  id,
  number: z.string(),
  companyId: id,
  companyName: z.string(),
  sellerId: id,
  sellerName: z.string(),
  currency: z.string(),
  priceListId: id.nullable(),
  priceListName: z.string().nullable(),
  discountPercent: decimal,
  validFrom: date.nullable(),
  validUntil: date.nullable(),
  /** as it stands today in the seller's zone */
  state: z.enum(['in_force', 'not_yet', 'expired', 'suspended', 'terminated']),
  paymentTerms: z.enum(['prepaid', 'credit', 'on_delivery']),
  paymentDays: z.number().int(),
  creditLimit: money.nullable(),
})

export type ContractSummary = z.infer<typeof contractSummary>

export const specificationRule = z.object({
  id,
  effect: z.enum(['allow', 'deny']),
  subject: z.enum(['product', 'category', 'brand', 'attribute_value']),
  subjectId: id,
  subjectName: z.string(),
  validFrom: date.nullable(),
  validUntil: date.nullable(),
})

export type SpecificationRule = z.infer<typeof specificationRule>

export const fixedPrice = z.object({
  id,
  productId: id,
  article: z.string().nullable(),
  productName: z.string(),
  packagingId,
  unitName: z.string(),
  price: money,
  validFrom: date.nullable(),
  validUntil: date.nullable(),
  contractedQuantity: decimal.nullable(),
  drawnQuantity: decimal,
  overContracted: z.enum(['warn', 'block']),
  /** the least price of that unit today, where the agreed one is lower */
  floor: money.nullable(),
})

export type FixedPrice = z.infer<typeof fixedPrice>

const absentPrice = z.enum(['keep', 'refresh'])

/** Percent. */
const absentPrepayment = z.number().int().min(1).max(100)

const allocationPriority = z.number().int().min(0).max(9)

export const contract = contractSummary.extend({
  signedOn: date.nullable(),
  assortment: z.enum(['all', 'specified']),
  setState: contractState,
  creditMode: z.enum(['off', 'warn', 'block']),
  minOrderAmount: money.nullable(),
  absentGoods: absentMode,
  /** base units of one product that may be promised beyond stock and lots, to everybody together; null = any */
  absentCap: decimal.nullable(),
  /** a line that has waited keeps its price, or gets the price of the day on which its goods are allocated */
  absentPrice: absentPrice,
  /** percent of what waits, to be paid before goods that come are allocated to it; null = none */
  absentPrepayment: absentPrepayment.nullable(),
  /** who gets arriving goods first: the greater */
  allocationPriority: z.number().int(),
  /** what its goods may come from, the preferred first; none = every warehouse */
  warehouses: z.array(z.object({ id, name: z.string() })),
  ruleCount: z.number().int(),
  fixedPriceCount: z.number().int(),
  categoryDiscounts: z.array(
    z.object({
      categoryId: id,
      categoryName: z.string(),
      percent: decimal,
      stacking: z.enum(['best', 'add']),
    }),
  ),
  /** beside the discounts of categories and volumes */
  discountStacking: stacking,
  volumeDiscounts: z.array(volumeDiscount),
  /** does the floor price hold for prices fixed here, too */
  fixedPriceGuard: z.enum(['exempt', 'guarded']),
  /** export: prices without VAT, and a rate of 0 % */
  vatTerms: z.enum(['usual', 'export']),
  /** how many products this contract offers today */
  offeredCount: z.number().int(),
})

export type Contract = z.infer<typeof contract>

const contractParams = z.object({ contractId: id })

const percent = z.string().regex(/^\d{1,2}(\.\d{1,3})?$/)

const amount = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/)

export const contractInput = z.object({
  number: z.string().trim().min(1).max(100),
  sellerId: id,
  signedOn: date.nullable().optional(),
  validFrom: date.nullable().optional(),
  validUntil: date.nullable().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('RUB'),
  priceListId: id.nullable().optional(),
  discountPercent: percent.default('0'),
  discountStacking: stacking.default('best'),
  fixedPriceGuard: z.enum(['exempt', 'guarded']).default('exempt'),
  vatTerms: z.enum(['usual', 'export']).default('usual'),
  assortment: z.enum(['all', 'specified']).default('all'),
  paymentTerms: z.enum(['prepaid', 'credit', 'on_delivery']).default('prepaid'),
  paymentDays: z.number().int().min(0).max(365).default(0),
  creditLimit: amount.nullable().optional(),
  creditMode: z.enum(['off', 'warn', 'block']).default('off'),
  minOrderAmount: amount.nullable().optional(),
  absentGoods: absentMode.default('backorder'),
  absentCap: quantity.nullable().optional(),
  absentPrice: absentPrice.default('keep'),
  absentPrepayment: absentPrepayment.nullable().optional(),
  allocationPriority: allocationPriority.default(0),
  warehouseIds: z.array(id).max(200).default([]),
})

export const listContracts = endpoint({
  method: 'GET',
  path: '/office/contracts',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    companyId: id.optional(),
    state: z.enum(['in_force', 'not_yet', 'expired', 'suspended', 'terminated']).optional(),
  }),
  response: page(contractSummary),
  summary: 'Contracts of all customers or of one',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const getContract = endpoint({
  method: 'GET',
  path: '/office/contracts/:contractId',
  params: contractParams,
  response: contract,
  summary: 'One contract with its specification',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const createContract = endpoint({
  method: 'POST',
  path: '/office/companies/:companyId/contracts',
  params: z.object({ companyId: id }),
  body: contractInput,
  response: contract,
  summary: 'Add a contract to a company',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'contract_exists', 'price_list_currency'],
  tags,
})

export const updateContract = endpoint({
  method: 'PATCH',
  path: '/office/contracts/:contractId',
  params: contractParams,
  body: z.object({
    number: z.string().trim().min(1).max(100).optional(),
    signedOn: date.nullable().optional(),
    validFrom: date.nullable().optional(),
    validUntil: date.nullable().optional(),
    priceListId: id.nullable().optional(),
    discountPercent: percent.optional(),
    discountStacking: stacking.optional(),
    fixedPriceGuard: z.enum(['exempt', 'guarded']).optional(),
    vatTerms: z.enum(['usual', 'export']).optional(),
    assortment: z.enum(['all', 'specified']).optional(),
    paymentTerms: z.enum(['prepaid', 'credit', 'on_delivery']).optional(),
    paymentDays: z.number().int().min(0).max(365).optional(),
    creditLimit: amount.nullable().optional(),
    creditMode: z.enum(['off', 'warn', 'block']).optional(),
    minOrderAmount: amount.nullable().optional(),
    absentGoods: absentMode.optional(),
    absentCap: quantity.nullable().optional(),
    absentPrice: absentPrice.optional(),
    absentPrepayment: absentPrepayment.nullable().optional(),
    allocationPriority: allocationPriority.optional(),
    warehouseIds: z.array(id).max(200).optional(),
    state: contractState.optional(),
  }),
  response: contract,
  summary: 'Change the terms of a contract',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'contract_exists', 'price_list_currency'],
  tags,
})

export const listSpecificationRules = endpoint({
  method: 'GET',
  path: '/office/contracts/:contractId/rules',
  params: contractParams,
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(specificationRule),
  summary: 'What a contract allows and denies, by name',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const addSpecificationRule = endpoint({
  method: 'POST',
  path: '/office/contracts/:contractId/rules',
  params: contractParams,
  body: z.object({
    effect: z.enum(['allow', 'deny']),
    subject: z.enum(['product', 'category', 'brand', 'attribute_value']),
    subjectId: id,
    validFrom: date.nullable().optional(),
    validUntil: date.nullable().optional(),
  }),
  response: specificationRule,
  summary: 'Allow or deny a product, category, brand or property under a contract',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

export const removeSpecificationRule = endpoint({
  method: 'DELETE',
  path: '/office/contracts/:contractId/rules/:ruleId',
  params: contractParams.extend({ ruleId: id }),
  response: empty,
  summary: 'Remove a rule of a specification',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

export const listFixedPrices = endpoint({
  method: 'GET',
  path: '/office/contracts/:contractId/fixed-prices',
  params: contractParams,
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(fixedPrice),
  summary: 'Prices and quantities agreed under a contract, by product',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const setFixedPriceRows = endpoint({
  method: 'POST',
  path: '/office/contracts/:contractId/fixed-price-rows',
  params: contractParams,
  body: z.object({
    rows: z
      .array(
        z.object({
          article: z.string().max(200),
          price: z.string().max(40),
          contractedQuantity: z.string().max(40).optional(),
        }),
      )
      .min(1)
      .max(2000),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        article: z.string(),
        productName: z.string().nullable(),
        outcome: z.enum(['set', 'unknown', 'ambiguous', 'repeated', 'bad_price', 'bad_quantity']),
      }),
    ),
  }),
  summary:
    'Fix prices of base units by article, as pasted from a spreadsheet; each row has its outcome, in order',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

export const setFixedPrice = endpoint({
  method: 'PUT',
  path: '/office/contracts/:contractId/fixed-prices',
  params: contractParams,
  body: z.object({
    productId: id,
    packagingId: packagingId.optional(),
    amount: z.string().regex(/^\d{1,13}(\.\d{1,6})?$/),
    validFrom: date.nullable().optional(),
    validUntil: date.nullable().optional(),
    contractedQuantity: quantity.nullable().optional(),
    overContracted: z.enum(['warn', 'block']).optional(),
  }),
  response: fixedPrice,
  summary: 'Fix the price of a product under a contract',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

export const removeFixedPrice = endpoint({
  method: 'DELETE',
  path: '/office/contracts/:contractId/fixed-prices/:fixedPriceId',
  params: contractParams.extend({ fixedPriceId: id }),
  response: empty,
  summary: 'Remove a fixed price',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

export const setCategoryDiscount = endpoint({
  method: 'PUT',
  path: '/office/contracts/:contractId/category-discounts/:categoryId',
  params: contractParams.extend({ categoryId: id }),
  body: z.object({ percent: percent.nullable(), stacking: z.enum(['best', 'add']).default('best') }),
  response: contract,
  summary: 'Discount for a category under a contract; null removes it',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})
