import { type Decimal, zero } from '#kernel/money.ts'
import type { AbsentTerms } from '#src/terms/contracts/public.ts'

/**
 * Base units that may be ordered beyond what is there; null = any. `inLots`: free of the lots to come; `oversold`: what
 * others have been promised beyond stock and lots, which a cap limits.
 */
export function roomBeyondStock(absent: AbsentTerms, inLots: Decimal, oversold: Decimal): Decimal | null {
  switch (absent.mode) {
    case 'forbid':
      return zero
    case 'preorder':
      return inLots
    case 'backorder':
      return absent.cap === null ? null : inLots.plus(notNegative(absent.cap.minus(oversold)))
    case 'on_request':
      // no lot is promised by itself where a person answers
      return absent.cap === null ? null : notNegative(absent.cap.minus(oversold))
  }
}

function notNegative(value: Decimal): Decimal {
  return value.isNegative() ? zero : value
}
