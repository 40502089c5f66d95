import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { evaluateLines } from './evaluate.ts'
import { storedLines, type LockedCart } from './store.ts'

/** The buyer has looked at the changed prices: today's are what he saw. */
export async function notePricesSeen(tx: Tx, context: Context, cart: LockedCart): Promise<void> {
  const lines = await evaluateLines(tx, buyerTerms(context), await storedLines(tx, cart.id), context)
  await sql`
    update carts.lines l set seen_price = seen.price
    from unnest(${lines.map((line) => line.stored.id)}::uuid[],
      ${lines.map((line) => line.price?.unitPrice.toFixed() ?? null)}::numeric[]) as seen(id, price)
    where l.id = seen.id`.execute(tx)
}
