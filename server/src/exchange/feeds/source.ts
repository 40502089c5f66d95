import type { FeedSettings } from '@portal/api/feeds.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { settingsOf } from './feed-settings.ts'

/** A source of price files: whose goods it names, and the key of its mappings. */
export interface Source {
  id: string
  name: string
  key: string
  sellerId: string
  active: boolean
  settings: FeedSettings
}

export async function sourceOf(db: Db | Tx, sourceId: string): Promise<Source | null> {
  const row = await db
    .selectFrom('feeds.sources as s')
    .innerJoin('erp.connections as c', 'c.id', 's.id')
    .select(['s.id', 'c.name', 'c.source', 'c.seller_id', 'c.active', 's.settings'])
    .where('s.id', '=', sourceId)
    .executeTakeFirst()
  return (
    (row && {
      id: row.id,
      name: row.name,
      key: row.source,
      sellerId: row.seller_id,
      active: row.active,
      settings: settingsOf(row.settings),
    }) ??
    null
  )
}
