import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, decimal, id, instant } from './primitives.ts'

// Rates by class, regime of the seller and first day. A product keeps a class, never a rate; the day of shipment is final.

const tags = ['goods'] as const

export const vatClass = z.enum(['base', 'reduced', 'zero', 'none'])
export type VatClass = z.infer<typeof vatClass>
export const vatRegime = z.enum(['general', 'usn5', 'usn7', 'exempt'])

export const vatRate = z.object({
  vatClass,
  regime: vatRegime,
  validFrom: date,
  /** percent; null = without VAT */
  rate: decimal.nullable(),
  state: z.enum(['past', 'in_force', 'to_come']),
})
export type VatRate = z.infer<typeof vatRate>

const vatRates = z.object({ items: z.array(vatRate) })

export const listVatRates = endpoint({
  method: 'GET',
  path: '/office/vat-rates',
  response: vatRates,
  summary: 'VAT rates by regime, class and first day',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const setVatRate = endpoint({
  method: 'PUT',
  path: '/office/vat-rates',
  body: z.object({
    vatClass,
    regime: vatRegime,
    validFrom: date,
    rate: z
      .string()
      .regex(/^\d{1,2}(\.\d{1,2})?$/)
      .nullable(),
  }),
  response: vatRates,
  summary: 'Set a rate from a day to come on; a rate that has been in force is not changed',
  access: { kind: 'operator', permission: 'settings.manage' },
  errors: ['vat_rate_in_force'],
  tags,
})

export const removeVatRate = endpoint({
  method: 'DELETE',
  path: '/office/vat-rates',
  query: z.object({ vatClass, regime: vatRegime, validFrom: date }),
  response: vatRates,
  summary: 'Take a rate to come back',
  access: { kind: 'operator', permission: 'settings.manage' },
  errors: ['not_found', 'vat_rate_in_force'],
  tags,
})

const productVat = z.object({
  /** of today */
  vatClass,
  /** percent today, in the seller's regime; null = without VAT */
  rate: decimal.nullable(),
  /** until the first of them the class is what its source says */
  changes: z.array(
    z.object({
      validFrom: date,
      vatClass,
      /** percent on that day */
      rate: decimal.nullable(),
      state: z.enum(['past', 'in_force', 'to_come']),
      setAt: instant.nullable(),
      setByName: z.string().nullable(),
    }),
  ),
})
export type ProductVat = z.infer<typeof productVat>

const params = z.object({ productId: id })

export const getProductVat = endpoint({
  method: 'GET',
  path: '/office/products/:productId/vat',
  params,
  response: productVat,
  summary: 'The VAT class of a product, and the days on which it changes',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const setProductVat = endpoint({
  method: 'PUT',
  path: '/office/products/:productId/vat',
  params,
  body: z.object({ validFrom: date, vatClass: vatClass.nullable() }),
  response: productVat,
  summary: 'Change the VAT class of a product from a day on; null takes the change of that day back',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})
