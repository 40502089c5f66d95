import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { Decimal } from '#kernel/money.ts'
import { contractedOf, type ContractedLine } from './contracted.ts'

/** What a line took of a contracted quantity. */
export interface Draw {
  fixedPriceId: string
  /** in the fixed price's unit; negative: given back */
  quantity: Decimal
}

/**
 * Draws ordered quantities from those agreed under a contract; aligned by index, null = nothing was agreed.
 * `today` is the date in the seller's zone. Throws over_contracted as changeDrawn() does.
 */
export async function drawContracted(
  tx: Tx,
  contractId: string,
  lines: readonly ContractedLine[],
  today: string,
): Promise<(Draw | null)[]> {
  const agreed = await contractedOf(tx, contractId, lines, today)
  const draws = agreed.map((each, index) => {
    if (!each) return null
    const quantity = lines[index]!.quantity.times(each.perUnit).toDecimalPlaces(6)
    return { fixedPriceId: each.fixedPriceId, quantity }
  })
  await changeDrawn(
    tx,
    draws.filter((draw) => draw !== null),
    { check: true },
  )
  return draws
}

/**
 * Draws more, or gives back. Rows are locked in id order, and what is over is seen after the change, so that orders of
 * one moment cannot overdraw. With `check` it throws over_contracted with the product's name where the agreement says
 * "block"; where it says "warn", more may be drawn than agreed.
 */
export async function changeDrawn(
  tx: Tx,
  changes: readonly Draw[],
  { check }: { check: boolean },
): Promise<void> {
  if (changes.length === 0) return
  const ids = changes.map((change) => change.fixedPriceId)
  await sql`select from contracts.fixed_prices where id = any(${ids}::uuid[]) order by id for update`.execute(
    tx,
  )
  const { rows } = await sql<{ name: string }>`
    with drawn as (
      update contracts.fixed_prices f set drawn_quantity = greatest(f.drawn_quantity + c.quantity, 0)
      from (select id, sum(quantity) as quantity
        from unnest(${ids}::uuid[], ${changes.map((change) => change.quantity.toFixed())}::numeric[]) as c(id, quantity)
        group by id) c
      where f.id = c.id
      returning f.product_id,
        c.quantity > 0 and f.over_contracted = 'block' and f.drawn_quantity > f.contracted_quantity as over)
    select p.name from drawn d join catalog.products p on p.id = d.product_id where d.over
    order by p.name limit 1`.execute(tx)
  if (check && rows[0]) throw new AppError('over_contracted', { name: rows[0].name })
}
