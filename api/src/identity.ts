import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { buyerPermission, operatorPermission, operatorRole } from './permissions.ts'
import { empty, id, instant, language } from './primitives.ts'

/** A contract that the user may work under, as the context switcher lists it. */
export const context = z.object({
  contractId: id,
  contractNumber: z.string(),
  contractState: z.enum(['in_force', 'not_yet', 'expired', 'suspended', 'terminated']),
  sellerName: z.string(),
  companyId: id,
  companyName: z.string(),
  companyState: z.enum(['active', 'blocked', 'inactive']),
  groupName: z.string().nullable(),
  currency: z.string(),
})
export type Context = z.infer<typeof context>

export const me = z.object({
  user: z
    .object({
      id,
      email: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      language,
      timeZone: z.string(),
    })
    .nullable(),
  operator: z.object({ role: operatorRole, permissions: z.array(operatorPermission) }).nullable(),
  /** The contract that all tabs of this browser work under; null for a guest or a user without one. */
  current: z
    .object({
      context,
      permissions: z.array(buyerPermission),
      deliveryPointId: id.nullable(),
    })
    .nullable(),
  /** A manager working as a buyer. */
  acting: z
    .object({ companyId: id, companyName: z.string(), mode: z.enum(['preview', 'act']), until: instant })
    .nullable(),
})
export type Me = z.infer<typeof me>

/** Characters that a new password must have. */
export const shortestPassword = 10

const password = z.string().min(1).max(200)
const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
const tags = ['identity'] as const

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  response: me,
  summary: 'Who is calling, and under which terms',
  access: { kind: 'public' },
  errors: [],
  tags,
})

export const listContexts = endpoint({
  method: 'GET',
  path: '/me/contexts',
  query: z.object({ search: z.string().max(200).optional() }),
  response: z.object({ items: z.array(context), more: z.boolean() }),
  summary: 'Companies and contracts that the caller may switch to (at most 200, searched by name or number)',
  access: { kind: 'signedIn' },
  errors: [],
  tags,
})

export const switchContext = endpoint({
  method: 'PUT',
  path: '/me/context',
  body: z.object({ contractId: id, deliveryPointId: id.nullable().optional() }),
  response: me,
  summary: 'Switch company and contract for every tab of this browser',
  access: { kind: 'signedIn' },
  errors: ['not_found'],
  tags,
})

export const updateMe = endpoint({
  method: 'PATCH',
  path: '/me',
  body: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    phone: z.string().trim().max(50).nullable().optional(),
    language: language.optional(),
    timeZone: z.string().max(64).optional(),
  }),
  response: me,
  summary: 'Change own name, phone, language or time zone',
  access: { kind: 'signedIn' },
  errors: [],
  tags,
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/me/password',
  body: z.object({ current: password, next: password }),
  response: empty,
  summary: 'Change own password; every other session ends',
  access: { kind: 'signedIn' },
  errors: ['wrong_credentials', 'weak_password'],
  tags,
})

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  body: z.object({ email, password }),
  response: me,
  summary: 'Sign in with e-mail and password',
  access: { kind: 'public' },
  errors: ['wrong_credentials', 'locked_out', 'user_blocked', 'company_inactive'],
  perMinute: 60,
  tags,
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  response: empty,
  summary: 'End this session',
  access: { kind: 'public' },
  errors: [],
  tags,
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  response: z.object({
    items: z.array(
      z.object({
        id,
        current: z.boolean(),
        createdAt: instant,
        lastSeenAt: instant,
        ip: z.string().nullable(),
        userAgent: z.string().nullable(),
      }),
    ),
  }),
  summary: 'Own sessions',
  access: { kind: 'signedIn' },
  errors: [],
  tags,
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/:sessionId',
  params: z.object({ sessionId: id }),
  response: empty,
  summary: 'End one of own sessions',
  access: { kind: 'signedIn' },
  errors: ['not_found'],
  tags,
})

export const requestPasswordReset = endpoint({
  method: 'POST',
  path: '/password-resets',
  body: z.object({ email }),
  response: empty,
  summary: 'Ask for a link to set a new password; the answer never tells whether the address is known',
  access: { kind: 'public' },
  errors: [],
  perMinute: 20,
  tags,
})

export const getPasswordReset = endpoint({
  method: 'GET',
  path: '/password-resets/:token',
  params: z.object({ token: z.string().max(100) }),
  response: z.object({ expiresAt: instant }),
  summary: 'Whether a link from the mail still works',
  access: { kind: 'public' },
  errors: ['link_expired', 'link_used', 'not_found'],
  tags,
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/password-resets/:token/completion',
  params: z.object({ token: z.string().max(100) }),
  body: z.object({ password }),
  response: empty,
  summary: 'Set a new password by the link from the mail; every session ends',
  access: { kind: 'public' },
  errors: ['link_expired', 'link_used', 'weak_password', 'not_found'],
  perMinute: 60,
  tags,
})

export const startActing = endpoint({
  method: 'PUT',
  path: '/me/acting',
  body: z.object({
    companyId: id,
    mode: z.enum(['preview', 'act']),
    contractId: id.optional(),
    /** kept in the audit log */
    reason: z.string().trim().max(500).nullable().optional(),
  }),
  response: me,
  summary: 'Work as a buyer of this company for an hour, or only look (preview)',
  access: { kind: 'operator', permission: 'buyers.act_as' },
  errors: ['not_found'],
  tags,
})

export const stopActing = endpoint({
  method: 'DELETE',
  path: '/me/acting',
  response: me,
  summary: 'Stop working as a buyer',
  access: { kind: 'signedIn' },
  errors: [],
  tags,
})
