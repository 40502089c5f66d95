import { AppError } from '@portal/api/errors.ts'
import type { Company, CompanySummary, listCompanies, listSegments } from '@portal/api/organizations.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { beginningWith, containing } from '#kernel/like-pattern.ts'
import type { Context } from '#kernel/mount.ts'
import { deliveryPointsOf } from './delivery-points.ts'
import { invitationsOf } from './invitations.ts'
import { membersOf } from './members.ts'
import { everything } from './powers.ts'

/** What stands on higher floors and is told here beside a company. */
export interface Above {
  /** How many contracts each of these companies has; one without any may be absent. */
  countContracts(db: Db, companyIds: readonly string[]): Promise<ReadonlyMap<string, number>>
}

interface SummaryRow {
  id: string
  name: string
  inn: string
  kpp: string | null
  state: CompanySummary['state']
  group_id: string | null
  group_name: string | null
  segment: string | null
  manager_id: string | null
  manager_name: string | null
  member_count: number
  created_at: Date
  sort: string
}

const summaryColumns = sql`
  c.id, c.name, c.inn, c.kpp, c.state, c.group_id, g.name as group_name, c.segment, c.manager_id,
  u.name as manager_name, c.created_at,
  lower(c.name) as sort, (select count(*)::int from organizations.members m
    where m.company_id = c.id or m.group_id = c.group_id) as member_count`

const summaryTables = sql`
  organizations.companies c
  left join organizations.groups g on g.id = c.group_id
  left join identity.users u on u.id = c.manager_id`

export async function companyPage(
  db: Db,
  above: Above,
  query: ParsedOf<typeof listCompanies>['query'],
): Promise<OutputOf<typeof listCompanies>> {
  const conditions = [sql<boolean>`true`]
  if (query.search) {
    const pattern = containing(query.search)
    conditions.push(
      sql`(c.name ilike ${pattern} or c.full_name ilike ${pattern} or c.inn like ${beginningWith(query.search)})`,
    )
  }
  if (query.groupId) conditions.push(sql`c.group_id = ${query.groupId}`)
  if (query.managerId) conditions.push(sql`c.manager_id = ${query.managerId}`)
  if (query.segment) conditions.push(sql`c.segment = ${query.segment}`)
  if (query.state) conditions.push(sql`c.state = ${query.state}`)
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const rows = await summaryRows(
    db,
    after ? sql`${filter} and (lower(c.name), c.id) > (${after[0]}, ${after[1]}::uuid)` : filter,
    query.limit + 1,
  )
  const contracts = await above.countContracts(
    db,
    rows.map(({ id }) => id),
  )
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.sort, row.id],
    (row) => summaryOf(row, contracts),
  )
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from organizations.companies c where ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

/** The classes in use, the most frequent first. */
export async function segments(db: Db): Promise<OutputOf<typeof listSegments>> {
  const { rows } = await sql<{ segment: string; companyCount: number }>`
    select segment, count(*)::int as "companyCount" from organizations.companies
    where segment is not null group by segment order by 2 desc, 1 limit 500`.execute(db)
  return { items: rows }
}

/** Every company of a group. */
export async function companiesOfGroup(db: Db, above: Above, groupId: string): Promise<CompanySummary[]> {
  const rows = await summaryRows(db, sql`c.group_id = ${groupId}`, 1000)
  const contracts = await above.countContracts(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => summaryOf(row, contracts))
}

/** One company as the operator sees it. */
export async function companyFor(context: Context, above: Above, companyId: string): Promise<Company> {
  const { db, caller, now } = context
  const [summary] = await summaryRows(db, sql`c.id = ${companyId}`, 1)
  if (!summary) throw new AppError('not_found')
  const own = await db
    .selectFrom('organizations.companies')
    .select(['kind', 'full_name', 'ogrn', 'legal_address'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  return {
    ...summaryOf(summary, await above.countContracts(db, [companyId])),
    kind: own.kind,
    fullName: own.full_name,
    ogrn: own.ogrn,
    legalAddress: own.legal_address,
    deliveryPoints: await deliveryPointsOf(db, companyId),
    members: await membersOf(db, { companyId, groupId: summary.group_id }, { powers: everything, caller }),
    invitations: await invitationsOf(db, { companyId }, now),
  }
}

async function summaryRows(db: Db, where: RawBuilder<unknown>, limit: number): Promise<SummaryRow[]> {
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns} from ${summaryTables} where ${where} order by lower(c.name), c.id limit ${limit}`.execute(
    db,
  )
  return rows
}

function summaryOf(row: SummaryRow, contracts: ReadonlyMap<string, number>): CompanySummary {
  return {
    id: row.id,
    name: row.name,
    inn: row.inn,
    kpp: row.kpp,
    state: row.state,
    groupId: row.group_id,
    groupName: row.group_name,
    segment: row.segment,
    managerId: row.manager_id,
    managerName: row.manager_name,
    contractCount: contracts.get(row.id) ?? 0,
    memberCount: row.member_count,
    createdAt: row.created_at.toISOString(),
  }
}
