import { AppError } from '@portal/api/errors.ts'
import type { Insertable } from 'kysely'
import type { OrdersLines } from '#src/database.ts'
import type { Tx } from '#kernel/db.ts'
import { dateIn } from '#kernel/clock.ts'
import { publish, tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { sum, wireMoney, zero } from '#kernel/money.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { reserve, type Reserved } from '#src/goods/inventory/public.ts'
import { drawContracted, type Draw } from '#src/terms/contracts/public.ts'
import { holdCredit } from '#src/terms/credit/public.ts'
import type { EvaluatedLine } from '../carts/public.ts'
import { ordersPlaced } from './events.ts'
import { nextNumber, tellHistory } from './store.ts'

export interface Checkout {
  purchaseId: string
  companyId: string
  poNumber: string | null
  wantedOn: string | null
  deliveryPointId: string | null
  deliveryAddress: string | null
  consignee: string | null
  comment: string | null
  absentChoice: 'parts' | 'wait' | 'cancel'
}

/** Places one order from the lines of one contract: number, credit, contracted quantity, stock, lines, history. */
export async function placeOrder(
  tx: Tx,
  context: Context,
  checkout: Checkout,
  lines: readonly EvaluatedLine[],
) {
  const { contract } = lines[0]!
  const { terms } = contract
  const id = newId()
  const total = (part: 'net' | 'vat' | 'gross') => sum(lines.map((line) => line.amounts?.[part] ?? zero))
  const gross = total('gross')
  const userId = signedIn(context).id
  const onBehalf = context.caller.acting !== null
  await holdCredit(tx, { contractId: terms.contractId, orderId: id, amount: gross, now: context.now })
  const draws = await drawContracted(
    tx,
    terms.contractId,
    lines.map((line) => ({
      productId: line.stored.productId,
      packagingId: line.stored.packagingId,
      quantity: line.quantity,
    })),
    dateIn(context.now, terms.timeZone),
  )
  const number = await nextNumber(tx)
  await tx
    .insertInto('orders.orders')
    .values({
      id,
      number,
      purchase_id: checkout.purchaseId,
      company_id: checkout.companyId,
      contract_id: terms.contractId,
      seller_id: terms.sellerId,
      origin: onBehalf ? 'phone' : 'portal',
      status: 'new',
      currency: terms.currency,
      prices_include_vat: lines[0]?.price?.includesVat ?? true,
      net: total('net').toFixed(),
      vat: total('vat').toFixed(),
      gross: gross.toFixed(),
      po_number: checkout.poNumber,
      wanted_on: checkout.wantedOn,
      delivery_point_id: checkout.deliveryPointId,
      delivery_address: checkout.deliveryAddress,
      consignee: checkout.consignee,
      comment: checkout.comment,
      absent_choice: checkout.absentChoice,
      created_by: userId,
      on_behalf: onBehalf,
      created_at: context.now,
      updated_at: context.now,
    })
    .execute()
  await insertLines(tx, id, await reserveLines(tx, lines, context.now), draws)
  await tellHistory(tx, id, { source: onBehalf ? 'manager' : 'buyer', userId, now: context.now }, [
    { kind: 'placed' },
  ])
  await publish(tx, ordersPlaced, { orderId: id, companyId: checkout.companyId })
  await tellBrowsers(tx, { topic: 'orders', id, companyId: checkout.companyId, operator: true })
  return { id, number, sellerName: contract.sellerName, gross: wireMoney(gross, terms.currency) }
}

interface ReservedLine {
  id: string
  line: EvaluatedLine
  reserved: Reserved
}

/** Takes what is there for each line; where absent goods are forbidden and another buyer was faster, nothing is ordered. */
async function reserveLines(tx: Tx, lines: readonly EvaluatedLine[], now: Date): Promise<ReservedLine[]> {
  const demands = lines.map((line) => ({
    orderLineId: newId(),
    productId: line.stored.productId,
    quantity: line.quantity.times(line.factor).toDecimalPlaces(6),
    warehouseIds: line.offered?.warehouses.map((warehouse) => warehouse.warehouseId) ?? [],
  }))
  const answers = await reserve(tx, demands, now)
  const short = answers.filter((answer, index) => answer.missing.gt(0) && stopsWhenShort(lines[index]!))
  if (short.length > 0) throw new AppError('cart_has_problems', { count: short.length })
  return lines.map((line, index) => ({ id: demands[index]!.orderLineId, line, reserved: answers[index]! }))
}

/** A refusal would tell the buyer a figure that he is not shown (law 5): there a manager confirms what there is. */
const stopsWhenShort = (line: EvaluatedLine) =>
  line.offered?.absentGoods === 'forbid' && line.enough !== 'unknown'

async function insertLines(
  tx: Tx,
  orderId: string,
  lines: readonly ReservedLine[],
  draws: readonly (Draw | null)[],
): Promise<void> {
  const rows = lines.map(({ id, line, reserved }, index): Insertable<OrdersLines> => {
    const unit = line.offered?.units.find((one) => one.packagingId === line.stored.packagingId)
    const taken = sum(reserved.parts.map((part) => part.quantity)).div(line.factor)
    const quantity = line.quantity.toFixed()
    const price = line.price!.unitPrice.toFixed()
    return {
      id,
      order_id: orderId,
      position: index + 1,
      product_id: line.stored.productId,
      article: line.stored.article,
      part_number: line.offered?.item.partNumber ?? null,
      name: line.stored.name,
      packaging_id: line.stored.packagingId,
      unit_code: unit!.code,
      unit_name: line.stored.unitName,
      factor_numerator: unit!.factorNumerator.toFixed(),
      factor_denominator: unit!.factorDenominator.toFixed(),
      quantity,
      original_quantity: quantity,
      price,
      original_price: price,
      base_price: line.price!.basePrice?.toFixed() ?? null,
      price_source: line.price!.source,
      vat_rate: line.offered?.vatRate?.toFixed() ?? null,
      net: line.amounts!.net.toFixed(),
      vat: line.amounts!.vat.toFixed(),
      gross: line.amounts!.gross.toFixed(),
      // never more than was ordered, whatever the division left
      reserved: (taken.gt(line.quantity) ? line.quantity : taken.toDecimalPlaces(6, 1)).toFixed(),
      comment: line.stored.comment,
      drawn_from: draws[index]?.fixedPriceId ?? null,
      drawn: draws[index]?.quantity.toFixed() ?? '0',
    }
  })
  for (let from = 0; from < rows.length; from += 1000)
    await tx
      .insertInto('orders.lines')
      .values(rows.slice(from, from + 1000))
      .execute()
}
