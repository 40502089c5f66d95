import { type Decimal, zero } from '#kernel/money.ts'
import type { Offered } from '#src/offer/showcase/public.ts'

/** What of a line is not there: how much, when it comes, and whether so much may be ordered. Base units. */
export interface Awaited {
  shortage: Decimal
  /** covered by lots, the nearest first */
  parts: { quantity: Decimal; eta: string; confirmed: boolean }[]
  /** no lot covers it: its date is to be confirmed */
  uncovered: Decimal
  /** more than may be ordered beyond stock; null = any quantity may */
  room: Decimal | null
}

/** What lines of one product have left of its lots and of the room beyond stock, for the lines after them. */
interface Left {
  lots: { free: Decimal; eta: string; confirmed: boolean }[]
  room: Decimal | null
}

/** Splits what lines miss over the lots to come; lines of one product share them, in their order. */
export class AwaitedGoods {
  private readonly left = new Map<string, Left>()

  of(offered: Offered, shortage: Decimal): Awaited | null {
    if (shortage.lte(zero)) return null
    const left = this.left.get(offered.productId) ?? {
      lots: offered.lots.map((lot) => ({ ...lot })),
      room: offered.absentRoom,
    }
    this.left.set(offered.productId, left)
    const room = left.room
    const parts: Awaited['parts'] = []
    let uncovered = shortage
    // where a person answers, no lot is promised by itself
    for (const lot of offered.absentGoods === 'on_request' ? [] : left.lots) {
      const quantity = lot.free.lt(uncovered) ? lot.free : uncovered
      if (quantity.lte(zero)) continue
      parts.push({ quantity, eta: lot.eta, confirmed: lot.confirmed })
      lot.free = lot.free.minus(quantity)
      uncovered = uncovered.minus(quantity)
    }
    if (left.room) left.room = left.room.gt(shortage) ? left.room.minus(shortage) : zero
    return { shortage, parts, uncovered, room }
  }
}
