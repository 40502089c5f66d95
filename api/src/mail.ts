import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { empty, id, instant, page, pageQuery } from './primitives.ts'

const tags = ['mail'] as const
// a letter may hold an invitation or a new password's link: these pages are the administrator's
const access = { kind: 'operator', permission: 'settings.manage' } as const

/** waiting: not sent yet, or kept because no mail server is configured; failed: the last try did not go through. */
export const mailState = z.enum(['waiting', 'sent', 'failed'])
export type MailState = z.infer<typeof mailState>

export const keptMail = z.object({
  id,
  recipient: z.string(),
  subject: z.string(),
  state: mailState,
  createdAt: instant,
  sentAt: instant.nullable(),
  /** tries that failed */
  attempts: z.number().int(),
  lastError: z.string().nullable(),
})
export type KeptMail = z.infer<typeof keptMail>

export const listMails = endpoint({
  method: 'GET',
  path: '/office/mails',
  query: pageQuery.extend({ search: z.string().max(200).optional(), state: mailState.optional() }),
  response: page(keptMail).extend({
    /** false: no SMTP_URL is set, so mail is kept here and not sent */
    sending: z.boolean(),
  }),
  summary: 'Mail that the portal wrote, the newest first; without SMTP it is kept here and shown',
  access,
  errors: [],
  tags,
})

export const getMail = endpoint({
  method: 'GET',
  path: '/office/mails/:mailId',
  params: z.object({ mailId: id }),
  response: keptMail.extend({ text: z.string() }),
  summary: 'One letter as text',
  access,
  errors: ['not_found'],
  tags,
})

export const retryMail = endpoint({
  method: 'POST',
  path: '/office/mails/:mailId/retry',
  params: z.object({ mailId: id }),
  body: empty,
  response: empty,
  summary: 'Try again to send a letter that was not sent',
  access,
  errors: ['not_found', 'wrong_state', 'mail_not_configured'],
  tags,
})
