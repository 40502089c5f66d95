import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'
import { opaqueArray } from '#kernel/opaque-array.ts'

/** How much of each product stands in the open carts of the buyer's company, over all units, in base units. */
export async function quantitiesInCarts(
  db: Db,
  terms: BuyerTerms,
  productIds: readonly string[],
): Promise<Map<string, Decimal>> {
  const { rows } = await sql<{ product_id: string; quantity: string }>`
    select l.product_id, trim_scale(round(sum(l.quantity * coalesce(k.factor_numerator / k.factor_denominator, 1)), 6)) as quantity
    from carts.carts c
    join carts.lines l on l.cart_id = c.id
    left join catalog.packagings k on k.id = l.packaging_id
    where c.company_id = ${terms.companyId} and c.state = 'open' and l.product_id = any(${opaqueArray(productIds)})
    group by l.product_id`.execute(db)
  return new Map(rows.map((row) => [row.product_id, decimal(row.quantity)]))
}
