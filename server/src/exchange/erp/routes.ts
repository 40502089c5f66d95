import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@portal/api/errors.ts'
import {
  answerRun as answerRunEndpoint,
  createConnection,
  dismissQuarantine,
  getJob,
  listConnections,
  listJobs,
  listQuarantine,
  listRuns,
  retryQuarantine,
  updateConnection,
} from '@portal/api/exchange.ts'
import { id } from '@portal/api/primitives.ts'
import type { App } from '#kernel/app.ts'
import { transaction } from '#kernel/db.ts'
import { mount, signedIn } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { addConnection, changeConnection } from './change-connection.ts'
import { mountOneC } from './one-c-routes.ts'
import { connections, connectionView, jobs, jobView, quarantineList, runs } from './queries.ts'
import { dismiss, retryAsked } from './settle-quarantine.ts'
import { answerRun } from './runs.ts'

export function mountErp(app: App): void {
  mountOneC(app)
  mountFileOfJob(app)
  mount(app, listConnections, async ({ context }) => ({
    items: await connections(context.db, context.now),
    url: `${app.config.publicUrl}/exchange/1c`,
  }))
  mount(app, createConnection, async ({ body, context }) =>
    connectionView(context.db, context.now, await addConnection(context, body)),
  )
  mount(app, updateConnection, async ({ params, body, context }) => {
    await changeConnection(context, params.connectionId, body)
    return connectionView(context.db, context.now, params.connectionId)
  })
  mount(app, listJobs, ({ query, context }) => jobs(context.db, query))
  mount(app, getJob, ({ params, query, context }) => jobView(context.db, context.now, params.jobId, query))
  mount(app, listQuarantine, ({ query, context }) => quarantineList(context.db, query))
  mount(app, retryQuarantine, ({ body, context }) => retryAsked(context, body.ids ?? null))
  mount(app, dismissQuarantine, ({ body, context }) => dismiss(context, body.ids))
  mount(app, listRuns, ({ query, context }) => runs(context.db, query))
  mount(app, answerRunEndpoint, async ({ params, body, context }) => {
    await transaction(context.db, async (tx) => {
      await answerRun(tx, params.runId, body.deactivate, signedIn(context).id, context.now)
      await record(tx, context, {
        action: 'exchange_run.answer',
        entityKind: 'exchange_run',
        entityId: params.runId,
        details: body,
      })
    })
    const answered = (await runs(context.db, { limit: 1, runId: params.runId })).items[0]
    if (!answered) throw new AppError('not_found')
    return answered
  })
}

/** The raw file as 1C sent it, for those who look after the exchange. */
function mountFileOfJob(app: App): void {
  app.fastify.get<{ Params: { jobId: string } }>(
    '/api/office/exchange/jobs/:jobId/file',
    async (request, reply) => {
      if (!request.caller.operator?.permissions.has('exchange.manage')) throw new AppError('not_found')
      if (!id.safeParse(request.params.jobId).success) throw new AppError('not_found')
      const job = await app.db
        .selectFrom('erp.jobs')
        .select(['file_path', 'file_name'])
        .where('id', '=', request.params.jobId)
        .executeTakeFirst()
      const there = job?.file_path ? await stat(job.file_path).catch(() => null) : null
      if (!job?.file_path || !there) throw new AppError('not_found')
      return reply
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(path.basename(job.file_name))}`,
        )
        .header('content-length', there.size)
        .type('application/octet-stream')
        .send(createReadStream(job.file_path))
    },
  )
}
