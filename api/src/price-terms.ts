import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, decimal, id } from './primitives.ts'
import { contract } from './contracts.ts'
import { priceListDetails } from './price-lists.ts'
import { copyTerms, listTerms, rateOfDay, volumeDiscountRules } from './price-terms-fields.ts'

// How a price list answers: whose quantities its tiers count, how it rounds, when it is in force, at what rate it converts.

const tags = ['terms'] as const
const params = z.object({ priceListId: id })
const manage = { kind: 'operator', permission: 'prices.manage' } as const

export const setPriceListTerms = endpoint({
  method: 'PUT',
  path: '/office/price-lists/:priceListId/terms',
  params,
  body: listTerms
    .extend({
      /** the terms that the person looked at: where others stand by now, nothing is written (terms_changed) */
      seen: listTerms.optional(),
    })
    .refine((terms) => !terms.validFrom || !terms.validUntil || terms.validFrom < terms.validUntil, {
      path: ['validUntil'],
    }),
  response: priceListDetails,
  summary: 'Say how a price list counts tiers, rounds, converts, and when it is in force',
  access: manage,
  errors: ['not_found', 'base_price_list', 'rate_source_currency', 'terms_changed'],
  tags,
})

export const copyPriceList = endpoint({
  method: 'POST',
  path: '/office/price-lists/:priceListId/copies',
  params,
  body: copyTerms,
  response: priceListDetails,
  summary:
    'Copy a price list with a change in percent; an edition stands in the place of its list from its first day on',
  access: manage,
  errors: ['not_found', 'price_list_from_exchange'],
  tags,
})

export const setListVolumeDiscounts = endpoint({
  method: 'PUT',
  path: '/office/price-lists/:priceListId/volume-discounts',
  params,
  body: volumeDiscountRules,
  response: priceListDetails,
  summary: 'Volume discounts of a price list; these replace those that were there',
  access: manage,
  errors: ['not_found', 'terms_changed'],
  tags,
})

export const setContractVolumeDiscounts = endpoint({
  method: 'PUT',
  path: '/office/contracts/:contractId/volume-discounts',
  params: z.object({ contractId: id }),
  body: volumeDiscountRules,
  response: contract,
  summary: 'Volume discounts of a contract; these replace those that were there',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'terms_changed'],
  tags,
})

// -- rates

const rateSourceParams = z.object({ rateSourceId: id })

export const rateSource = z.object({
  id,
  sellerId: id,
  sellerName: z.string(),
  name: z.string(),
  /** XUE: conventional units */
  currency: z.string(),
  toCurrency: z.string(),
  /** how many price lists convert at it */
  listCount: z.number().int(),
  /** the rate of today, in the seller's zone; null: there is none yet */
  today: rateOfDay.nullable(),
})
export type RateSource = z.infer<typeof rateSource>

export const listRateSources = endpoint({
  method: 'GET',
  path: '/office/rate-sources',
  query: z.object({ sellerId: id.optional() }),
  response: z.object({ items: z.array(rateSource) }),
  summary: 'Where exchange rates come from, with the rate of today',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

const currencyCode = z.string().regex(/^[A-Z]{3}$/)

export const createRateSource = endpoint({
  method: 'POST',
  path: '/office/rate-sources',
  body: z.object({
    sellerId: id,
    name: z.string().trim().min(1).max(100),
    currency: currencyCode,
    /** another one */
    toCurrency: currencyCode,
  }),
  response: rateSource,
  summary: 'Add a source of exchange rates',
  access: manage,
  errors: ['not_found', 'rate_source_exists'],
  tags,
})

export const exchangeRate = z.object({
  validFrom: date,
  units: z.number().int(),
  rate: decimal,
})
export type ExchangeRate = z.infer<typeof exchangeRate>

export const listExchangeRates = endpoint({
  method: 'GET',
  path: '/office/rate-sources/:rateSourceId/rates',
  params: rateSourceParams,
  query: z.object({ before: date.optional() }),
  response: z.object({ items: z.array(exchangeRate), more: z.boolean() }),
  summary: 'Rates of a source, the newest first; `before` continues',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const setExchangeRate = endpoint({
  method: 'PUT',
  path: '/office/rate-sources/:rateSourceId/rates',
  params: rateSourceParams,
  body: z.object({
    validFrom: date,
    units: z
      .union([z.literal(1), z.literal(10), z.literal(100), z.literal(1000), z.literal(10_000)])
      .default(1),
    rate: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,8})?$/)
      .refine((rate) => /[1-9]/.test(rate)),
  }),
  response: rateSource,
  summary: 'Set the rate from a day on; the same day replaces',
  access: manage,
  errors: ['not_found'],
  tags,
})

export const removeExchangeRate = endpoint({
  method: 'DELETE',
  path: '/office/rate-sources/:rateSourceId/rates',
  params: rateSourceParams,
  query: z.object({ validFrom: date }),
  response: rateSource,
  summary: 'Take a rate back',
  access: manage,
  errors: ['not_found'],
  tags,
})
