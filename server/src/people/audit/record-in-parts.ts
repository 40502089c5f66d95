import type { Tx } from '#kernel/db.ts'
import { type AuditEntry, type Doer, record } from './record.ts'

/** What one row of many has changed: its name, what stood there and what stands there now; null = nothing. */
export type RowChange = readonly [name: string, from: string | null, to: string | null]

const mostRows = 500

/** record() for a change of many rows: entries of at most 500 of them, so that none is unbounded and no row is left out. */
export async function recordInParts(
  tx: Tx,
  doer: Doer,
  entry: AuditEntry,
  changes: readonly RowChange[],
): Promise<void> {
  const parts = Math.max(Math.ceil(changes.length / mostRows), 1)
  for (let part = 0; part < parts; part += 1)
    await record(tx, doer, {
      ...entry,
      details: {
        ...entry.details,
        ...(parts > 1 ? { part: part + 1, parts } : {}),
        changes: changes.slice(part * mostRows, (part + 1) * mostRows),
      },
    })
}
