import type { Tx } from '#kernel/db.ts'
import { type Decimal, decimal, sum, zero } from '#kernel/money.ts'
import { release } from '#src/goods/inventory/public.ts'
import {
  amountsOfLine,
  type ChargedLine,
  type Going,
  nextPart,
  repriced,
  type ShippedPart,
  upTo,
} from './shipped-parts.ts'
import { type LineRow, type OrderRow, quantitiesOf } from './store.ts'

/** A new quantity of a line: what is held of it beyond the new quantity is given back. */
export async function setQuantity(
  tx: Tx,
  order: OrderRow,
  line: LineRow,
  quantity: Decimal,
  now: Date,
): Promise<void> {
  const before = quantitiesOf(line)
  const open = quantity.minus(before.shipped).minus(before.picking)
  const reserved = before.reserved.gt(open) ? open : before.reserved
  const given = before.reserved.minus(reserved)
  if (given.gt(0)) {
    const base = given
      .times(decimal(line.factor_numerator))
      .div(decimal(line.factor_denominator))
      .toDecimalPlaces(6)
    await release(tx, [{ orderLineId: line.id, quantity: base }], 'changed', now)
  }
  await setLine(tx, order, line, { quantity, reserved, cancelled: decimal('0') })
}

type Change = Partial<
  Record<'quantity' | 'reserved' | 'picking' | 'shipped' | 'delivered' | 'cancelled' | 'price', Decimal>
>

/**
 * Writes quantities of a line with its amounts: what is cancelled is not charged, what has gone keeps the VAT of its day.
 * `going` says of what is shipped beyond the parts on record when it goes and at what rate; the rest of the line is
 * reckoned at that rate from now on.
 */
export async function setLine(
  tx: Tx,
  order: OrderRow,
  line: LineRow,
  change: Change,
  going?: Omit<Going, 'quantity'>,
): Promise<void> {
  const quantity = change.quantity ?? decimal(line.quantity)
  const charged: ChargedLine = {
    price: change.price ?? decimal(line.price),
    includesVat: line.price_includes_vat,
    currency: order.currency,
    quantity: quantity.minus(change.cancelled ?? decimal(line.cancelled)),
  }
  const shipped = change.shipped ?? decimal(line.shipped)
  const before = line.parts.map(partOf)
  const parts = upTo(charged, change.price ? repriced(charged, before) : before, shipped)
  const more = shipped.minus(sum(parts.map((part) => part.quantity)))
  if (going && more.gt(zero)) parts.push(nextPart(charged, parts, { ...going, quantity: more }))
  const rate = going ? going.rate : line.vat_rate === null ? null : decimal(line.vat_rate)
  const amounts = amountsOfLine(charged, parts, rate)
  const written = Object.fromEntries(
    Object.entries(change).map(([column, value]) => [column, value.toFixed()]),
  )
  await tx
    .updateTable('orders.lines')
    .set({
      ...written,
      vat_rate: rate?.toFixed() ?? null,
      net: amounts.net.toFixed(),
      vat: amounts.vat.toFixed(),
      gross: amounts.gross.toFixed(),
    })
    .where('id', '=', line.id)
    .execute()
  await writeParts(tx, line.id, before, parts)
}

function partOf(stored: LineRow['parts'][number]): ShippedPart {
  return {
    quantity: decimal(stored.quantity),
    rate: stored.rate === null ? null : decimal(stored.rate),
    shippedOn: stored.shippedOn,
    shipment: stored.shipment,
    net: decimal(stored.net),
    vat: decimal(stored.vat),
    gross: decimal(stored.gross),
  }
}

/** Parts that stay are left alone; from the first that differs on they are written anew. */
async function writeParts(
  tx: Tx,
  lineId: string,
  before: readonly ShippedPart[],
  parts: readonly ShippedPart[],
): Promise<void> {
  const differs = parts.findIndex((part, index) => part !== before[index])
  const kept = differs === -1 ? parts.length : differs
  if (kept < before.length)
    await tx
      .deleteFrom('orders.shipped_parts')
      .where('line_id', '=', lineId)
      .where('position', '>', kept)
      .execute()
  if (kept < parts.length)
    await tx
      .insertInto('orders.shipped_parts')
      .values(
        parts.slice(kept).map((part, index) => ({
          line_id: lineId,
          position: kept + index + 1,
          quantity: part.quantity.toFixed(),
          shipped_on: part.shippedOn,
          vat_rate: part.rate?.toFixed() ?? null,
          net: part.net.toFixed(),
          vat: part.vat.toFixed(),
          gross: part.gross.toFixed(),
          shipment_number: part.shipment,
        })),
      )
      .execute()
}
