import { AppError } from '@portal/api/errors.ts'
import {
  answerRun as answerRunEndpoint,
  createConnection,
  dismissQuarantine,
  downloadJobFile,
  getJob,
  listConnections,
  listJobs,
  listQuarantine,
  listRuns,
  retryQuarantine,
  updateConnection,
} from '@portal/api/exchange.ts'
import type { App } from '#kernel/app.ts'
import { transaction } from '#kernel/db.ts'
import { mount, mountFile, signedIn } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { addConnection, changeConnection } from './change-connection.ts'
import { mountOneC } from './one-c-routes.ts'
import { connections, connectionView, jobs, jobView, quarantineList, runs } from './queries.ts'
import { fileOfJob } from './file-of-job.ts'
import { dismiss, retryAsked } from './settle-quarantine.ts'
import { answerRun } from './runs.ts'

export function mountErp(app: App): void {
  mountOneC(app)
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
  mountFile(app, downloadJobFile, ({ params, context }) => fileOfJob(context, params.jobId))
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
