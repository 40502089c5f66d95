import { AppError } from '@portal/api/errors.ts'
import type { PriceFileProfile, PriceFileProfileSummary } from '@portal/api/price-file-profiles.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { type Context, signedIn } from '#kernel/mount.ts'
import { priceListTerms } from './access.ts'
import { feedsOf } from './feeds.ts'
import { scheduleOf } from './schedule.ts'
import { type ReadSettings, storedSettings } from './settings.ts'

/** The caller's own profiles under his present contract; anybody else's are not there. */
export function ownProfiles(context: Context) {
  const { contractId } = priceListTerms(context)
  return context.db
    .selectFrom('pricelists.profiles')
    .where('user_id', '=', signedIn(context).id)
    .where('contract_id', '=', contractId)
}

export async function profileList(context: Context): Promise<PriceFileProfileSummary[]> {
  const rows = await ownProfiles(context)
    .selectAll()
    .select((select) =>
      select
        .selectFrom('pricelists.feeds as f')
        .select((inner) => inner.fn.countAll<string>().as('count'))
        .whereRef('f.profile_id', '=', 'pricelists.profiles.id')
        .where('f.revoked_at', 'is', null)
        .as('feed_count'),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const settings = storedSettings(row.settings)
    return {
      id: row.id,
      name: row.name,
      format: settings.format,
      hasMarkUp: settings.markUp !== null,
      schedule: scheduleOf(row),
      feedCount: Number(row.feed_count ?? 0),
      updatedAt: row.updated_at.toISOString(),
    }
  })
}

/** One of the caller's profiles; throws not_found. */
export async function profileFor(context: Context, profileId: string): Promise<PriceFileProfile> {
  const row = await ownProfiles(context).selectAll().where('id', '=', profileId).executeTakeFirst()
  if (!row) throw new AppError('not_found')
  const settings = storedSettings(row.settings)
  const [names, feeds] = await Promise.all([
    namesIn(context.db, settings, context.language),
    feedsOf(context.db, profileId),
  ])
  return {
    id: row.id,
    name: row.name,
    settings,
    names,
    hasLogo: row.logo_file_id !== null,
    schedule: scheduleOf(row),
    feeds,
    updatedAt: row.updated_at.toISOString(),
    abilities: { schedule: !row.on_behalf, feed: !row.on_behalf },
  }
}

/** Names of the categories and brands that settings mention. */
async function namesIn(
  db: Db,
  { scope, markUp }: ReadSettings,
  language: string,
): Promise<Record<string, string>> {
  const categories = [...scope.categoryIds, ...(markUp?.categories ?? []).map((one) => one.categoryId)]
  const brands = [...scope.brandIds, ...(markUp?.brands ?? []).map((one) => one.brandId)]
  if (categories.length + brands.length === 0) return {}
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, ${language === 'en' ? sql`coalesce(c.name_en, c.name)` : sql`c.name`} as name
    from catalog.categories c where c.active and c.id = any(${categories}::uuid[])
    union all
    select b.id, b.name from catalog.brands b where b.id = any(${brands}::uuid[])`.execute(db)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
