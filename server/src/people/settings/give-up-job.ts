import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { deleteJob, lockJob } from '#kernel/failed-jobs.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'

/** Gives a failed job up. What it was to do stays undone, so the audit log keeps what it was. */
export async function giveUpFailedJob(context: Context, jobId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const job = await lockJob(tx, jobId)
    if (!job) throw new AppError('not_found')
    if (!job.failed) throw new AppError('wrong_state')
    await deleteJob(tx, jobId)
    await record(tx, context, {
      action: 'job.give_up',
      entityKind: 'job',
      entityId: null,
      details: { jobId, task: job.task, subject: job.subject, lastError: job.last_error },
    })
  })
}
