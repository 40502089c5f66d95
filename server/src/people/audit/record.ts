import type { Context } from '#kernel/mount.ts'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'

export interface AuditEntry {
  /** `company.block`, `contract.change`: the entity and the verb */
  action: string
  entityKind: string
  entityId: string | null
  companyId?: string | null
  details?: Record<string, unknown>
}

/** Who does it, as far as the audit log must know; a Context is one. */
export type Doer = Pick<Context, 'caller' | 'now' | 'requestId'>

/** Writes what a person did, with "on behalf of", in the transaction of the change itself (law 13). */
export async function record(tx: Tx, doer: Doer, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit.entries')
    .values({
      id: newId(),
      at: doer.now,
      user_id: doer.caller.user?.id ?? null,
      on_behalf_of_company_id: doer.caller.acting?.companyId ?? null,
      request_id: doer.requestId,
      action: entry.action,
      entity_kind: entry.entityKind,
      entity_id: entry.entityId,
      company_id: entry.companyId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute()
}
