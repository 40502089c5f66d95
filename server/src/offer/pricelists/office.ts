import { AppError } from '@portal/api/errors.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { PriceFileFormat } from '@portal/api/price-file-settings.ts'
import type {
  listCompanyPriceFeeds,
  listCompanyPriceFiles,
  OfficePriceFeed,
} from '@portal/api/price-files-of-company.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { feedColumns, feedOnWire, type FeedRow } from './feeds.ts'
import { type FileRecord, fileOnWire } from './files.ts'

interface PageQuery {
  cursor?: string | undefined
  limit: number
}

interface OfficeFeedRow extends FeedRow {
  profile_name: string
  contract_number: string
  person_name: string
}

const officeFeeds = (which: RawBuilder<unknown>) => sql<OfficeFeedRow>`
  select ${feedColumns}, p.name as profile_name, ct.number as contract_number, u.name as person_name
  from pricelists.feeds f
  join pricelists.profiles p on p.id = f.profile_id
  join contracts.contracts ct on ct.id = p.contract_id
  join identity.users u on u.id = p.user_id
  where ${which}`

/** Addresses from which machines of a company read, the newest first; throws not_found for an unknown company. */
export async function companyFeeds(
  db: Db,
  companyId: string,
  query: PageQuery,
): Promise<OutputOf<typeof listCompanyPriceFeeds>> {
  await requireCompany(db, companyId)
  const after = query.cursor ? decodeCursor(query.cursor, ['id'])[0]! : null
  const { rows } = await sql<OfficeFeedRow>`${officeFeeds(
    after === null
      ? sql`p.company_id = ${companyId}`
      : sql`p.company_id = ${companyId} and f.id < ${after}::uuid`,
  )} order by f.id desc limit ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, (row) => [row.id], officeFeed)
}

/** One of them, as it is now; throws not_found. */
export async function companyFeed(db: Db, companyId: string, feedId: string): Promise<OfficePriceFeed> {
  const { rows } = await officeFeeds(sql`p.company_id = ${companyId} and f.id = ${feedId}`).execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return officeFeed(rows[0])
}

/** Files that people of a company had made, the newest first; throws not_found for an unknown company. */
export async function companyFiles(
  db: Db,
  companyId: string,
  query: PageQuery,
): Promise<OutputOf<typeof listCompanyPriceFiles>> {
  await requireCompany(db, companyId)
  const after = query.cursor ? decodeCursor(query.cursor, ['id'])[0]! : null
  const rows = await db
    .selectFrom('pricelists.files as f')
    .leftJoin('kernel.files as kept', 'kept.id', 'f.file_id')
    .innerJoin('contracts.contracts as ct', 'ct.id', 'f.contract_id')
    .innerJoin('identity.users as u', 'u.id', 'f.user_id')
    .selectAll('f')
    .select([
      'kept.size',
      'ct.number as contract_number',
      'u.name as person_name',
      sql<PriceFileFormat>`f.settings ->> 'format'`.as('format'),
    ])
    .where('f.company_id', '=', companyId)
    .where('f.purpose', '<>', 'feed')
    .$if(after !== null, (files) => files.where('f.id', '<', after))
    .orderBy('f.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => officeFile(row),
  )
}

function officeFeed(row: OfficeFeedRow): OfficePriceFeed {
  return {
    ...feedOnWire(row),
    profileName: row.profile_name,
    contractNumber: row.contract_number,
    personName: row.person_name,
  }
}

function officeFile(row: FileRecord & { contract_number: string; person_name: string }) {
  const { profileId: _, gone: __, ...file } = fileOnWire(row)
  return { ...file, contractNumber: row.contract_number, personName: row.person_name }
}

async function requireCompany(db: Db, companyId: string): Promise<void> {
  const company = await db
    .selectFrom('organizations.companies')
    .select('id')
    .where('id', '=', companyId)
    .executeTakeFirst()
  if (!company) throw new AppError('not_found')
}
