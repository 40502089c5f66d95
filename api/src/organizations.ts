import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { invitation } from './invitations.ts'
import { buyerPermission, givenPermissions, memberRole } from './permissions.ts'
import { decimal, empty, id, instant, page, pageQuery, name } from './primitives.ts'

const tags = ['organizations'] as const

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

/** What of a member may be changed, by a colleague or the operator: absent = kept, null = without a limit. */
export const memberChange = z.object({
  role: memberRole.optional(),
  permissions: givenPermissions.optional(),
  contractIds: z.array(id).max(500).nullable().optional(),
  orderLimit: decimal.nullable().optional(),
  periodLimit: decimal.nullable().optional(),
  periodDays: z.number().int().min(1).max(366).nullable().optional(),
  state: z.enum(['active', 'blocked']).optional(),
})
export type MemberChange = z.infer<typeof memberChange>

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

export const updateMemberAsOperator = endpoint({
  method: 'PATCH',
  path: '/office/members/:memberId',
  params: z.object({ memberId: id }),
  body: memberChange,
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

export const listManagers = endpoint({
  method: 'GET',
  path: '/office/managers',
  response: z.object({ items: z.array(z.object({ id, name: z.string(), email: z.string() })) }),
  summary: "The operator's people who can look after a customer",
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: [],
  tags,
})
