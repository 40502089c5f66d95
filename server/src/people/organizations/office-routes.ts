import {
  addDeliveryPointAsOperator,
  createCompany,
  createGroup,
  getCompany,
  getGroup,
  listCompanies,
  listGroups,
  listManagers,
  listSegments,
  removeMemberAsOperator,
  updateCompany,
  updateDeliveryPointAsOperator,
  updateGroup,
  updateMemberAsOperator,
} from '@portal/api/organizations.ts'
import { decideApplication, getApplication, listApplications } from '@portal/api/applications.ts'
import {
  inviteToCompany,
  inviteToGroup,
  resendInvitation,
  revokeInvitation,
} from '@portal/api/invitations.ts'
import type { App } from '#kernel/app.ts'
import { transaction } from '#kernel/db.ts'
import { mount } from '#kernel/mount.ts'
import { applicationFor, applicationPage, decide } from './applications.ts'
import { changeMember, removeMember } from './change-member.ts'
import { companyFor, companyPage, segments, type Above } from './companies.ts'
import { addPoint, changePoint } from './delivery-points.ts'
import { addGroup, changeGroup, groupFor, groupPage } from './groups.ts'
import { invite, resend, revoke } from './invite.ts'
import { addCompany, changeCompany } from './write-company.ts'

export function mountOffice(app: App, above: Above): void {
  const { publicUrl } = app.config

  mount(app, listCompanies, ({ query, context }) => companyPage(context.db, above, query))
  mount(app, listSegments, ({ context }) => segments(context.db))
  mount(app, getCompany, ({ params, context }) => companyFor(context, above, params.companyId))
  mount(app, createCompany, async ({ body, context }) => {
    const id = await transaction(context.db, (tx) => addCompany(tx, context, body))
    return companyFor(context, above, id)
  })
  mount(app, updateCompany, async ({ params, body, context }) => {
    await changeCompany(context, params.companyId, body)
    return companyFor(context, above, params.companyId)
  })
  mount(app, addDeliveryPointAsOperator, ({ params, body, context }) =>
    addPoint(context, params.companyId, body),
  )
  mount(app, updateDeliveryPointAsOperator, ({ params, body, context }) =>
    changePoint(context, params.companyId, params.deliveryPointId, body),
  )
  mount(app, updateMemberAsOperator, ({ params, body, context }) =>
    changeMember(context, null, params.memberId, body),
  )

  mount(app, removeMemberAsOperator, async ({ params, context }) => {
    await removeMember(context, null, params.memberId)
    return {}
  })

  mount(app, listGroups, ({ query, context }) => groupPage(context.db, query))
  mount(app, getGroup, ({ params, context }) => groupFor(context, above, params.groupId))
  mount(app, createGroup, async ({ body, context }) =>
    groupFor(context, above, await addGroup(context, body)),
  )
  mount(app, updateGroup, async ({ params, body, context }) => {
    await changeGroup(context, params.groupId, body)
    return groupFor(context, above, params.groupId)
  })

  mount(app, inviteToCompany, ({ params, body, context }) =>
    transaction(context.db, (tx) => invite(tx, context, publicUrl, params, body)),
  )
  mount(app, inviteToGroup, ({ params, body, context }) =>
    transaction(context.db, (tx) => invite(tx, context, publicUrl, params, body)),
  )
  mount(app, resendInvitation, ({ params, body, context }) =>
    resend(context, publicUrl, params.invitationId, body.letter),
  )
  mount(app, revokeInvitation, async ({ params, context }) => {
    await revoke(context, params.invitationId, null)
    return {}
  })

  mount(app, listApplications, ({ query, context }) => applicationPage(context.db, query))
  mount(app, getApplication, ({ params, context }) => applicationFor(context.db, params.applicationId))
  mount(app, decideApplication, ({ params, body, context }) =>
    decide(context, publicUrl, params.applicationId, body),
  )
  mount(app, listManagers, async ({ context }) => ({
    items: await context.db
      .selectFrom('identity.users')
      .select(['id', 'name', 'email'])
      .where('operator_role', 'in', ['administrator', 'manager'])
      .where('state', '=', 'active')
      .orderBy('name')
      .execute(),
  }))
}
