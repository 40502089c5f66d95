import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { lockJob, tryJobOnceMore } from '#kernel/failed-jobs.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'

/** Tries a failed job once more; one that waits or runs is tried anyway. */
export async function retryFailedJob(context: Context, jobId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const job = await lockJob(tx, jobId)
    if (!job) throw new AppError('not_found')
    if (!job.failed) throw new AppError('wrong_state')
    await tryJobOnceMore(tx, jobId)
    await record(tx, context, {
      action: 'job.retry',
      entityKind: 'job',
      entityId: null,
      details: { jobId, task: job.task, subject: job.subject, lastError: job.last_error },
    })
  })
}
