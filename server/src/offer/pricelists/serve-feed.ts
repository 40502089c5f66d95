import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { type Db, transaction } from '#kernel/db.ts'
import { type Files, findFile } from '#kernel/files.ts'
import type { Context, ServedFile } from '#kernel/mount.ts'
import { tokenHash } from '#kernel/passwords.ts'
import { termsOfDelivery } from './access.ts'
import { askForFeedFile } from './create-feed.ts'

/** A file that is older is not served at all: its prices have nothing to do with today's. Hours. */
const oldestServed = 24

/**
 * The file behind a secret address. Whose it is, and whether he may have it now, is asked each time; a file that is not
 * fresh is ordered anew and, unless it is a day old, served meanwhile. Throws not_found, not_ready.
 */
export async function serveFeed(context: Context, files: Files, token: string): Promise<ServedFile> {
  const { db, now } = context
  const feed = await feedOf(db, token)
  const owner =
    feed &&
    (await termsOfDelivery(
      db,
      { user_id: feed.user_id, contract_id: feed.contract_id, on_behalf: false },
      now,
    ))
  if (!feed || !owner) throw new AppError('not_found')
  const kept = await lastFile(db, feed.id)
  const age = kept ? now.getTime() - kept.madeAt.getTime() : Infinity
  await transaction(db, async (tx) => {
    await tx
      .updateTable('pricelists.feeds')
      .set({ last_used_at: now })
      .where('id', '=', feed.id)
      .where((is) =>
        is.or([is('last_used_at', 'is', null), is('last_used_at', '<', new Date(now.getTime() - 60_000))]),
      )
      .execute()
    // a profile that was changed since speaks of another file
    if (!kept || age > feed.fresh_minutes * 60_000 || kept.askedAt < feed.updated_at)
      await askForFeedFile(
        tx,
        { id: feed.id, format: feed.format, profile: { ...feed, id: feed.profile_id } },
        now,
      )
  })
  if (!kept || age > oldestServed * 3_600_000) throw new AppError('not_ready')
  const file = await findFile(db, kept.fileId)
  if (!file) throw new AppError('not_ready')
  return {
    name: file.name,
    mime: file.mime,
    size: Number(file.size),
    sha256: file.sha256,
    madeAt: kept.madeAt,
    open: () => files.read(file.storage_key),
  }
}

function feedOf(db: Db, token: string) {
  return db
    .selectFrom('pricelists.feeds as f')
    .innerJoin('pricelists.profiles as p', 'p.id', 'f.profile_id')
    .select([
      'f.id',
      'f.format',
      'f.fresh_minutes',
      'f.profile_id',
      'p.company_id',
      'p.contract_id',
      'p.user_id',
      'p.name',
      'p.settings',
      'p.updated_at',
    ])
    .where('f.token_hash', '=', tokenHash(token))
    .where('f.revoked_at', 'is', null)
    .executeTakeFirst()
}

async function lastFile(
  db: Db,
  feedId: string,
): Promise<{ fileId: string; madeAt: Date; askedAt: Date } | null> {
  const { rows } = await sql<{ file_id: string; finished_at: Date; created_at: Date }>`
    select file_id, finished_at, created_at from pricelists.files
    where feed_id = ${feedId} and state = 'ready' and file_id is not null order by id desc limit 1`.execute(
    db,
  )
  const row = rows[0]
  return row ? { fileId: row.file_id, madeAt: row.finished_at, askedAt: row.created_at } : null
}
