import { AppError } from '@portal/api/errors.ts'
import type { CompanyKind } from '@portal/api/requisites.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'
import { endSessions } from '../identity/public.ts'
import { requireRequisites } from './requisites.ts'

export interface CompanyChange {
  name?: string | undefined
  fullName?: string | undefined
  inn?: string | undefined
  kpp?: string | null | undefined
  ogrn?: string | null | undefined
  legalAddress?: string | null | undefined
  segment?: string | null | undefined
  groupId?: string | null | undefined
  managerId?: string | null | undefined
}

export type NewCompany = CompanyChange & { kind: CompanyKind; name: string; inn: string }

/** Adds a company; INN, KPP and OGRN must be right, and INN with KPP must not be here yet. */
export async function addCompany(tx: Tx, context: Context, input: NewCompany): Promise<string> {
  const requisites = { kind: input.kind, inn: input.inn, kpp: input.kpp || null, ogrn: input.ogrn || null }
  requireRequisites(requisites)
  await requireParents(tx, input)
  await requireNewRequisites(tx, requisites.inn, requisites.kpp, null)
  const id = newId()
  await tx
    .insertInto('organizations.companies')
    .values({
      ...requisites,
      id,
      name: input.name,
      full_name: input.fullName || input.name,
      legal_address: input.legalAddress ?? null,
      segment: input.segment ?? null,
      group_id: input.groupId ?? null,
      manager_id: input.managerId ?? null,
      created_at: context.now,
      updated_at: context.now,
    })
    .execute()
  await record(tx, context, {
    action: 'company.add',
    entityKind: 'company',
    entityId: id,
    companyId: id,
    details: { ...input },
  })
  return id
}

/** Changes a company. One that becomes inactive cannot sign in: the sessions of its people end. */
export async function changeCompany(
  context: Context,
  companyId: string,
  change: CompanyChange & { state?: 'active' | 'blocked' | 'inactive' | undefined },
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('organizations.companies')
      .selectAll()
      .where('id', '=', companyId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    const keep = <T>(value: T | undefined, present: T): T => (value === undefined ? present : value)
    const requisites = {
      kind: before.kind,
      inn: keep(change.inn, before.inn),
      kpp: keep(change.kpp, before.kpp) || null,
      ogrn: keep(change.ogrn, before.ogrn) || null,
    }
    // what an exchange brought may be wrong; it is judged when a person writes it
    if (change.inn !== undefined || change.kpp !== undefined || change.ogrn !== undefined)
      requireRequisites(requisites)
    await requireParents(tx, change)
    if (requisites.inn !== before.inn || requisites.kpp !== before.kpp)
      await requireNewRequisites(tx, requisites.inn, requisites.kpp, companyId)
    await tx
      .updateTable('organizations.companies')
      .set({
        ...requisites,
        name: change.name ?? before.name,
        full_name: change.fullName ?? before.full_name,
        legal_address: keep(change.legalAddress, before.legal_address),
        segment: keep(change.segment, before.segment),
        group_id: keep(change.groupId, before.group_id),
        manager_id: keep(change.managerId, before.manager_id),
        state: change.state ?? before.state,
        updated_at: context.now,
      })
      .where('id', '=', companyId)
      .execute()
    if (change.state === 'inactive' && before.state !== 'inactive') await endSessionsOf(tx, companyId)
    await record(tx, context, {
      action: 'company.change',
      entityKind: 'company',
      entityId: companyId,
      companyId,
      details: { ...change },
    })
  })
}

async function endSessionsOf(tx: Tx, companyId: string): Promise<void> {
  const members = await tx
    .selectFrom('organizations.members')
    .select('user_id')
    .where('company_id', '=', companyId)
    .execute()
  for (const { user_id } of members) await endSessions(tx, user_id, null)
}

async function requireParents(tx: Tx, { groupId, managerId }: CompanyChange): Promise<void> {
  if (groupId) {
    const group = await tx
      .selectFrom('organizations.groups')
      .select('id')
      .where('id', '=', groupId)
      .executeTakeFirst()
    if (!group) throw new AppError('not_found', { what: 'group' })
  }
  if (managerId) {
    const manager = await tx
      .selectFrom('identity.users')
      .select('id')
      .where('id', '=', managerId)
      .where('operator_role', 'is not', null)
      .executeTakeFirst()
    if (!manager) throw new AppError('not_found', { what: 'manager' })
  }
}

/** The lock makes two who add the same company come one after another. */
async function requireNewRequisites(
  tx: Tx,
  inn: string,
  kpp: string | null,
  exceptId: string | null,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`company:${inn}`}, 0))`.execute(tx)
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organizations.companies
    where inn = ${inn} and coalesce(kpp, '') = ${kpp ?? ''} and id is distinct from ${exceptId}::uuid`.execute(
    tx,
  )
  if (rows[0])
    throw new AppError(
      'company_exists',
      { companyId: rows[0].id, name: rows[0].name },
      { inn: 'company_exists' },
    )
}
