import { AppError } from '@portal/api/errors.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { PriceListAssignment, PriceListDetails } from '@portal/api/price-lists.ts'
import type { listPriceLists, PriceListSummary } from '@portal/api/price-lists.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import type { Context } from '#kernel/mount.ts'
import { rateToday } from './rate-sources.ts'
import { volumeDiscountsJson } from './volume-discounts.ts'

/** What other rooms know of price lists, told here beside them. */
export interface BesidePriceLists {
  /** How many contracts have each of these as their own; one without any may be absent. */
  contractsOf(db: Db, priceListIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** The connections behind these sources; one that is known no more is absent. */
  sources(
    db: Db,
    sources: readonly string[],
  ): Promise<ReadonlyMap<string, { name: string; lastSeenAt: Date | null }>>
}

/** The states and rates of lists are those of a day in their seller's zone. */
type At = Pick<Context, 'db' | 'now'>

interface Row {
  id: string
  name: string
  sort: string
  currency: string
  includes_vat: boolean
  is_base: boolean
  active: boolean
  seller_id: string
  seller_name: string
  kind: PriceListSummary['kind']
  tiers_by: PriceListDetails['tiersBy']
  rounding: PriceListDetails['rounding']
  valid_from: string
  valid_until: string
  state: PriceListSummary['state']
  edition_of: PriceListSummary['editionOf']
  converts_to: string | null
  price_count: number
  assignment_count: number
  source: string | null
  updated_at: Date
}

/** A page of price lists by name. */
export async function priceListPage(
  { db, now }: At,
  beside: BesidePriceLists,
  query: ParsedOf<typeof listPriceLists>['query'],
): Promise<OutputOf<typeof listPriceLists>> {
  const filter = query.search ? sql`l.name ilike ${containing(query.search)}` : sql`true`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const rows = await rowsOf(
    db,
    after ? sql`${filter} and (lower(l.name), l.id) > (${after[0]}, ${after[1]}::uuid)` : filter,
    query.limit + 1,
    now,
    'some',
  )
  const known = await besideOf(db, beside, rows)
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.sort, row.id],
    (row) => counted(summaryOf(row, known)),
  )
  if (!query.total) return page
  const total = await sql<{ count: number }>`
    select count(*)::int from pricing.price_lists l where ${filter}`.execute(db)
  return { ...page, total: total.rows[0]!.count }
}

/** One price list with whose it is; throws not_found. */
export async function priceListFor(
  { db, now }: At,
  beside: BesidePriceLists,
  priceListId: string,
): Promise<PriceListDetails> {
  const rows = await rowsOf(db, sql`l.id = ${priceListId}`, 1, now, 'all')
  const row = rows[0]
  if (!row) throw new AppError('not_found')
  const [known, assignments, segments, terms] = await Promise.all([
    besideOf(db, beside, rows),
    assignmentsOf(db, priceListId),
    segmentsOfCompanies(db),
    termsOfList({ db, now }, priceListId),
  ])
  const lastSeenAt = row.source === null ? null : known.sources.get(row.source)?.lastSeenAt
  return {
    ...summaryOf(row, known),
    ...terms,
    tiersBy: row.tiers_by,
    rounding: row.rounding,
    assignments,
    segments,
    lastExchangeAt: lastSeenAt?.toISOString() ?? null,
  }
}

/** A page of lists counts so many prices of each at most; a list that is opened counts them all. */
const countedOnPage = 1000

async function rowsOf(
  db: Db,
  where: RawBuilder<unknown>,
  limit: number,
  now: Date,
  counting: 'all' | 'some',
): Promise<Row[]> {
  const today = sql`(${now}::timestamptz at time zone s.time_zone)::date`
  const mostCounted = counting === 'all' ? sql`` : sql`limit ${countedOnPage + 1}`
  const { rows } = await sql<Row>`
    select l.id, l.name, lower(l.name) as sort, l.currency, l.includes_vat, l.is_base, l.active, l.seller_id,
      s.name as seller_name, l.updated_at, l.kind, l.tiers_by, l.rounding, l.valid_from, l.valid_until,
      case when l.valid_from > ${today} then 'not_yet' when l.valid_until <= ${today} then 'over' else 'in_force' end as state,
      (select rs.to_currency from pricing.rate_sources rs where rs.id = l.rate_source_id) as converts_to,
      (select json_build_object('id', o.id, 'name', o.name) from pricing.price_lists o where o.id = l.edition_of) as edition_of,
      (select count(*)::int from (select from pricing.prices r where r.price_list_id = l.id ${mostCounted}) r) as price_count,
      (select count(*)::int from pricing.assignments a where a.price_list_id = l.id) as assignment_count,
      (select min(m.source) from pricing.price_list_mappings m where m.price_list_id = l.id) as source
    from pricing.price_lists l join sellers.sellers s on s.id = l.seller_id
    where ${where} order by lower(l.name), l.id limit ${limit}`.execute(db)
  return rows
}

interface Beside {
  contracts: ReadonlyMap<string, number>
  sources: ReadonlyMap<string, { name: string; lastSeenAt: Date | null }>
}

async function besideOf(db: Db, beside: BesidePriceLists, rows: readonly Row[]): Promise<Beside> {
  const [contracts, sources] = await Promise.all([
    beside.contractsOf(
      db,
      rows.map(({ id }) => id),
    ),
    beside.sources(
      db,
      rows.flatMap(({ source }) => source ?? []),
    ),
  ])
  return { contracts, sources }
}

function summaryOf(row: Row, { contracts, sources }: Beside): PriceListSummary {
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    includesVat: row.includes_vat,
    isBase: row.is_base,
    active: row.active,
    kind: row.kind,
    validFrom: dateOrNull(row.valid_from),
    validUntil: dateOrNull(row.valid_until),
    state: row.state,
    convertsTo: row.converts_to,
    editionOf: row.edition_of,
    sellerId: row.seller_id,
    sellerName: row.seller_name,
    priceCount: row.price_count,
    morePrices: false,
    contractCount: contracts.get(row.id) ?? 0,
    assignmentCount: row.assignment_count,
    source: row.source && (sources.get(row.source)?.name ?? row.source),
    updatedAt: row.updated_at.toISOString(),
  }
}

type ListTerms = Pick<PriceListDetails, 'rateSource' | 'volumeDiscounts' | 'editions'>

/** What is told of one list only: its rate of today, its volume discounts and its editions. */
async function termsOfList({ db, now }: At, priceListId: string): Promise<ListTerms> {
  const today = sql`(${now}::timestamptz at time zone seller.time_zone)::date`
  const { rows } = await sql<ListTerms>`
    select (
        select json_build_object('id', s.id, 'name', s.name, 'toCurrency', s.to_currency, 'rate', ${rateToday(now)})
        from pricing.rate_sources s where s.id = l.rate_source_id) as "rateSource",
      ${volumeDiscountsJson(sql`pricing.volume_discounts v where v.price_list_id = l.id`)} as "volumeDiscounts",
      (select json_agg(json_build_object('id', e.id, 'name', e.name, 'validFrom', nullif(e.valid_from, '-infinity'),
          'validUntil', nullif(e.valid_until, 'infinity'), 'active', e.active, 'inForce', e.id is not distinct from (
            select f.id from pricing.price_lists f
            where coalesce(f.edition_of, f.id) = coalesce(l.edition_of, l.id) and f.active
              and f.valid_from <= ${today} and ${today} < f.valid_until
            order by f.valid_from desc, f.id desc limit 1)) order by e.valid_from, e.id)
        from pricing.price_lists e where coalesce(e.edition_of, e.id) = coalesce(l.edition_of, l.id)) as editions
    from pricing.price_lists l join sellers.sellers seller on seller.id = l.seller_id
    where l.id = ${priceListId}`.execute(db)
  return rows[0]!
}

function dateOrNull(value: string): string | null {
  return value.endsWith('infinity') ? null : value
}

function counted(summary: PriceListSummary): PriceListSummary {
  const morePrices = summary.priceCount > countedOnPage
  return { ...summary, morePrices, priceCount: Math.min(summary.priceCount, countedOnPage) }
}

async function assignmentsOf(db: Db, priceListId: string): Promise<PriceListAssignment[]> {
  const { rows } = await sql<PriceListAssignment>`
    select a.id, coalesce(a.company_id, a.group_id) as "subjectId", coalesce(c.name, g.name, a.segment) as name,
      case when a.company_id is not null then 'company' when a.group_id is not null then 'group' else 'segment' end as kind
    from pricing.assignments a
    left join organizations.companies c on c.id = a.company_id
    left join organizations.groups g on g.id = a.group_id
    where a.price_list_id = ${priceListId}
    order by num_nonnulls(a.company_id) desc, num_nonnulls(a.group_id) desc, 3, a.id`.execute(db)
  return rows
}

async function segmentsOfCompanies(db: Db): Promise<string[]> {
  const { rows } = await sql<{ segment: string }>`
    select distinct segment from organizations.companies where segment is not null order by segment limit 200`.execute(
    db,
  )
  return rows.map((row) => row.segment)
}
