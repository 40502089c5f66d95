import type { Contract } from '@portal/api/contracts.ts'
import { untilAfter } from './last-day.ts'

/** What the fields of the terms hold, ready for the wire. */
export interface TermsInput {
  number: string
  signedOn: string | null
  validFrom: string | null
  validUntil: string | null
  priceListId: string | null
  discountPercent: string
  discountStacking: Contract['discountStacking']
  fixedPriceGuard: Contract['fixedPriceGuard']
  vatTerms: Contract['vatTerms']
  paymentTerms: Contract['paymentTerms']
  paymentDays: number
  creditLimit: string | null
  creditMode: Contract['creditMode']
  minOrderAmount: string | null
  absentGoods: Contract['absentGoods']
  absentCap: string | null
  absentPrice: Contract['absentPrice']
  absentPrepayment: number | null
  allocationPriority: number
  warehouseIds: string[]
}

/** Reads the form: decimals with a comma or a point, spaces between thousands; an empty field is null. */
export function readTerms(form: FormData): TermsInput {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const figure = (name: string) =>
    text(name)
      .replace(/[\s\u00a0]/g, '')
      .replace(',', '.')
  return {
    number: text('number'),
    signedOn: text('signedOn') || null,
    validFrom: text('validFrom') || null,
    validUntil: untilAfter(text('lastDay')),
    priceListId: text('priceListId') || null,
    discountPercent: figure('discountPercent') || '0',
    discountStacking: text('discountStacking') as Contract['discountStacking'],
    fixedPriceGuard: text('fixedPriceGuard') as Contract['fixedPriceGuard'],
    vatTerms: text('vatTerms') as Contract['vatTerms'],
    paymentTerms: text('paymentTerms') as Contract['paymentTerms'],
    paymentDays: Number(text('paymentDays') || 0),
    creditLimit: figure('creditLimit') || null,
    creditMode: text('creditMode') as Contract['creditMode'],
    minOrderAmount: figure('minOrderAmount') || null,
    absentGoods: text('absentGoods') as Contract['absentGoods'],
    absentCap: figure('absentCap') || null,
    absentPrice: text('absentPrice') as Contract['absentPrice'],
    absentPrepayment: text('absentPrepayment') ? Number(text('absentPrepayment')) : null,
    allocationPriority: Number(text('allocationPriority') || 0),
    warehouseIds: form.getAll('warehouseId').map(String),
  }
}
