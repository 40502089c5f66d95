import { AppError } from '@portal/api/errors.ts'
import {
  priceFileSettings,
  type PriceFileSettings,
  purchaseColumns,
  type MarkUp,
} from '@portal/api/price-file-settings.ts'
import { type Decimal, decimal, hundred, zero } from '#kernel/money.ts'
import { readDigits, westernDigits } from '#kernel/read-number.ts'
import type { MarkUpRules } from './mark-up.ts'

/** Settings that have been read: every number is a plain decimal, every switch is set. */
export type ReadSettings = Required<PriceFileSettings>

/** A mark-up beyond this is a slip of the finger. Percent. */
const mostPercent = decimal('1000')
const mostSum = decimal('1000000')

/**
 * Reads settings as a person gave them; throws invalid_input with every wrong field named. Where prices are marked up the
 * purchase price is hidden unless he says otherwise; where they are not, there is nothing to hide.
 */
export function readSettings(given: PriceFileSettings): ReadSettings {
  const wrong: Record<string, string> = {}
  const number = (text: string, field: string, refuse: (value: Decimal) => string | null): string => {
    const value = readSigned(text)
    const problem = value ? refuse(value) : 'not_a_number'
    if (problem) wrong[`settings.markUp.${field}`] = problem
    return value?.toFixed() ?? ''
  }
  const percent = (text: string, field: string) => number(text, field, refusePercent)
  const read = given.markUp && {
    percent: percent(given.markUp.percent, 'percent'),
    brands: given.markUp.brands.map((one, place) => ({
      ...one,
      percent: percent(one.percent, `brands.${place}`),
    })),
    categories: given.markUp.categories.map((one, place) => ({
      ...one,
      percent: percent(one.percent, `categories.${place}`),
    })),
    minSum:
      given.markUp.minSum === null || given.markUp.minSum.trim() === ''
        ? null
        : number(given.markUp.minSum, 'minSum', refuseSum),
    rounding: given.markUp.rounding,
  }
  for (const [field, ids] of [
    ['brands', read?.brands.map((one) => one.brandId)],
    ['categories', read?.categories.map((one) => one.categoryId)],
  ] as const)
    if (ids && new Set(ids).size < ids.length) wrong[`settings.markUp.${field}`] = 'repeated'
  const hidePurchasePrice = given.markUp !== null && (given.hidePurchasePrice ?? true)
  if (new Set(given.columns).size < given.columns.length) wrong['settings.columns'] = 'repeated'
  if (hidePurchasePrice && given.columns.some((column) => purchaseColumns.includes(column)))
    wrong['settings.columns'] = 'purchase_hidden'
  if (Object.keys(wrong).length > 0) throw new AppError('invalid_input', {}, wrong)
  return { ...given, markUp: read, hidePurchasePrice, title: given.title === '' ? null : given.title }
}

/** Settings as they stand in a row of ours. */
export function storedSettings(value: unknown): ReadSettings {
  return priceFileSettings.required().parse(value)
}

/** The numbers of a mark-up that has been read. */
export function rulesOf(markUp: MarkUp): MarkUpRules {
  return {
    percent: decimal(markUp.percent),
    brands: new Map(markUp.brands.map(({ brandId, percent }) => [brandId, decimal(percent)])),
    categories: new Map(markUp.categories.map(({ categoryId, percent }) => [categoryId, decimal(percent)])),
    minSum: markUp.minSum === null ? null : decimal(markUp.minSum),
    rounding: markUp.rounding,
  }
}

function refusePercent(value: Decimal): string | null {
  if (value.lte(hundred.negated())) return 'mark_up_too_low'
  return value.gt(mostPercent) ? 'mark_up_too_high' : null
}

function refuseSum(value: Decimal): string | null {
  if (value.lt(zero)) return 'sum_negative'
  return value.gt(mostSum) ? 'sum_too_high' : null
}

/** `12,5`, `-3`, `−3 %`, `1 000`; null for anything else, such as 1e300. */
function readSigned(text: string): Decimal | null {
  const plain = westernDigits(text.normalize('NFKC')).replace(/%\s*$/, '').trim()
  const negative = /^[-−–]\s*/.exec(plain)
  const digits = readDigits(negative ? plain.slice(negative[0].length) : plain)
  if (digits === null || digits.replace('.', '').length > 15) return null
  const value = decimal(digits)
  if (value.decimalPlaces() > 4) return null
  return negative ? value.negated() : value
}
