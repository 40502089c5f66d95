import type { Insertable } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { lineAmounts, type Decimal } from '#kernel/money.ts'
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
    quantity: line.quantity.toFixed(),
    original_quantity: ordered.toFixed(),
    price: line.price.toFixed(),
    original_price: line.price.toFixed(),
    price_source: 'erp',
    vat_rate: line.vatRate?.toFixed() ?? null,
    net: amounts.net.toFixed(),
    vat: amounts.vat.toFixed(),
    gross: amounts.gross.toFixed(),
    origin: 'erp',
  }
}
