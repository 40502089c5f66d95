import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { dropNumbers } from './store.ts'
import type { Whose } from './whose.ts'

/** Takes numbers away and answers what they were, so that it can be undone; a product without one is no mistake. */
export async function takeNumbersAway(context: Context, whose: Whose, productIds: readonly string[]) {
  return transaction(context.db, async (tx) => {
    const removed = await dropNumbers(tx, whose.companyId, productIds)
    if (removed.length > 0)
      await record(tx, context, {
        action: 'part_number.remove',
        entityKind: 'company',
        entityId: whose.companyId,
        companyId: whose.companyId,
        details: { removed },
      })
    return { removed }
  })
}
