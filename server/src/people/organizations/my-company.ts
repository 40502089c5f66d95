import type { OutputOf } from '@portal/api/endpoint.ts'
import type { getMyCompany } from '@portal/api/my-company.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Context } from '#kernel/mount.ts'
import { deliveryPointsOf } from './delivery-points.ts'
import { invitationsOf } from './invitations.ts'
import { membersOf, powersOfBuyer } from './members.ts'

/** A buyer's own company; its people are told only to those who manage them. */
export async function myCompany(context: Context, terms: BuyerTerms): Promise<OutputOf<typeof getMyCompany>> {
  const { db, caller, now } = context
  const { companyId, groupId } = terms
  const company = await db
    .selectFrom('organizations.companies as c')
    .leftJoin('organizations.groups as g', 'g.id', 'c.group_id')
    .leftJoin('identity.users as u', 'u.id', 'c.manager_id')
    .select([
      'c.id',
      'c.name',
      'c.full_name',
      'c.inn',
      'c.kpp',
      'g.name as group_name',
      'u.name as manager_name',
      'u.email as manager_email',
      'u.phone as manager_phone',
    ])
    .where('c.id', '=', companyId)
    .executeTakeFirstOrThrow()
  const manages = terms.permissions.has('members.manage')
  return {
    id: company.id,
    name: company.name,
    fullName: company.full_name,
    inn: company.inn,
    kpp: company.kpp,
    groupName: company.group_name,
    deliveryPoints: await deliveryPointsOf(db, companyId),
    members: manages
      ? await membersOf(db, { companyId, groupId }, { powers: await powersOfBuyer(db, terms), caller })
      : [],
    invitations: manages ? await invitationsOf(db, { companyId }, now) : [],
    manager:
      company.manager_name !== null && company.manager_email !== null
        ? { name: company.manager_name, email: company.manager_email, phone: company.manager_phone }
        : null,
    abilities: { manageMembers: manages },
  }
}
