import { allocate, type Decimal, sum } from '#kernel/money.ts'

/** What of a line's amount has gone out; quantities are in the line's unit. */
export interface PartlyShipped {
  gross: Decimal
  quantity: Decimal
  shipped: Decimal
  cancelled: Decimal
}

/**
 * The sum of what has been shipped of lines. The shipped part and the rest of a line add up to its amount, so that the last
 * shipment takes the remainder; VAT inside is provisional until the day of shipment.
 */
export function shippedSum(lines: readonly PartlyShipped[], currency: string): Decimal {
  return sum(
    lines.map(({ gross, quantity, shipped, cancelled }) => {
      const rest = quantity.minus(shipped).minus(cancelled)
      // a line that was cancelled as a whole has shipped nothing
      return shipped.isZero() ? gross.times(0) : allocate(gross, [shipped, rest], currency)[0]!
    }),
  )
}
