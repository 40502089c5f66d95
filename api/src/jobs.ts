import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { empty, instant, page, pageQuery } from './primitives.ts'

const tags = ['jobs'] as const
const access = { kind: 'operator', permission: 'settings.manage' } as const

/** Given by the queue: a whole number. */
const jobId = z.string().regex(/^[1-9]\d{0,17}$/)
const params = z.object({ jobId })

export const failedJob = z.object({
  id: jobId,
  /** what was to be done, such as `mail:send` */
  task: z.string(),
  /** of an event or of a reaction to one: its name, such as `orders.write-placed` */
  subject: z.string().nullable(),
  attempts: z.number().int(),
  /** null: the process died in the last attempt */
  lastError: z.string().nullable(),
  createdAt: instant,
  /** the end of the last attempt; nothing has happened since */
  failedAt: instant,
})
export type FailedJob = z.infer<typeof failedJob>

export const listFailedJobs = endpoint({
  method: 'GET',
  path: '/office/jobs',
  query: pageQuery,
  response: page(failedJob),
  summary: 'Background jobs that have failed for the last time, the newest first',
  access,
  errors: [],
  tags,
})

export const retryJob = endpoint({
  method: 'POST',
  path: '/office/jobs/:jobId/retry',
  params,
  body: empty,
  response: empty,
  summary: 'Try a failed job once more, at once; if it fails again, it is back in the list',
  access,
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const giveUpJob = endpoint({
  method: 'DELETE',
  path: '/office/jobs/:jobId',
  params,
  response: empty,
  summary: 'Give up a failed job: what it was to do stays undone',
  access,
  errors: ['not_found', 'wrong_state'],
  tags,
})
