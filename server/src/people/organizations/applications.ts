import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Application, decideApplication, listApplications } from '@portal/api/applications.ts'
import { kindOfInn } from '@portal/api/requisites.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { writeMail } from '#kernel/mail.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'
import { findCompany } from './apply.ts'
import { invite, type InvitationWithLink } from './invite.ts'
import { rejectionLetter } from './letters.ts'
import { addCompany } from './write-company.ts'

interface ApplicationRow {
  id: string
  inn: string
  kpp: string | null
  company_name: string
  contact_name: string
  email: string
  phone: string | null
  message: string | null
  state: Application['state']
  reason: string | null
  joins_company_id: string | null
  joins_company_name: string | null
  company_id: string | null
  created_at: Date
  decided_at: Date | null
  decided_by_name: string | null
}

/** The newest first. */
export async function applicationPage(
  db: Db,
  query: ParsedOf<typeof listApplications>['query'],
): Promise<OutputOf<typeof listApplications>> {
  const filter = query.state ? sql`a.state = ${query.state}` : sql`true`
  const after = query.cursor ? decodeCursor(query.cursor, ['instant', 'id']) : null
  const rows = await applicationRows(
    db,
    after ? sql`${filter} and (a.created_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : filter,
    query.limit + 1,
  )
  const page = pageOf(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], shown)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from organizations.applications a where ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

export async function applicationFor(db: Db, applicationId: string): Promise<Application> {
  const [row] = await applicationRows(db, sql`a.id = ${applicationId}`, 1)
  if (!row) throw new AppError('not_found')
  return shown(row)
}

export type Decision =
  | { decision: 'checking' }
  | { decision: 'approve' }
  | { decision: 'reject'; reason: string }

/** Takes an application into checking, approves it (the company, if it is new, and an invitation) or rejects it. */
export async function decide(
  context: Context,
  publicUrl: string,
  applicationId: string,
  decision: Decision,
): Promise<OutputOf<typeof decideApplication>> {
  return transaction(context.db, async (tx) => {
    const found = await tx
      .selectFrom('organizations.applications')
      .selectAll()
      .where('id', '=', applicationId)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new AppError('not_found')
    const from = decision.decision === 'checking' ? ['new'] : ['new', 'checking']
    if (!from.includes(found.state)) throw new AppError('wrong_state', { state: found.state })
    const decided = { decided_at: context.now, decided_by: signedIn(context).id }
    const admitted = decision.decision === 'approve' ? await admit(tx, context, publicUrl, found) : undefined
    const change =
      decision.decision === 'checking'
        ? { state: 'checking' as const }
        : decision.decision === 'reject'
          ? { ...decided, state: 'rejected' as const, reason: decision.reason }
          : {
              ...decided,
              state: 'approved' as const,
              company_id: admitted?.companyId ?? null,
            }
    await tx.updateTable('organizations.applications').set(change).where('id', '=', applicationId).execute()
    if (decision.decision === 'reject')
      await writeMail(
        tx,
        rejectionLetter(found.email, context.language, found.company_name, decision.reason),
        `application:${applicationId}:rejected`,
        context.now,
      )
    await record(tx, context, {
      action: `application.${decision.decision}`,
      entityKind: 'application',
      entityId: applicationId,
      details: { ...decision },
    })
    const [row] = await applicationRows(tx, sql`a.id = ${applicationId}`, 1)
    return { ...shown(row!), invitation: admitted?.invitation ?? null }
  })
}

/** The first person of a new customer directs it; who joins a customer starts as its buyer. Both come by invitation. */
async function admit(
  tx: Tx,
  context: Context,
  publicUrl: string,
  application: { inn: string; kpp: string | null; company_name: string; email: string },
): Promise<{ companyId: string; invitation: InvitationWithLink }> {
  const known = await findCompany(tx, application.inn, application.kpp)
  const companyId =
    known?.id ??
    (await addCompany(tx, context, {
      kind: kindOfInn(application.inn),
      name: application.company_name,
      inn: application.inn,
      kpp: application.kpp,
      managerId: context.caller.operator?.role === 'manager' ? signedIn(context).id : null,
    }))
  const invitation = await invite(
    tx,
    context,
    publicUrl,
    { companyId },
    {
      email: application.email,
      role: known ? 'buyer' : 'director',
    },
  )
  return { companyId, invitation }
}

/** Whom an undecided application would join is looked up anew: the company may have come since. */
async function applicationRows(
  db: Db | Tx,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<ApplicationRow[]> {
  const { rows } = await sql<ApplicationRow>`
    select a.*, c.id as joins_company_id, c.name as joins_company_name, u.name as decided_by_name
    from organizations.applications a
    left join lateral (
      select k.id, k.name from organizations.companies k
      where (a.state in ('new', 'checking') and k.inn = a.inn and (a.kpp is null or coalesce(k.kpp, '') in (a.kpp, '')))
        or (a.state not in ('new', 'checking') and k.id = a.joins_company_id)
      order by k.created_at limit 1) c on true
    left join identity.users u on u.id = a.decided_by
    where ${where} order by a.created_at desc, a.id desc limit ${limit}`.execute(db)
  return rows
}

function shown(row: ApplicationRow): Application {
  return {
    id: row.id,
    inn: row.inn,
    kpp: row.kpp,
    companyName: row.company_name,
    contactName: row.contact_name,
    email: row.email,
    phone: row.phone,
    message: row.message,
    state: row.state,
    reason: row.reason,
    joinsCompanyId: row.joins_company_id,
    joinsCompanyName: row.joins_company_name,
    companyId: row.company_id,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedByName: row.decided_by_name,
  }
}
