import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@portal/api/errors.ts'
import type { Context, ServedFile } from '#kernel/mount.ts'

/** The raw file of a job as the other system sent it. Throws not_found when it is there no more. */
export async function fileOfJob({ db }: Context, jobId: string): Promise<ServedFile> {
  const job = await db
    .selectFrom('erp.jobs')
    .select(['file_path', 'file_name', 'received_at'])
    .where('id', '=', jobId)
    .executeTakeFirst()
  const filePath = job?.file_path
  const there = filePath ? await stat(filePath).catch(() => null) : null
  if (!job || !filePath || !there) throw new AppError('not_found')
  return {
    name: path.basename(job.file_name),
    mime: 'application/octet-stream',
    size: there.size,
    // what was received never changes, and may be too large to be read for its sum
    sha256: createHash('sha256').update(`${jobId} ${there.size}`).digest('hex'),
    madeAt: job.received_at,
    open: () => Promise.resolve(createReadStream(filePath)),
  }
}
