import type { Cart } from '@portal/api/carts.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { decimal, sum, wireMoney, wireQuantity, zero } from '#kernel/money.ts'
import { prepaymentOfOrder, type Waiting } from './waiting-part.ts'

/** What the whole cart comes to by the figures that its lines keep; one query, however many lines. */
export interface KeptTotals {
  totals: Cart['totals']
  orders: Cart['orders']
  lineCount: number
  /** some line stops the order */
  stopped: boolean
}

export async function keptTotals(tx: Tx, cartId: string): Promise<KeptTotals> {
  const { rows } = await sql<{
    contract_id: string
    number: string
    currency: string
    min_order_amount: string | null
    absent_prepayment: number | null
    seller_name: string
    line_count: number
    net: string
    vat: string
    gross: string
    weight_kg: string
    volume_m3: string
    without_weight: number
    stopped: boolean
    waiting: Waiting[] | null
    waiting_gross: string
  }>`
    select l.contract_id, ct.number, ct.currency, ct.min_order_amount, ct.absent_prepayment, seller.name as seller_name,
      l.line_count, l.net, l.vat, l.gross, l.weight_kg, l.volume_m3, l.without_weight, l.stopped,
      l.waiting, l.waiting_gross
    from (
      select contract_id, min(position) as first, count(*)::int as line_count, coalesce(sum(net), 0) as net,
        coalesce(sum(vat), 0) as vat, coalesce(sum(gross), 0) as gross, coalesce(sum(weight_kg), 0) as weight_kg,
        coalesce(sum(volume_m3), 0) as volume_m3, count(*) filter (where weight_kg is null)::int as without_weight,
        bool_or(blocks) as stopped, array_agg(distinct waiting) filter (where waiting is not null) as waiting,
        coalesce(sum(waiting_gross), 0) as waiting_gross
      from carts.lines where cart_id = ${cartId} group by contract_id
    ) l
    join contracts.contracts ct on ct.id = l.contract_id
    join sellers.sellers seller on seller.id = ct.seller_id
    order by l.first`.execute(tx)
  const currencies = new Set(rows.map((row) => row.currency))
  const currency = currencies.size === 1 ? rows[0]!.currency : undefined
  const money = (part: 'net' | 'vat' | 'gross') =>
    currency ? wireMoney(sum(rows.map((row) => decimal(row[part]))), currency) : null
  const measured = (part: 'weight_kg' | 'volume_m3') =>
    wireQuantity(sum(rows.map((row) => decimal(row[part]))).toDecimalPlaces(6))
  const lineCount = rows.reduce((count, row) => count + row.line_count, 0)
  return {
    totals: {
      lineCount,
      net: money('net'),
      vat: money('vat'),
      gross: money('gross'),
      weightKg: measured('weight_kg'),
      volumeM3: measured('volume_m3'),
      linesWithoutWeight: rows.reduce((count, row) => count + row.without_weight, 0),
    },
    orders: rows.map((row) => {
      const missing = row.min_order_amount ? decimal(row.min_order_amount).minus(row.gross) : zero
      return {
        contractId: row.contract_id,
        contractNumber: row.number,
        sellerName: row.seller_name,
        lineCount: row.line_count,
        gross: wireMoney(row.gross, row.currency),
        missingToMinimum: missing.gt(0) ? wireMoney(missing, row.currency) : null,
        prepayment: prepaymentOfOrder(
          row.absent_prepayment,
          new Set(row.waiting),
          decimal(row.waiting_gross),
          row.currency,
        ),
      }
    }),
    lineCount,
    stopped: rows.some((row) => row.stopped),
  }
}
