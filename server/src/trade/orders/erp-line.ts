import type { Insertable } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { decimal, lineAmounts, type Decimal } from '#kernel/money.ts'
import type { OrdersLines } from '#src/database.ts'

export interface ErpLine {
  productId: string | null
  article: string | null
  name: string
  unitCode: string | null
  unitName: string | null
  /** in the document's unit */
  quantity: Decimal
  price: Decimal
  vatRate: Decimal | null
  /** base units in the document's unit; null = nobody knows */
  factor: Decimal | null
  /** the line's sum as the document states it; null = not stated */
  amount: Decimal | null
}

/** What a line of an order is counted in. */
export interface UnitOfLine {
  unit_code: string
  unit_name: string
  factor_numerator: string
  factor_denominator: string
  price: string
}

/** Does the document count in the very unit of the line? A unit that is not named is the line's own. */
export function inSameUnit(answered: ErpLine, line: UnitOfLine): boolean {
  const named =
    answered.unitCode === null || answered.unitCode === line.unit_code || answered.unitName === line.unit_name
  const { factor } = answered
  return (
    named &&
    (factor === null ||
      // an answer that leaves the factor at one while it names a package means the package
      factor.equals(1) ||
      factor.times(decimal(line.factor_denominator)).equals(decimal(line.factor_numerator)))
  )
}

/**
 * The answer counted in the line's unit: an ERP may answer in pieces what was ordered in boxes. Null when the factor is
 * unknown or the quantity has no exact value in that unit. The price stays as it is when the stated sum says so, for a
 * price divided by a factor has lost its last digits.
 */
export function inUnitOf(answered: ErpLine, line: UnitOfLine): ErpLine | null {
  if (inSameUnit(answered, line)) return answered
  if (answered.factor === null || answered.factor.lte(0)) return null
  const ratio = answered.factor.times(decimal(line.factor_denominator)).div(decimal(line.factor_numerator))
  const quantity = answered.quantity.times(ratio)
  const exact = quantity.toDecimalPlaces(6)
  if (quantity.minus(exact).abs().gt('1e-12')) return null
  const price = decimal(line.price)
  const sameSum =
    answered.amount !== null &&
    price.times(exact).toDecimalPlaces(2).equals(answered.amount.toDecimalPlaces(2))
  return {
    ...answered,
    unitCode: line.unit_code,
    unitName: line.unit_name,
    factor: null,
    quantity: exact,
    price: sameSum ? price : answered.price.div(ratio).toDecimalPlaces(6),
  }
}

/** A line that the ERP has brought. `ordered` is what counts as ordered first: nothing, when it was added to an order. */
export function lineOfErp(
  order: { id: string; prices_include_vat: boolean; currency: string },
  line: ErpLine,
  position: number,
  ordered: Decimal,
): Insertable<OrdersLines> & { id: string } {
  const amounts = lineAmounts({
    price: line.price,
    quantity: line.quantity,
    rate: line.vatRate,
    includesVat: order.prices_include_vat,
    currency: order.currency,
  })
  return {
    id: newId(),
    order_id: order.id,
    position,
    product_id: line.productId,
    article: line.article,
    name: line.name,
    unit_code: line.unitCode ?? '796',
    unit_name: line.unitName ?? 'шт',
    factor_numerator: (line.factor ?? decimal('1')).toFixed(),
    quantity: line.quantity.toFixed(),
    original_quantity: ordered.toFixed(),
    price: line.price.toFixed(),
    original_price: line.price.toFixed(),
    price_source: 'erp',
    price_includes_vat: order.prices_include_vat,
    vat_rate: line.vatRate?.toFixed() ?? null,
    net: amounts.net.toFixed(),
    vat: amounts.vat.toFixed(),
    gross: amounts.gross.toFixed(),
    origin: 'erp',
  }
}
