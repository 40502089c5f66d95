import { AppError } from '@portal/api/errors.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { type Context, signedIn } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { lockProfile, note } from './write-profile.ts'

/** Closes an address of one's own profile; throws not_found. */
export async function revokeFeed(context: Context, profileId: string, feedId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockProfile(tx, context, profileId)
    const feed = await tx
      .selectFrom('pricelists.feeds')
      .select('id')
      .where('id', '=', feedId)
      .where('profile_id', '=', profileId)
      .executeTakeFirst()
    if (!feed) throw new AppError('not_found')
    if (await close(tx, context, feedId)) await note(tx, context, 'revoke_feed', profileId, { feedId })
  })
}

/** The operator closes an address of a company; throws not_found. */
export async function revokeFeedOfCompany(
  context: Context,
  companyId: string,
  feedId: string,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const feed = await tx
      .selectFrom('pricelists.feeds as f')
      .innerJoin('pricelists.profiles as p', 'p.id', 'f.profile_id')
      .select(['p.id as profile_id', 'p.name'])
      .where('f.id', '=', feedId)
      .where('p.company_id', '=', companyId)
      .executeTakeFirst()
    if (!feed) throw new AppError('not_found')
    if (await close(tx, context, feedId))
      await record(tx, context, {
        action: 'price_file_profile.revoke_feed',
        entityKind: 'price_file_profile',
        entityId: feed.profile_id,
        companyId,
        details: { feedId, name: feed.name },
      })
  })
}

/** A second time changes nothing: who closed it first stays written. */
async function close(tx: Tx, context: Context, feedId: string): Promise<boolean> {
  const closed = await tx
    .updateTable('pricelists.feeds')
    .set({ revoked_at: context.now, revoked_by: signedIn(context).id })
    .where('id', '=', feedId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return closed !== undefined
}
