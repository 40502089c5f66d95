import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { buyerPermission, memberRole } from './permissions.ts'
import { decimal, empty, id, instant, page, pageQuery } from './primitives.ts'

const tags = ['organizations'] as const
const name = z.string().trim().min(1).max(300)
const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
const companyState = z.enum(['active', 'blocked', 'inactive'])
const companyParams = z.object({ companyId: id })

export const companySummary = z.object({
  id,
  name: z.string(),
  inn: z.string(),
  kpp: z.string().nullable(),
  state: companyState,
  groupId: id.nullable(),
  groupName: z.string().nullable(),
  segment: z.string().nullable(),
  managerId: id.nullable(),
  managerName: z.string().nullable(),
  contractCount: z.number().int(),
  memberCount: z.number().int(),
  createdAt: instant,
})
export type CompanySummary = z.infer<typeof companySummary>

export const deliveryPoint = z.object({
  id,
  name: z.string(),
  address: z.string(),
  consignee: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  note: z.string().nullable(),
  isDefault: z.boolean(),
  active: z.boolean(),
})
export type DeliveryPoint = z.infer<typeof deliveryPoint>

export const deliveryPointInput = z.object({
  name: name,
  address: z.string().trim().min(3).max(500),
  consignee: z.string().trim().max(300).nullable().optional(),
  contactName: z.string().trim().max(200).nullable().optional(),
  contactPhone: z.string().trim().max(50).nullable().optional(),
  note: z.string().trim().max(1000).nullable().optional(),
  isDefault: z.boolean().optional(),
})

export const member = z.object({
  id,
  userId: id,
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  /** company: only here; group: through the group that the company belongs to */
  scope: z.enum(['company', 'group']),
  role: memberRole,
  permissions: z.array(buyerPermission),
  contractIds: z.array(id).nullable(),
  orderLimit: decimal.nullable(),
  periodLimit: decimal.nullable(),
  periodDays: z.number().int().nullable(),
  state: z.enum(['active', 'blocked']),
  lastSignInAt: instant.nullable(),
  abilities: z.object({ edit: z.boolean(), block: z.boolean(), remove: z.boolean() }),
})
export type Member = z.infer<typeof member>

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

export const company = companySummary.extend({
  kind: z.enum(['legal', 'entrepreneur', 'foreign']),
  fullName: z.string(),
  ogrn: z.string().nullable(),
  legalAddress: z.string().nullable(),
  deliveryPoints: z.array(deliveryPoint),
  members: z.array(member),
  invitations: z.array(invitation),
})
export type Company = z.infer<typeof company>

export const companyInput = z.object({
  kind: z.enum(['legal', 'entrepreneur', 'foreign']),
  name,
  fullName: z.string().trim().max(500).optional(),
  inn: z.string().trim().max(20),
  kpp: z.string().trim().max(9).nullable().optional(),
  ogrn: z.string().trim().max(15).nullable().optional(),
  legalAddress: z.string().trim().max(500).nullable().optional(),
  segment: z.string().trim().max(100).nullable().optional(),
  groupId: id.nullable().optional(),
  managerId: id.nullable().optional(),
})

export const group = z.object({
  id,
  name: z.string(),
  note: z.string().nullable(),
  companies: z.array(companySummary),
  members: z.array(member),
  invitations: z.array(invitation),
})
export type Group = z.infer<typeof group>

export const listCompanies = endpoint({
  method: 'GET',
  path: '/office/companies',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    groupId: id.optional(),
    managerId: id.optional(),
    segment: z.string().max(100).optional(),
    state: companyState.optional(),
  }),
  response: page(companySummary),
  summary: 'Customers: companies with their groups; searched by name or the beginning of an INN',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: [],
  tags,
})

export const listSegments = endpoint({
  method: 'GET',
  path: '/office/segments',
  response: z.object({ items: z.array(z.object({ segment: z.string(), companyCount: z.number().int() })) }),
  summary: 'The commercial classes that companies are marked with',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: [],
  tags,
})

export const getCompany = endpoint({
  method: 'GET',
  path: '/office/companies/:companyId',
  params: companyParams,
  response: company,
  summary: 'One company with its people, delivery points and invitations',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const createCompany = endpoint({
  method: 'POST',
  path: '/office/companies',
  body: companyInput,
  response: company,
  summary: 'Add a company; INN, KPP and OGRN are checked',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['inn_invalid', 'kpp_invalid', 'ogrn_invalid', 'company_exists', 'not_found'],
  tags,
})

export const updateCompany = endpoint({
  method: 'PATCH',
  path: '/office/companies/:companyId',
  params: companyParams,
  body: companyInput.omit({ kind: true }).partial().extend({ state: companyState.optional() }),
  response: company,
  summary: 'Change a company, block it (sees, cannot order) or make it inactive (cannot sign in)',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['inn_invalid', 'kpp_invalid', 'ogrn_invalid', 'company_exists', 'not_found'],
  tags,
})

export const listGroups = endpoint({
  method: 'GET',
  path: '/office/groups',
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(
    z.object({ id, name: z.string(), note: z.string().nullable(), companyCount: z.number().int() }),
  ),
  summary: 'Groups of companies',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: [],
  tags,
})

export const getGroup = endpoint({
  method: 'GET',
  path: '/office/groups/:groupId',
  params: z.object({ groupId: id }),
  response: group,
  summary: 'One group with its companies and people',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const createGroup = endpoint({
  method: 'POST',
  path: '/office/groups',
  body: z.object({
    name,
    note: z.string().trim().max(2000).nullable().optional(),
    companies: z
      .array(companyInput.omit({ groupId: true }))
      .max(50)
      .optional(),
  }),
  response: group,
  summary: 'Add a group, with new companies in it if they are named; all or nothing',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['inn_invalid', 'kpp_invalid', 'ogrn_invalid', 'company_exists', 'not_found'],
  tags,
})

export const updateGroup = endpoint({
  method: 'PATCH',
  path: '/office/groups/:groupId',
  params: z.object({ groupId: id }),
  body: z.object({ name: name.optional(), note: z.string().trim().max(2000).nullable().optional() }),
  response: group,
  summary: 'Rename a group',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

const invitationBody = z.object({
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

export const updateMemberAsOperator = endpoint({
  method: 'PATCH',
  path: '/office/members/:memberId',
  params: z.object({ memberId: id }),
  body: z.object({
    role: memberRole.optional(),
    permissions: z.array(buyerPermission).optional(),
    contractIds: z.array(id).max(500).nullable().optional(),
    orderLimit: decimal.nullable().optional(),
    periodLimit: decimal.nullable().optional(),
    periodDays: z.number().int().min(1).max(366).nullable().optional(),
    state: z.enum(['active', 'blocked']).optional(),
  }),
  response: member,
  summary: "Change a customer's member: role, permissions, limits; a block ends his sessions at once",
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found', 'last_director'],
  tags,
})

export const removeMemberAsOperator = endpoint({
  method: 'DELETE',
  path: '/office/members/:memberId',
  params: z.object({ memberId: id }),
  response: empty,
  summary: 'Remove a member of a customer; the last director cannot be removed',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found', 'last_director'],
  tags,
})

export const addDeliveryPointAsOperator = endpoint({
  method: 'POST',
  path: '/office/companies/:companyId/delivery-points',
  params: companyParams,
  body: deliveryPointInput,
  response: deliveryPoint,
  summary: 'Add a delivery point to a company',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const updateDeliveryPointAsOperator = endpoint({
  method: 'PATCH',
  path: '/office/companies/:companyId/delivery-points/:deliveryPointId',
  params: companyParams.extend({ deliveryPointId: id }),
  body: deliveryPointInput.partial().extend({ active: z.boolean().optional() }),
  response: deliveryPoint,
  summary: 'Change or close a delivery point of a company',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

// -- the link

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

// -- the buyer's own company (function 7)

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
  body: invitationBody.extend({ permissions: z.array(buyerPermission).optional() }),
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
  body: z.object({
    role: memberRole.optional(),
    permissions: z.array(buyerPermission).optional(),
    contractIds: z.array(id).max(500).nullable().optional(),
    orderLimit: decimal.nullable().optional(),
    periodLimit: decimal.nullable().optional(),
    periodDays: z.number().int().min(1).max(366).nullable().optional(),
    state: z.enum(['active', 'blocked']).optional(),
  }),
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

// -- function 1a: become a customer

export const application = z.object({
  id,
  inn: z.string(),
  kpp: z.string().nullable(),
  companyName: z.string(),
  contactName: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  message: z.string().nullable(),
  state: z.enum(['new', 'checking', 'approved', 'rejected']),
  reason: z.string().nullable(),
  /** the company is a customer already: its director decides too */
  joinsCompanyId: id.nullable(),
  joinsCompanyName: z.string().nullable(),
  companyId: id.nullable(),
  createdAt: instant,
  decidedAt: instant.nullable(),
  decidedByName: z.string().nullable(),
})
export type Application = z.infer<typeof application>

export const apply = endpoint({
  method: 'POST',
  path: '/applications',
  body: z.object({
    inn: z.string().trim().max(20),
    kpp: z.string().trim().max(9).nullable().optional(),
    companyName: name,
    contactName: name,
    email,
    phone: z.string().trim().max(50).nullable().optional(),
    message: z.string().trim().max(3000).nullable().optional(),
    consent: z.literal(true),
  }),
  response: empty,
  summary: 'Become a customer; a company that is known gets a request to join it, never an automatic one',
  access: { kind: 'public' },
  errors: ['inn_invalid', 'kpp_invalid'],
  perMinute: 20,
  tags,
})

export const listApplications = endpoint({
  method: 'GET',
  path: '/office/applications',
  query: pageQuery.extend({ state: application.shape.state.optional() }),
  response: page(application),
  summary: 'Those who want to become customers',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: [],
  tags,
})

export const getApplication = endpoint({
  method: 'GET',
  path: '/office/applications/:applicationId',
  params: z.object({ applicationId: id }),
  response: application,
  summary: 'One application',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const decideApplication = endpoint({
  method: 'POST',
  path: '/office/applications/:applicationId/decision',
  params: z.object({ applicationId: id }),
  body: z.discriminatedUnion('decision', [
    z.object({ decision: z.literal('checking') }),
    z.object({ decision: z.literal('approve') }),
    z.object({ decision: z.literal('reject'), reason: z.string().trim().min(1).max(1000) }),
  ]),
  response: application.extend({
    /** of an approval: the link to hand over, told once */
    invitation: invitationWithLink.nullable(),
  }),
  summary: 'Check, approve (makes the company and sends an invitation) or reject with a reason',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found', 'wrong_state', 'inn_invalid', 'kpp_invalid', 'company_exists'],
  tags,
})

export const listManagers = endpoint({
  method: 'GET',
  path: '/office/managers',
  response: z.object({ items: z.array(z.object({ id, name: z.string(), email: z.string() })) }),
  summary: "The operator's people who can look after a customer",
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: [],
  tags,
})
