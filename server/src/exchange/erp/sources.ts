import type { Db } from '#kernel/db.ts'

export interface Source {
  /** of the connection */
  name: string
  lastSeenAt: Date | null
}

/** The connections behind the "source" of mappings; one that is known no more is absent. */
export async function sourcesNamed(db: Db, sources: readonly string[]): Promise<ReadonlyMap<string, Source>> {
  if (sources.length === 0) return new Map()
  const rows = await db
    .selectFrom('erp.connections')
    .select(['source', 'name', 'last_seen_at'])
    .where('source', 'in', sources)
    .execute()
  return new Map(rows.map((row) => [row.source, { name: row.name, lastSeenAt: row.last_seen_at }]))
}
