import { AppError } from '@portal/api/errors.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { Group, listGroups } from '@portal/api/organizations.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { transaction, type Db } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { containing } from '#kernel/like-pattern.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'
import { companiesOfGroup, type Above } from './companies.ts'
import { addCompany, type NewCompany } from './write-company.ts'
import { invitationsOf } from './invitations.ts'
import { membersOf } from './members.ts'
import { everything } from './powers.ts'

interface GroupRow {
  id: string
  name: string
  note: string | null
  company_count: number
  sort: string
}

export async function groupPage(
  db: Db,
  query: ParsedOf<typeof listGroups>['query'],
): Promise<OutputOf<typeof listGroups>> {
  const filter = query.search ? sql`g.name ilike ${containing(query.search)}` : sql`true`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const { rows } = await sql<GroupRow>`
    select g.id, g.name, g.note, lower(g.name) as sort,
      (select count(*)::int from organizations.companies c where c.group_id = g.id) as company_count
    from organizations.groups g
    where ${filter} ${after ? sql`and (lower(g.name), g.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by lower(g.name), g.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.sort, row.id],
    (row) => ({ id: row.id, name: row.name, note: row.note, companyCount: row.company_count }),
  )
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from organizations.groups g where ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

/** One group as the operator sees it. */
export async function groupFor(context: Context, above: Above, groupId: string): Promise<Group> {
  const { db, caller, now } = context
  const found = await db
    .selectFrom('organizations.groups')
    .select(['id', 'name', 'note'])
    .where('id', '=', groupId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return {
    ...found,
    companies: await companiesOfGroup(db, above, groupId),
    members: await membersOf(db, { groupId }, { powers: everything, caller }),
    invitations: await invitationsOf(db, { groupId }, now),
  }
}

/** Adds a group with its first companies. What is wrong with one of them is told at its field, and nothing is added. */
export async function addGroup(
  context: Context,
  {
    companies = [],
    ...input
  }: { name: string; note?: string | null | undefined; companies?: NewCompany[] | undefined },
): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    await tx
      .insertInto('organizations.groups')
      .values({ id, name: input.name, note: input.note ?? null, created_at: context.now })
      .execute()
    await record(tx, context, { action: 'group.add', entityKind: 'group', entityId: id, details: input })
    for (const [index, company] of companies.entries())
      await addCompany(tx, context, { ...company, groupId: id }).catch(tellAt(`companies.${index}`))
  })
  return id
}

/** A company's error, with its fields named as they stand in the group's form. */
function tellAt(path: string) {
  return (error: unknown): never => {
    if (!(error instanceof AppError)) throw error
    const fields = Object.entries(error.fields).map(([field, code]) => [`${path}.${field}`, code])
    throw new AppError(error.code, error.params, Object.fromEntries(fields))
  }
}

export async function changeGroup(
  context: Context,
  groupId: string,
  change: { name?: string | undefined; note?: string | null | undefined },
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const changed = await tx
      .updateTable('organizations.groups')
      .set({
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.note === undefined ? {} : { note: change.note }),
        id: groupId,
      })
      .where('id', '=', groupId)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new AppError('not_found')
    await record(tx, context, {
      action: 'group.change',
      entityKind: 'group',
      entityId: groupId,
      details: { ...change },
    })
  })
}
