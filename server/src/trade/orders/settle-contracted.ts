import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { changeDrawn } from '#src/terms/contracts/public.ts'

/**
 * Brings what an order's lines draw of contracted quantities to what they are now; what was cancelled is given back.
 * With `check` a rise beyond an agreement that blocks is refused as over_contracted.
 */
export async function settleContracted(tx: Tx, orderId: string, options: { check: boolean }): Promise<void> {
  const { rows } = await sql<{ drawn_from: string; change: string }>`
    with wanted as (
      select l.id, l.drawn_from, l.drawn as before,
        round((l.quantity - l.cancelled) * case when f.packaging_id = l.packaging_id then 1
          else l.factor_numerator / l.factor_denominator end, 6) as drawn
      from orders.lines l join contracts.fixed_prices f on f.id = l.drawn_from where l.order_id = ${orderId})
    update orders.lines l set drawn = w.drawn from wanted w where l.id = w.id and w.drawn <> w.before
    returning w.drawn_from, w.drawn - w.before as change`.execute(tx)
  await changeDrawn(
    tx,
    rows.map((row) => ({ fixedPriceId: row.drawn_from, quantity: decimal(row.change) })),
    options,
  )
}
