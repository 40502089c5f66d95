import type { PriceStep } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { type Decimal, exponentOf, hundred, one, roundMoney, sum, wirePrice, zero } from '#kernel/money.ts'

/** A list that may answer a buyer; `level` 1 is the nearest agreement. */
export interface ApplicableList {
  id: string
  name: string
  level: number
  includesVat: boolean
}

/** What a contract says about prices, whatever the product. */
export interface PriceConditions {
  contractNumber: string
  currency: string
  /** does a price fixed in the contract include VAT: as in the nearest list */
  fixedIncludesVat: boolean
  /** nearest level first, by name within a level */
  lists: readonly ApplicableList[]
  baseListId: string | null
  discountPercent: Decimal
}

export interface PriceRow {
  /** null: fixed in the contract */
  listId: string | null
  packagingId: string
  minQuantity: Decimal
  validFrom: string
  /** for `perQuantity` of the unit */
  amount: Decimal
  perQuantity: Decimal
}

export interface CategoryDiscount {
  categoryName: string
  percent: Decimal
  stacking: 'best' | 'add'
}

/** What is known about one product today. */
export interface ProductPrices {
  /** rows valid today, of applicable lists and of the contract */
  rows: readonly PriceRow[]
  /** base units in a packaging, as a fraction; the base unit is not in it */
  factors: ReadonlyMap<string, { numerator: Decimal; denominator: Decimal }>
  /** that of the most specific category of the product */
  categoryDiscount: CategoryDiscount | null
  /** percent today; null = without VAT. Compares lists with and without VAT within a level */
  vatRate: Decimal | null
}

export interface Resolved {
  /** of one of the unit asked for, at most 6 digits after the point */
  unitPrice: Decimal
  includesVat: boolean
  /** `fixed` or `list:<name>` */
  source: string
  /** the list that answered; null: the contract's fixed price */
  listId: string | null
  /** why, made only when it is asked */
  readonly steps: PriceStep[]
}

/** The price of one unit before discounts, and where it stands. */
interface Found {
  row: PriceRow
  list: ApplicableList | null
  unitPrice: Decimal
  /** base units in the packaging, where the row is for the base unit */
  factor: Decimal | null
}

/**
 * The resolution order (function 14): fixed in the contract > contract's list > company's > group's > segment's > base list.
 * The nearest level that has any price for the unit and quantity answers; several lists of one level: the lowest.
 * A packaging without a price of its own on a level is the base unit's price there times its factor; never the other way.
 * Discounts (contract's, category's) lower a list's price, not a fixed one; a discounted price is rounded to the currency.
 * null: no price, which is "on request"; a price of zero is none.
 */
export function resolvePrice(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
): Resolved | null {
  const found = nearest(conditions, product, packagingId, quantity)
  if (!found) return null
  if (!found.list)
    return {
      unitPrice: found.unitPrice,
      includesVat: conditions.fixedIncludesVat,
      source: 'fixed',
      listId: null,
      get steps() {
        return stepsTo(found, conditions)
      },
    }
  const discounts = discountsOf(conditions, product.categoryDiscount)
  const unitPrice = discounted(found.unitPrice, discounts, conditions.currency)
  if (unitPrice.lte(zero)) return null
  return {
    unitPrice,
    includesVat: found.list.includesVat,
    source: `list:${found.list.name}`,
    listId: found.list.id,
    get steps() {
      return [...stepsTo(found, conditions), ...discountSteps(found.unitPrice, discounts, conditions)]
    },
  }
}

function stepsTo(found: Found, conditions: PriceConditions): PriceStep[] {
  const { list, row, factor, unitPrice } = found
  const written = factor ? unitPriceOf(row) : unitPrice
  const steps = [
    list
      ? step('price_list', list.name, null, true, written, conditions)
      : step('fixed_price', conditions.contractNumber, null, true, written, conditions),
  ]
  if (row.minQuantity.gt(zero))
    steps.push(step('tier', row.minQuantity.toFixed(), null, true, written, conditions))
  if (factor)
    steps.push(step('conversion', factor.toDecimalPlaces(6).toFixed(), null, true, unitPrice, conditions))
  return steps
}

function nearest(
  conditions: PriceConditions,
  product: ProductPrices,
  packagingId: string,
  quantity: Decimal,
): Found | null {
  const fixed = inOneList(product, null, packagingId, quantity)
  if (fixed) return fixed
  let best: Found | null = null
  for (const list of conditions.lists) {
    if (best?.list && best.list.level < list.level) break
    const found = inOneList(product, list, packagingId, quantity)
    if (found && (!best || comparable(found, product).lt(comparable(best, product)))) best = found
  }
  return best
}

/** With VAT, so that lists with and without it can be compared. */
function comparable(found: Found, product: ProductPrices): Decimal {
  if (found.list?.includesVat || product.vatRate === null) return found.unitPrice
  return found.unitPrice.times(hundred.plus(product.vatRate)).div(hundred)
}

function inOneList(
  product: ProductPrices,
  list: ApplicableList | null,
  packagingId: string,
  quantity: Decimal,
): Found | null {
  const own = tier(product.rows, list?.id ?? null, packagingId, quantity)
  if (own) return { row: own, list, unitPrice: unitPriceOf(own), factor: null }
  const factor = product.factors.get(packagingId)
  if (!factor) return null
  const inBase = quantity.times(factor.numerator).div(factor.denominator)
  const base = tier(product.rows, list?.id ?? null, baseUnit, inBase)
  if (!base) return null
  return {
    row: base,
    list,
    unitPrice: unitPriceOf(base, factor),
    factor: factor.numerator.div(factor.denominator),
  }
}

/** The row of the greatest threshold reached; of two in force, the one that came into force later. */
function tier(
  rows: readonly PriceRow[],
  listId: string | null,
  packagingId: string,
  quantity: Decimal,
): PriceRow | null {
  let best: PriceRow | null = null
  for (const row of rows) {
    if (row.listId !== listId || row.packagingId !== packagingId || row.minQuantity.gt(quantity)) continue
    if (unitPriceOf(row).lte(zero)) continue
    const more = best ? row.minQuantity.comparedTo(best.minQuantity) : 1
    if (more > 0 || (more === 0 && startsLater(row, best!))) best = row
  }
  return best
}

/** `-infinity` starts before every date; dates are written so that text order is their order. */
function startsLater(row: PriceRow, than: PriceRow): boolean {
  if (than.validFrom === '-infinity') return row.validFrom !== '-infinity'
  return row.validFrom !== '-infinity' && row.validFrom > than.validFrom
}

/** Kept to the 6 digits of an order line's price; divided only here, once. */
function unitPriceOf(row: PriceRow, factor?: { numerator: Decimal; denominator: Decimal }): Decimal {
  // most rows are for one unit, and are written in 6 digits at most
  if (!factor && row.perQuantity.eq(one)) return row.amount
  const price = factor
    ? row.amount.times(factor.numerator).div(row.perQuantity.times(factor.denominator))
    : row.amount.div(row.perQuantity)
  return price.toDecimalPlaces(6)
}

interface Discount {
  kind: 'contract_discount' | 'category_discount'
  source: string
  percent: Decimal
  applied: boolean
}

/** The contract's and the category's discounts, and which of them count: the better of the two, or both. */
function discountsOf(conditions: PriceConditions, category: CategoryDiscount | null): Discount[] {
  const own = conditions.discountPercent
  const adds = category?.stacking === 'add'
  const discounts: Discount[] = []
  if (own.gt(zero))
    discounts.push({
      kind: 'contract_discount',
      source: conditions.contractNumber,
      percent: own,
      applied: !category || adds || own.gte(category.percent),
    })
  if (category)
    discounts.push({
      kind: 'category_discount',
      source: category.categoryName,
      percent: category.percent,
      applied: adds || category.percent.gt(own),
    })
  return discounts
}

/** A discounted price is rounded to the currency; one without a discount stays as it is written. */
function discounted(price: Decimal, discounts: readonly Discount[], currency: string): Decimal {
  const percent = sum(discounts.filter(({ applied }) => applied).map((discount) => discount.percent))
  return percent.eq(zero) ? price : roundMoney(less(price, percent), currency)
}

function discountSteps(
  price: Decimal,
  discounts: readonly Discount[],
  conditions: PriceConditions,
): PriceStep[] {
  let percent = zero
  const steps = discounts.map(({ kind, source, percent: part, applied }) => {
    if (applied) percent = percent.plus(part)
    return step(kind, source, part, applied, less(price, percent), conditions)
  })
  if (percent.eq(zero)) return steps
  const exact = less(price, percent)
  const rounded = roundMoney(exact, conditions.currency)
  const digits = String(exponentOf(conditions.currency))
  return [...steps, step('rounding', digits, null, !rounded.eq(exact), rounded, conditions)]
}

/** Discounts that add up to everything leave nothing, not a negative price. */
function less(price: Decimal, percent: Decimal): Decimal {
  return percent.gte(hundred) ? zero : price.times(hundred.minus(percent)).div(hundred)
}

function step(
  kind: PriceStep['kind'],
  source: string,
  percent: Decimal | null,
  applied: boolean,
  price: Decimal,
  { currency }: PriceConditions,
): PriceStep {
  return {
    kind,
    source,
    percent: percent?.toFixed() ?? null,
    applied,
    price: wirePrice(price.toDecimalPlaces(6), currency),
  }
}
