import type { Insertable } from 'kysely'
import type { OrdersLines } from '#src/database.ts'
import type { Tx } from '#kernel/db.ts'
import { dateIn } from '#kernel/clock.ts'
import { publish, tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { sum, wireMoney, zero } from '#kernel/money.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { drawContracted, type Draw } from '#src/terms/contracts/public.ts'
import { holdCredit } from '#src/terms/credit/public.ts'
import type { EvaluatedLine } from '../carts/public.ts'
import { ordersPlaced } from './events.ts'
import { pushWaits } from './push-waits.ts'
import { type ReservedLine, reservedOf, reserveLines } from './reserve-lines.ts'
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
  /** the last day to wait, of the choice `cancel` */
  absentUntil: string | null
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
      prices_include_vat: lines.every((line) => line.price?.includesVat ?? true),
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
      absent_until: checkout.absentUntil,
      prepayment_percent: contract.prepaymentPercent,
      created_by: userId,
      on_behalf: onBehalf,
      created_at: context.now,
      updated_at: context.now,
    })
    .execute()
  await insertLines(tx, id, await reserveLines(tx, lines, context.now), draws)
  await pushWaits(tx, [id], { now: context.now, tellOthers: false })
  await tellHistory(tx, id, { source: onBehalf ? 'manager' : 'buyer', userId, now: context.now }, [
    { kind: 'placed' },
  ])
  await publish(tx, ordersPlaced, { orderId: id, companyId: checkout.companyId })
  await tellBrowsers(tx, { topic: 'orders', id, companyId: checkout.companyId, operator: true })
  return { id, number, sellerName: contract.sellerName, gross: wireMoney(gross, terms.currency) }
}

async function insertLines(
  tx: Tx,
  orderId: string,
  lines: readonly ReservedLine[],
  draws: readonly (Draw | null)[],
): Promise<void> {
  const rows = lines.map((taken, index): Insertable<OrdersLines> => {
    const { id, line, promisedOn } = taken
    const unit = line.offered?.units.find((one) => one.packagingId === line.stored.packagingId)
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
      price_includes_vat: line.price!.includesVat,
      vat_rate: line.offered?.vatRate?.toFixed() ?? null,
      net: line.amounts!.net.toFixed(),
      vat: line.amounts!.vat.toFixed(),
      gross: line.amounts!.gross.toFixed(),
      reserved: reservedOf(taken).toFixed(),
      promised_on: promisedOn,
      absent_mode: line.offered?.absentGoods ?? 'backorder',
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
