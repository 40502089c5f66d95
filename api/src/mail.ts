import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, instant, page, pageQuery } from './primitives.ts'

export const keptMail = z.object({
  id,
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
  createdAt: instant,
  sentAt: instant.nullable(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
})
export type KeptMail = z.infer<typeof keptMail>

export const listMails = endpoint({
  method: 'GET',
  path: '/office/mails',
  query: pageQuery,
  response: page(keptMail).extend({
    /** false: no SMTP_URL is set, so mail is kept here and not sent */
    sending: z.boolean(),
  }),
  summary: 'Mail that the portal wrote; without SMTP it is kept here and shown',
  access: { kind: 'operator', permission: 'settings.manage' },
  errors: [],
  tags: ['mail'],
})
