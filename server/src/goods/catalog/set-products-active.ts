import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'

/** Offers products or takes them out of the offer; nothing is ever deleted. */
export async function setProductsActive(
  tx: Tx,
  ids: readonly string[],
  active: boolean,
  now: Date,
): Promise<void> {
  await sql`update catalog.products set active = ${active} and not has_variants, updated_at = ${now}
    where id = any(${[...ids]}::uuid[])`.execute(tx)
}
