import { transaction } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { retryNow } from './retry-quarantine.ts'

/** A person asks to try what waits again: those records, or all. */
export async function retryAsked(context: Context, ids: readonly string[] | null) {
  const outcome = await retryNow(context.db, ids, context.now)
  await transaction(context.db, (tx) =>
    record(tx, context, {
      action: 'quarantine.retry',
      entityKind: 'quarantine',
      entityId: null,
      details: { asked: ids?.length ?? null, ...outcome },
    }),
  )
  return outcome
}

/** A person lets records go: what they wait for will never come. When 1C sends them again, they wait anew. */
export async function dismiss(context: Context, ids: readonly string[]): Promise<{ dismissed: number }> {
  return transaction(context.db, async (tx) => {
    const gone = await tx
      .updateTable('erp.quarantine')
      .set({ resolved_at: context.now })
      .where('id', 'in', [...ids])
      .where('resolved_at', 'is', null)
      .returning(['id', 'kind', 'external_id', 'label'])
      .execute()
    for (const { id, ...details } of gone)
      await record(tx, context, {
        action: 'quarantine.dismiss',
        entityKind: 'quarantine',
        entityId: id,
        details,
      })
    await tellBrowsers(tx, { topic: 'exchange', operator: true })
    return { dismissed: gone.length }
  })
}
