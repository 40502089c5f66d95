import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { invitationWithLink } from './invitations.ts'
import { empty, id, instant, page, pageQuery, email, name } from './primitives.ts'

const tags = ['organizations'] as const

// To become a customer (function 1a).

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
