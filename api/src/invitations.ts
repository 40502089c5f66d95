import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { memberRole } from './permissions.ts'
import { empty, id, instant, email, name } from './primitives.ts'

const tags = ['organizations'] as const
const companyParams = z.object({ companyId: id })

export const invitation = z.object({
  id,
  email: z.string(),
  role: memberRole,
  scope: z.enum(['company', 'group']),
  state: z.enum(['waiting', 'accepted', 'expired', 'revoked']),
  invitedByName: z.string(),
  createdAt: instant,
  expiresAt: instant,
  sentCount: z.number().int(),
})

export type Invitation = z.infer<typeof invitation>

/** The link is told once, when it is made or sent again; only its hash is kept. */
export const invitationWithLink = invitation.extend({ link: z.string() })

export type InvitationWithLink = z.infer<typeof invitationWithLink>

export const invitationBody = z.object({
  email,
  role: memberRole.exclude(['custom']),
  contractIds: z.array(id).max(500).nullable().optional(),
})

export const inviteToCompany = endpoint({
  method: 'POST',
  path: '/office/companies/:companyId/invitations',
  params: companyParams,
  body: invitationBody,
  response: invitationWithLink,
  summary: 'Invite a person to a company: a single-use link, 7 days',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const inviteToGroup = endpoint({
  method: 'POST',
  path: '/office/groups/:groupId/invitations',
  params: z.object({ groupId: id }),
  body: invitationBody.omit({ contractIds: true }),
  response: invitationWithLink,
  summary: 'Invite a person to all companies of a group',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const resendInvitation = endpoint({
  method: 'POST',
  path: '/office/invitations/:invitationId/sending',
  params: z.object({ invitationId: id }),
  body: z.object({ letter: z.boolean().default(true) }),
  response: invitationWithLink,
  summary: 'A new link for seven more days, by mail or only told here; the old one stops working',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found', 'link_used', 'link_revoked'],
  tags,
})

export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/office/invitations/:invitationId',
  params: z.object({ invitationId: id }),
  response: empty,
  summary: 'Revoke an invitation',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found', 'link_used'],
  tags,
})

export const getInvitation = endpoint({
  method: 'GET',
  path: '/invitations/:token',
  params: z.object({ token: z.string().max(100) }),
  response: z.object({
    email: z.string(),
    organizationName: z.string(),
    sellerName: z.string(),
    invitedByName: z.string(),
    role: memberRole,
    expiresAt: instant,
    /** the address has an account already: its owner signs in to accept */
    hasAccount: z.boolean(),
  }),
  summary: 'What an invitation link invites to',
  access: { kind: 'public' },
  errors: ['not_found', 'link_expired', 'link_used', 'link_revoked'],
  tags,
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/invitations/:token/acceptance',
  params: z.object({ token: z.string().max(100) }),
  body: z.object({
    name: name.optional(),
    phone: z.string().trim().max(50).nullable().optional(),
    password: z.string().min(1).max(200),
    /** to the processing of personal data; a new user must give it */
    consent: z.boolean().optional(),
  }),
  response: empty,
  summary:
    'Accept an invitation: a new user sets a name and password, a known one proves his password; signs in',
  access: { kind: 'public' },
  errors: [
    'not_found',
    'invalid_input',
    'link_expired',
    'link_used',
    'link_revoked',
    'weak_password',
    'wrong_credentials',
    'locked_out',
    'user_blocked',
  ],
  perMinute: 60,
  tags,
})
