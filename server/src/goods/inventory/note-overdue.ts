import { sql } from 'kysely'
import { type Db, transaction } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { lotsChanged } from './events.ts'
import { overdue } from './lot-view.ts'

/** Lots whose day has passed where their seller is: noticed once, and what they promised is promised anew. */
export async function noteOverdue(db: Db, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    const { rows } = await sql<{ product_id: string }>`
      with late as (
        select l.id from inventory.lots l join catalog.products p on p.id = l.product_id
          join sellers.sellers s on s.id = p.seller_id
        where l.state = 'expected' and l.overdue_since is null and ${overdue(now)}
        order by l.eta, l.id limit 1000 for update of l skip locked)
      update inventory.lots l set overdue_since = l.eta from late where late.id = l.id
      returning l.product_id`.execute(tx)
    if (rows.length > 0)
      await publish(tx, lotsChanged, { productIds: [...new Set(rows.map((row) => row.product_id))] })
  })
}
