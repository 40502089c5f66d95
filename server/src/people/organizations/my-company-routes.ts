import {
  addDeliveryPoint,
  getMyCompany,
  inviteColleague,
  removeColleague,
  revokeColleagueInvitation,
  updateColleague,
  updateDeliveryPoint,
} from '@portal/api/my-company.ts'
import type { App } from '#kernel/app.ts'
import { buyerTerms, mount } from '#kernel/mount.ts'
import { changeMember, removeMember } from './change-member.ts'
import { addPoint, changePoint } from './delivery-points.ts'
import { inviteAsBuyer } from './invite-colleague.ts'
import { revoke } from './invite.ts'
import { myCompany } from './my-company.ts'

export function mountMyCompany(app: App): void {
  mount(app, getMyCompany, ({ context }) => myCompany(context, buyerTerms(context)))
  mount(app, inviteColleague, ({ body, context }) =>
    inviteAsBuyer(context, buyerTerms(context), app.config.publicUrl, body),
  )
  mount(app, revokeColleagueInvitation, async ({ params, context }) => {
    await revoke(context, params.invitationId, buyerTerms(context).companyId)
    return {}
  })
  mount(app, updateColleague, ({ params, body, context }) =>
    changeMember(context, buyerTerms(context), params.memberId, body),
  )
  mount(app, removeColleague, async ({ params, context }) => {
    await removeMember(context, buyerTerms(context), params.memberId)
    return {}
  })
  mount(app, addDeliveryPoint, ({ body, context }) => addPoint(context, buyerTerms(context).companyId, body))
  mount(app, updateDeliveryPoint, ({ params, body, context }) =>
    changePoint(context, buyerTerms(context).companyId, params.deliveryPointId, body),
  )
}
