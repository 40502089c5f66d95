import { acceptInvitation, getInvitation } from '@portal/api/invitations.ts'
import { apply } from '@portal/api/applications.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { accept } from './accept-invitation.ts'
import { receiveApplication } from './apply.ts'
import type { Above } from './companies.ts'
import { openInvitation } from './invitations.ts'
import { mountMyCompany } from './my-company-routes.ts'
import { mountOffice } from './office-routes.ts'

export function mountOrganizations(app: App, above: Above): void {
  mount(app, getInvitation, async ({ params, context }) => {
    const invitation = await openInvitation(context.db, params.token, context.now)
    return {
      email: invitation.email,
      organizationName: invitation.organization,
      sellerName: invitation.seller ?? '',
      invitedByName: invitation.invited_by_name,
      role: invitation.role,
      expiresAt: invitation.expires_at.toISOString(),
      hasAccount: invitation.has_account,
    }
  })
  mount(app, acceptInvitation, async ({ params, body, context }) => {
    await accept(context, { ...body, token: params.token }, app.config.secureCookies)
    return {}
  })
  mount(app, apply, async ({ body, context }) => {
    await receiveApplication(context, app.config.publicUrl, body)
    return {}
  })
  mountMyCompany(app)
  mountOffice(app, above)
}
