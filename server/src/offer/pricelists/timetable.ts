import { sql } from 'kysely'
import type { App } from '#kernel/app.ts'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { forgetFiles } from '#kernel/files.ts'
import { newId } from '#kernel/ids.ts'
import { keepFilesDays } from '@portal/api/price-files.ts'
import { askForFeedFile } from './create-feed.ts'
import { addMaking } from './make-file.ts'
import { nextMoment, scheduleOf } from './schedule.ts'

type Parts = Pick<App, 'db' | 'clock' | 'files'>

/** A feed that nobody has read for so long is made again only when somebody asks. Hours. */
const readWithin = 48
/** Of each kind in one run; the next run is five minutes later. */
const most = 500

/** Runs every five minutes: letters that are due, feeds that are no longer fresh, files that are old. Runs may overlap. */
export function timetable(parts: Parts): () => Promise<void> {
  return async () => {
    const now = parts.clock.now()
    await sendDue(parts.db, now)
    await refreshFeeds(parts.db, now)
    await forgetOld(parts, now)
  }
}

/**
 * Orders the file of each timetable that is due, and names its next moment, in one transaction: whoever comes second finds
 * nothing due. What was missed while nobody ran is sent once, not once for each day.
 */
async function sendDue(db: Db, now: Date): Promise<void> {
  const due = await db
    .selectFrom('pricelists.profiles')
    .select('id')
    .where('next_mail_at', '<=', now)
    .orderBy('next_mail_at')
    .limit(most)
    .execute()
  for (const { id } of due) await transaction(db, (tx) => sendOne(tx, id, now))
}

async function sendOne(tx: Tx, profileId: string, now: Date): Promise<void> {
  const profile = await tx
    .selectFrom('pricelists.profiles as p')
    .innerJoin('contracts.contracts as ct', 'ct.id', 'p.contract_id')
    .innerJoin('sellers.sellers as s', 's.id', 'ct.seller_id')
    .selectAll('p')
    .select('s.time_zone')
    .where('p.id', '=', profileId)
    .where('p.next_mail_at', '<=', now)
    .forUpdate('p')
    .executeTakeFirst()
  const schedule = profile && scheduleOf(profile)
  if (!profile || !schedule) return
  const id = newId()
  const ordered = await tx
    .insertInto('pricelists.files')
    .values({
      id,
      company_id: profile.company_id,
      contract_id: profile.contract_id,
      user_id: profile.user_id,
      profile_id: profile.id,
      purpose: 'mail',
      name: profile.name,
      settings: JSON.stringify(profile.settings),
      logo_file_id: profile.logo_file_id,
      scheduled_for: profile.next_mail_at,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (ordered) await addMaking(tx, { id, purpose: 'mail' })
  await tx
    .updateTable('pricelists.profiles')
    .set({ next_mail_at: nextMoment(schedule, now, profile.time_zone) })
    .where('id', '=', profileId)
    .execute()
}

/** Keeps fresh what machines read, so that they are answered at once. */
async function refreshFeeds(db: Db, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select f.id from pricelists.feeds f join pricelists.profiles p on p.id = f.profile_id
    where f.revoked_at is null and coalesce(f.last_used_at, f.created_at) > ${hoursBefore(now, readWithin)}
      and not exists (select from pricelists.files made where made.feed_id = f.id
        -- one that failed is not tried again at once either
        and (made.state in ('queued', 'making')
          or (made.finished_at > ${now}::timestamptz - make_interval(mins => f.fresh_minutes) and made.created_at >= p.updated_at)))
    order by f.id limit ${most}`.execute(db)
  for (const { id } of rows)
    await transaction(db, async (tx) => {
      const profile = await tx
        .selectFrom('pricelists.feeds as f')
        .innerJoin('pricelists.profiles as p', 'p.id', 'f.profile_id')
        .selectAll('p')
        .select('f.format')
        .where('f.id', '=', id)
        .where('f.revoked_at', 'is', null)
        .forUpdate('f')
        .executeTakeFirst()
      if (profile) await askForFeedFile(tx, { id, format: profile.format, profile }, now)
    })
}

/**
 * A file that has been kept long enough, or whose feed is closed or gone, leaves its row behind: that it was made is
 * still told.
 */
async function forgetOld({ db, files }: Parts, now: Date): Promise<void> {
  const { rows } = await sql<{ file_id: string }>`
    update pricelists.files f set file_id = null from pricelists.files old
    where old.id = f.id and old.file_id is not null and case when old.purpose = 'feed'
      then not exists (select from pricelists.feeds feed where feed.id = old.feed_id and feed.revoked_at is null)
      else old.finished_at < ${hoursBefore(now, keepFilesDays * 24)} end
    returning old.file_id`.execute(db)
  await forgetFiles(
    db,
    files,
    rows.map((row) => row.file_id),
  )
}

function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000)
}
