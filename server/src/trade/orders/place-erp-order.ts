import type { Tx } from '#kernel/db.ts'
import { publish, tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { changeHold } from '#src/terms/credit/public.ts'
import { lineOfErp, type ErpLine } from './erp-line.ts'
import { ordersPlaced } from './events.ts'
import { lockOrder, nextNumber, settleOrder, tellHistory } from './store.ts'

export interface ErpOrder {
  companyId: string
  contractId: string
  sellerId: string
  currency: string
  pricesIncludeVat: boolean
  erpNumber: string | null
  comment: string | null
  lines: readonly ErpLine[]
}

/**
 * Places an order that was made in the ERP (by phone, say): confirmed, known there, and holding credit like any other.
 * Its stock is not reserved here, because the ERP's own figures have it already. Answers the order's id and number.
 */
export async function placeErpOrder(
  tx: Tx,
  made: ErpOrder,
  now: Date,
): Promise<{ id: string; number: string }> {
  const id = newId()
  const number = await nextNumber(tx)
  await tx
    .insertInto('orders.orders')
    .values({
      id,
      number,
      company_id: made.companyId,
      contract_id: made.contractId,
      seller_id: made.sellerId,
      origin: 'erp',
      status: 'confirmed',
      currency: made.currency,
      prices_include_vat: made.pricesIncludeVat,
      net: '0',
      vat: '0',
      gross: '0',
      comment: made.comment,
      erp_number: made.erpNumber,
      taken_by_erp_at: now,
      erp_answered_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute()
  const order = await lockOrder(tx, id)
  const lines = made.lines.map((line, index) => lineOfErp(order, line, index + 1, line.quantity))
  for (let from = 0; from < lines.length; from += 1000)
    await tx
      .insertInto('orders.lines')
      .values(lines.slice(from, from + 1000))
      .execute()
  const settled = await settleOrder(tx, order, { now, confirmed: true, sendToErp: false })
  await changeHold(tx, {
    contractId: made.contractId,
    orderId: id,
    amount: decimal(settled.gross),
    now,
    reason: 'erp',
    check: false,
  })
  await tellHistory(tx, id, { source: 'erp', userId: null, now }, [
    { kind: 'placed', details: { number: made.erpNumber } },
  ])
  await publish(tx, ordersPlaced, { orderId: id, companyId: made.companyId })
  await tellBrowsers(tx, { topic: 'orders', id, companyId: made.companyId, operator: true })
  return { id, number }
}
