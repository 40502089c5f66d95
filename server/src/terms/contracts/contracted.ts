import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { decimal, type Decimal } from '#kernel/money.ts'

export interface ContractedLine {
  productId: string
  packagingId: string
  /** in that unit */
  quantity: Decimal
}

/** What is left of the quantity agreed at the fixed price that answers for a line. */
export interface Contracted {
  fixedPriceId: string
  /** in the fixed price's unit; below zero where more was drawn than agreed */
  left: Decimal
  /** the fixed price's units in one of the line's */
  perUnit: Decimal
  over: 'warn' | 'block'
}

/**
 * Contracted quantities of lines, aligned by index; null = nothing was agreed. The fixed price is the one that
 * resolvePrice() takes: of the line's own unit, else of the base unit; of two in force, the one that began later.
 * `today` is the date in the seller's zone. One query.
 */
export async function contractedOf(
  db: Db | Tx,
  contractId: string,
  lines: readonly Omit<ContractedLine, 'quantity'>[],
  today: string,
): Promise<(Contracted | null)[]> {
  const { rows } = await sql<{
    position: number
    id: string
    left: string
    numerator: string
    denominator: string
    over: Contracted['over']
  }>`
    select l.position::int, f.id, f.contracted_quantity - f.drawn_quantity as left, f.over_contracted as over,
      case when f.packaging_id = l.packaging_id then 1 else k.factor_numerator end::text as numerator,
      case when f.packaging_id = l.packaging_id then 1 else k.factor_denominator end::text as denominator
    from unnest(${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.packagingId)}::uuid[])
      with ordinality as l(product_id, packaging_id, position)
    left join catalog.packagings k on k.id = l.packaging_id and k.product_id = l.product_id
    cross join lateral (
      select f.* from contracts.fixed_prices f
      where f.contract_id = ${contractId} and f.product_id = l.product_id
        and f.packaging_id in (l.packaging_id, ${baseUnit})
        and f.valid_from <= ${today}::date and ${today}::date < f.valid_until
      order by (f.packaging_id = l.packaging_id) desc, f.valid_from desc limit 1
    ) f
    where f.contracted_quantity is not null and (f.packaging_id = l.packaging_id or k.id is not null)`.execute(
    db,
  )
  const found = new Map(rows.map((row) => [row.position - 1, row]))
  return lines.map((_, index) => {
    const row = found.get(index)
    if (!row) return null
    const perUnit = decimal(row.numerator).div(decimal(row.denominator))
    return { fixedPriceId: row.id, left: decimal(row.left), perUnit, over: row.over }
  })
}
