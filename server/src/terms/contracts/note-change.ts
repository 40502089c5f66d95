import type { Tx } from '#kernel/db.ts'
import { publish, tellBrowsers } from '#kernel/events.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { contractsChanged } from './events.ts'

/**
 * A contract has changed: the audit log knows who did it, the buyer's open tabs read their terms again, and whoever waits
 * for something under it is looked at.
 */
export async function noteChange(
  tx: Tx,
  context: Context,
  contract: { id: string; company_id: string },
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  await record(tx, context, {
    action,
    entityKind: 'contract',
    entityId: contract.id,
    companyId: contract.company_id,
    details,
  })
  await publish(tx, contractsChanged, { contractId: contract.id })
  await tellBrowsers(tx, { topic: 'context', companyId: contract.company_id })
}
