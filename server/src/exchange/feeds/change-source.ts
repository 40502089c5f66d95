import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { createFeedSource, FeedSettings, updateFeedSource } from '@portal/api/feeds.ts'
import { transaction } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import type { Context } from '#kernel/mount.ts'
import { addFeedConnection, changeFeedConnection } from '#src/exchange/erp/public.ts'
import { record } from '#src/people/audit/public.ts'
import { settingsOf } from './feed-settings.ts'

export async function addSource(
  context: Context,
  body: ParsedOf<typeof createFeedSource>['body'],
): Promise<string> {
  return transaction(context.db, async (tx) => {
    const { name, sellerId } = body
    const id = await addFeedConnection(tx, { name, sellerId, now: context.now })
    const settings = settingsOf(body.settings)
    await tx
      .insertInto('feeds.sources')
      .values({ id, settings: JSON.stringify(settings), next_fetch_at: firstFetch(settings, context.now) })
      .execute()
    await record(tx, context, {
      action: 'feed_source.create',
      entityKind: 'feed_source',
      entityId: id,
      details: { name, ...settings },
    })
    await tellBrowsers(tx, { topic: 'exchange', id, operator: true })
    return id
  })
}

export async function changeSource(
  context: Context,
  sourceId: string,
  body: ParsedOf<typeof updateFeedSource>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('feeds.sources')
      .select(['settings', 'next_fetch_at'])
      .where('id', '=', sourceId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    const known = settingsOf(before.settings)
    const settings = { ...known, ...body.settings }
    const timetable = settings.url !== known.url || settings.everyHours !== known.everyHours
    await tx
      .updateTable('feeds.sources')
      .set({
        settings: JSON.stringify(settings),
        ...(timetable ? { next_fetch_at: firstFetch(settings, context.now) } : {}),
      })
      .where('id', '=', sourceId)
      .execute()
    await changeFeedConnection(tx, sourceId, body)
    if (body.forgetColumns)
      await tx.deleteFrom('feeds.remembered_columns').where('source_id', '=', sourceId).execute()
    await record(tx, context, {
      action: 'feed_source.change',
      entityKind: 'feed_source',
      entityId: sourceId,
      details: body,
    })
    await tellBrowsers(tx, { topic: 'exchange', id: sourceId, operator: true })
  })
}

/** A new address is read by the next look at the timetable. */
function firstFetch(settings: FeedSettings, now: Date): Date | null {
  return settings.url === null ? null : now
}
