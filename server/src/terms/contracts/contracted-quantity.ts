import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'

export interface ContractedQuantity {
  /** the nil uuid = the base unit; the quantities are in it */
  packagingId: string
  contracted: Decimal
  drawn: Decimal
  /** the first day on which the agreement is over; null: without end */
  validUntil: string | null
  /** what happens beyond it */
  over: 'warn' | 'block'
}

/**
 * How much of a product is agreed under a contract on a date (`2026-11-24`, in the seller's zone) and how much is drawn.
 * As an order's line draws it (contractedOf): of two prices of a unit in force the one that began later answers, whether
 * it has a quantity or not.
 */
export async function contractedQuantity(
  db: Db,
  contractId: string,
  productId: string,
  today: string,
): Promise<ContractedQuantity | null> {
  const { rows } = await sql<{
    packaging_id: string
    contracted: string
    drawn: string
    valid_until: string | null
    over: 'warn' | 'block'
  }>`
    select f.packaging_id, f.contracted_quantity as contracted, f.drawn_quantity as drawn,
      nullif(f.valid_until, 'infinity')::text as valid_until, f.over_contracted as over
    from (
      select distinct on (packaging_id) * from contracts.fixed_prices
      where contract_id = ${contractId} and product_id = ${productId}
        and valid_from <= ${today}::date and ${today}::date < valid_until
      order by packaging_id, valid_from desc) f
    where f.contracted_quantity is not null
    order by f.valid_from desc, f.packaging_id limit 1`.execute(db)
  const row = rows[0]
  return row
    ? {
        packagingId: row.packaging_id,
        contracted: decimal(row.contracted),
        drawn: decimal(row.drawn),
        validUntil: row.valid_until,
        over: row.over,
      }
    : null
}
