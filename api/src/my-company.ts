import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { invitation, invitationBody, invitationWithLink } from './invitations.ts'
import { deliveryPoint, deliveryPointInput, member, memberChange } from './organizations.ts'
import { givenPermissions } from './permissions.ts'
import { empty, id } from './primitives.ts'

const tags = ['organizations'] as const

// The buyer's own company (function 7).

export const getMyCompany = endpoint({
  method: 'GET',
  path: '/company',
  response: z.object({
    id,
    name: z.string(),
    fullName: z.string(),
    inn: z.string(),
    kpp: z.string().nullable(),
    groupName: z.string().nullable(),
    deliveryPoints: z.array(deliveryPoint),
    members: z.array(member),
    invitations: z.array(invitation),
    manager: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }).nullable(),
    abilities: z.object({ manageMembers: z.boolean() }),
  }),
  summary:
    'The company of the present context: people (for those who manage them), delivery points, its manager',
  access: { kind: 'buyer', permission: null },
  errors: [],
  tags,
})

export const inviteColleague = endpoint({
  method: 'POST',
  path: '/company/invitations',
  body: invitationBody.extend({ permissions: givenPermissions.optional() }),
  response: invitationWithLink,
  summary: 'Invite a colleague; nobody can give more than he has',
  access: { kind: 'buyer', permission: 'members.manage', writes: true },
  errors: ['beyond_own_permissions'],
  tags,
})

export const revokeColleagueInvitation = endpoint({
  method: 'DELETE',
  path: '/company/invitations/:invitationId',
  params: z.object({ invitationId: id }),
  response: empty,
  summary: 'Revoke an invitation of own company',
  access: { kind: 'buyer', permission: 'members.manage', writes: true },
  errors: ['not_found', 'link_used'],
  tags,
})

export const updateColleague = endpoint({
  method: 'PATCH',
  path: '/company/members/:memberId',
  params: z.object({ memberId: id }),
  body: memberChange,
  response: member,
  summary: "Change a colleague's role, permissions, limits, or block him (his sessions end at once)",
  access: { kind: 'buyer', permission: 'members.manage', writes: true },
  errors: ['not_found', 'beyond_own_permissions', 'last_director'],
  tags,
})

export const removeColleague = endpoint({
  method: 'DELETE',
  path: '/company/members/:memberId',
  params: z.object({ memberId: id }),
  response: empty,
  summary: 'Remove a colleague; the last director cannot be removed',
  access: { kind: 'buyer', permission: 'members.manage', writes: true },
  errors: ['not_found', 'last_director', 'beyond_own_permissions'],
  tags,
})

export const addDeliveryPoint = endpoint({
  method: 'POST',
  path: '/company/delivery-points',
  body: deliveryPointInput,
  response: deliveryPoint,
  summary: 'Add a delivery point to own company',
  access: { kind: 'buyer', permission: 'orders.submit', writes: true },
  errors: [],
  tags,
})

export const updateDeliveryPoint = endpoint({
  method: 'PATCH',
  path: '/company/delivery-points/:deliveryPointId',
  params: z.object({ deliveryPointId: id }),
  body: deliveryPointInput.partial().extend({ active: z.boolean().optional() }),
  response: deliveryPoint,
  summary: 'Change a delivery point',
  access: { kind: 'buyer', permission: 'orders.submit', writes: true },
  errors: ['not_found'],
  tags,
})
