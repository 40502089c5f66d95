import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { listFailedJobs } from '@portal/api/jobs.ts'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { countFailedJobs, failedJobsBelow } from '#kernel/failed-jobs.ts'

/** What the portal could not do in the background and has stopped trying. */
export async function failedJobPage(
  db: Db,
  query: ParsedOf<typeof listFailedJobs>['query'],
): Promise<OutputOf<typeof listFailedJobs>> {
  const below = query.cursor ? decodeCursor(query.cursor, ['decimal'])[0]! : null
  const page = pageOf(
    await failedJobsBelow(db, below, query.limit + 1),
    query.limit,
    (job) => [job.id],
    (job) => ({
      id: job.id,
      task: job.task,
      subject: job.subject,
      attempts: job.attempts,
      lastError: job.last_error,
      createdAt: job.created_at.toISOString(),
      failedAt: job.failed_at.toISOString(),
    }),
  )
  return query.total ? { ...page, total: await countFailedJobs(db) } : page
}
