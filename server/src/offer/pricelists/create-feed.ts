import { AppError } from '@portal/api/errors.ts'
import { mostFeeds } from '@portal/api/price-file-feeds.ts'
import type { FeedFormat } from '@portal/api/price-file-profiles.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, signedIn } from '#kernel/mount.ts'
import { newToken, tokenHash } from '#kernel/passwords.ts'
import { addMaking } from './make-file.ts'
import { storedSettings } from './settings.ts'
import { lockProfile, note } from './write-profile.ts'

/**
 * Opens an address for machines and has its first file made; answers the token, of which only the hash is kept. Throws
 * not_found, limit_reached, and wrong_state for a profile of a manager who acts: no rights of the company stand behind it.
 */
export async function createFeed(
  context: Context,
  profileId: string,
  { format, freshMinutes }: { format: FeedFormat; freshMinutes: number },
): Promise<string> {
  const token = newToken()
  await transaction(context.db, async (tx) => {
    const profile = await lockProfile(tx, context, profileId)
    if (profile.on_behalf) throw new AppError('wrong_state', { what: 'on_behalf' })
    const { live } = await tx
      .selectFrom('pricelists.feeds')
      .select((select) => select.fn.countAll<string>().as('live'))
      .where('profile_id', '=', profileId)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(live) >= mostFeeds) throw new AppError('limit_reached', { most: mostFeeds })
    const id = newId()
    await tx
      .insertInto('pricelists.feeds')
      .values({
        id,
        profile_id: profileId,
        format,
        token_hash: tokenHash(token),
        token_end: token.slice(-4),
        fresh_minutes: freshMinutes,
        created_at: context.now,
        created_by: signedIn(context).id,
      })
      .execute()
    await askForFeedFile(tx, { id, format, profile }, context.now)
    await note(tx, context, 'open_feed', profileId, { feedId: id, format })
  })
  return token
}

interface FeedOfProfile {
  id: string
  format: string
  profile: {
    id: string
    company_id: string
    contract_id: string
    user_id: string
    name: string
    settings: unknown
  }
}

/** Has the file of a feed made anew; nothing when one waits to be made already. */
export async function askForFeedFile(
  tx: Tx,
  { id: feedId, format, profile }: FeedOfProfile,
  now: Date,
): Promise<void> {
  // two readers at once order one file
  await tx.selectFrom('pricelists.feeds').select('id').where('id', '=', feedId).forUpdate().execute()
  const waiting = await tx
    .selectFrom('pricelists.files')
    .select('id')
    .where('feed_id', '=', feedId)
    .where('state', 'in', ['queued', 'making'])
    .executeTakeFirst()
  if (waiting) return
  const id = newId()
  await tx
    .insertInto('pricelists.files')
    .values({
      id,
      company_id: profile.company_id,
      contract_id: profile.contract_id,
      user_id: profile.user_id,
      profile_id: profile.id,
      feed_id: feedId,
      purpose: 'feed',
      name: profile.name,
      settings: JSON.stringify({ ...storedSettings(profile.settings), format }),
      created_at: now,
    })
    .execute()
  await addMaking(tx, { id, purpose: 'feed' })
}
