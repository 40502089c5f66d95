import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { Decimal } from '#kernel/money.ts'

/**
 * Draws ordered quantities from those agreed under a contract, in one atomic statement. `today` is the date in the
 * seller's zone. Throws over_contracted with the product's name where the agreement says "block"; where it says "warn",
 * more may be drawn than agreed.
 */
export async function drawContracted(
  tx: Tx,
  contractId: string,
  lines: readonly { productId: string; packagingId: string; quantity: Decimal }[],
  today: string,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    with drawn as (
      update contracts.fixed_prices f set drawn_quantity = f.drawn_quantity + l.quantity
      from (select product_id, packaging_id, sum(quantity) as quantity
        from unnest(${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.packagingId)}::uuid[],
          ${lines.map((line) => line.quantity.toFixed())}::numeric[]) as l(product_id, packaging_id, quantity)
        group by 1, 2) l
      where f.contract_id = ${contractId} and f.product_id = l.product_id and f.packaging_id = l.packaging_id
        and f.contracted_quantity is not null
        and f.valid_from <= ${today}::date and ${today}::date < f.valid_until
      returning f.product_id, f.over_contracted = 'block' and f.drawn_quantity > f.contracted_quantity as over)
    select p.name from drawn d join catalog.products p on p.id = d.product_id where d.over`.execute(tx)
  if (rows[0]) throw new AppError('over_contracted', { name: rows[0].name })
}
