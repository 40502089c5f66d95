import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, instant, page, pageQuery } from './primitives.ts'

const tags = ['exchange'] as const

export const recordCounts = z.object({
  read: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  quarantined: z.number().int(),
  skipped: z.number().int(),
})
export type RecordCounts = z.infer<typeof recordCounts>

export const connection = z.object({
  id,
  name: z.string(),
  login: z.string(),
  active: z.boolean(),
  sellerName: z.string(),
  /** the last sign-in of 1C */
  lastSeenAt: instant.nullable(),
  /** the last file or portion of orders that was taken */
  lastSuccessAt: instant.nullable(),
  /** the last sign-in with a wrong password */
  lastRefusedAt: instant.nullable(),
  /** refused files of the last 24 hours */
  failedToday: z.number().int(),
  /** green: exchanged lately and well; amber: quiet or with quarantine; red: the last job failed */
  health: z.enum(['good', 'attention', 'broken', 'never']),
  openQuarantine: z.number().int(),
  settings: z.object({
    pricesIncludeVat: z.boolean(),
    stockIs: z.enum(['free', 'on_hand']),
    /** a full run that would deactivate more than this share asks first, in percent */
    maxVanishPercent: z.number().min(0).max(100),
    deactivateMissing: z.boolean(),
    ordersAfterConfirmation: z.boolean(),
  }),
})
export type Connection = z.infer<typeof connection>

export const listConnections = endpoint({
  method: 'GET',
  path: '/office/exchange/connections',
  response: z.object({
    items: z.array(connection),
    /** what to type into 1C */
    url: z.string(),
  }),
  summary: 'Connections of ERPs with their health',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: [],
  tags,
})

export const createConnection = endpoint({
  method: 'POST',
  path: '/office/exchange/connections',
  body: z.object({
    name: z.string().trim().min(1).max(200),
    login: z
      .string()
      .trim()
      .min(3)
      .max(100)
      .regex(/^[\w.@-]+$/),
    password: z.string().min(10).max(200),
    sellerId: id,
  }),
  response: connection,
  summary: 'Let an ERP in: the login and password that its administrator types',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: ['in_use', 'not_found'],
  tags,
})

export const updateConnection = endpoint({
  method: 'PATCH',
  path: '/office/exchange/connections/:connectionId',
  params: z.object({ connectionId: id }),
  body: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    password: z.string().min(10).max(200).optional(),
    active: z.boolean().optional(),
    settings: connection.shape.settings.partial().optional(),
  }),
  response: connection,
  summary: 'Change a connection',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: ['not_found'],
  tags,
})

export const job = z.object({
  id,
  connectionName: z.string(),
  direction: z.enum(['in', 'out']),
  kind: z.string(),
  fileName: z.string(),
  size: z.number().int().nullable(),
  state: z.enum(['received', 'running', 'done', 'failed']),
  progress: z.number().int(),
  onlyChanges: z.boolean().nullable(),
  counts: z.record(z.string(), recordCounts),
  rowCount: z.number().int(),
  errorCode: z.string().nullable(),
  errorParams: z.record(z.string(), z.string()).nullable(),
  receivedAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
})
export type Job = z.infer<typeof job>

export const listJobs = endpoint({
  method: 'GET',
  path: '/office/exchange/jobs',
  query: pageQuery.extend({
    connectionId: id.optional(),
    state: job.shape.state.optional(),
    direction: job.shape.direction.optional(),
    /** only jobs with rows that were not taken as they stand */
    remarks: z.stringbool().optional(),
  }),
  response: page(job),
  summary: 'Exchange jobs, newest first',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: [],
  tags,
})

export const jobRow = z.object({
  id,
  position: z.number().int(),
  kind: z.string(),
  externalId: z.string().nullable(),
  label: z.string().nullable(),
  outcome: z.enum(['quarantined', 'skipped', 'warning']),
  code: z.string(),
  params: z.record(z.string(), z.string()),
})
export type JobRow = z.infer<typeof jobRow>

export const getJob = endpoint({
  method: 'GET',
  path: '/office/exchange/jobs/:jobId',
  params: z.object({ jobId: id }),
  query: z.object({
    after: z.coerce.number().int().min(-1).default(-1),
    outcome: jobRow.shape.outcome.optional(),
  }),
  response: z.object({
    job,
    rows: z.array(jobRow),
    nextAfter: z.number().int().nullable(),
    /** how many rows of each outcome the job has */
    outcomes: z.record(jobRow.shape.outcome, z.number().int()),
    fileHref: z.string().nullable(),
    /** when the file will be forgotten; null = it is gone, or there was none */
    fileUntil: instant.nullable(),
  }),
  summary: 'One job with the rows that were not taken as they stand',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: ['not_found'],
  tags,
})

export const quarantined = z.object({
  id,
  connectionName: z.string(),
  kind: z.string(),
  externalId: z.string(),
  label: z.string().nullable(),
  missingKind: z.string(),
  missingExternalId: z.string(),
  attempts: z.number().int(),
  firstSeenAt: instant,
  lastSeenAt: instant,
})
export type Quarantined = z.infer<typeof quarantined>

export const listQuarantine = endpoint({
  method: 'GET',
  path: '/office/exchange/quarantine',
  query: pageQuery.extend({
    connectionId: id.optional(),
    missingKind: z.enum(['product', 'priceType', 'company', 'contract']).optional(),
  }),
  response: page(quarantined),
  summary: 'Records that wait for a reference nobody has sent yet',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: [],
  tags,
})

export const downloadJobFile = endpoint({
  method: 'GET',
  path: '/office/exchange/jobs/:jobId/file',
  params: z.object({ jobId: id }),
  response: z.file(),
  summary: 'The raw file as the other system sent it, while it is kept',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: ['not_found'],
  tags,
})

export const retryQuarantine = endpoint({
  method: 'POST',
  path: '/office/exchange/quarantine/retries',
  body: z.object({ ids: z.array(id).max(1000).optional() }),
  response: z.object({ resolved: z.number().int(), left: z.number().int() }),
  summary: 'Try quarantined records again: those named, or all',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: [],
  tags,
})

export const dismissQuarantine = endpoint({
  method: 'POST',
  path: '/office/exchange/quarantine/dismissals',
  body: z.object({ ids: z.array(id).min(1).max(1000) }),
  response: z.object({ dismissed: z.number().int() }),
  summary: 'Let quarantined records go; those that wait no more are passed over',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: [],
  tags,
})

export const run = z.object({
  id,
  connectionName: z.string(),
  mode: z.enum(['full', 'delta']),
  state: z.enum(['open', 'closed', 'asks']),
  startedAt: instant,
  closedAt: instant.nullable(),
  missingCount: z.number().int().nullable(),
  deactivatedCount: z.number().int().nullable(),
})

export const listRuns = endpoint({
  method: 'GET',
  path: '/office/exchange/runs',
  query: pageQuery.extend({ state: run.shape.state.optional() }),
  response: page(run),
  summary: 'Full runs and what they left untouched; one that would deactivate too much asks',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: [],
  tags,
})

export const answerRun = endpoint({
  method: 'POST',
  path: '/office/exchange/runs/:runId/answer',
  params: z.object({ runId: id }),
  body: z.object({ deactivate: z.boolean() }),
  response: run,
  summary: 'Answer a run that asks: deactivate what it did not name, or keep it',
  access: { kind: 'operator', permission: 'exchange.manage' },
  errors: ['not_found', 'wrong_state'],
  tags,
})
