import type { PriceFeed } from '@portal/api/price-file-profiles.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

export interface FeedRow {
  id: string
  format: string
  token_end: string
  fresh_minutes: number
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
  made_at: Date | null
  error_code: string | null
}

/** Columns of a feed with the state of its last file; needs the alias `f` for the feed. */
export const feedColumns = sql`f.id, f.format, f.token_end, f.fresh_minutes, f.created_at, f.last_used_at, f.revoked_at,
  (select max(made.finished_at) from pricelists.files made where made.feed_id = f.id and made.state = 'ready') as made_at,
  (select made.error_code from pricelists.files made where made.feed_id = f.id order by made.id desc limit 1) as error_code`

/** Addresses of a profile, the live ones first. */
export async function feedsOf(db: Db, profileId: string): Promise<PriceFeed[]> {
  const { rows } = await sql<FeedRow>`
    select ${feedColumns} from pricelists.feeds f where f.profile_id = ${profileId}
    order by f.revoked_at is not null, f.created_at desc, f.id limit 50`.execute(db)
  return rows.map(feedOnWire)
}

export function feedOnWire(row: FeedRow): PriceFeed {
  return {
    id: row.id,
    // written by us
    format: row.format as PriceFeed['format'],
    tokenEnd: row.token_end,
    freshMinutes: row.fresh_minutes,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    madeAt: row.made_at?.toISOString() ?? null,
    errorCode: row.error_code,
  }
}
