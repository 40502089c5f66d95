import { open, readFile } from 'node:fs/promises'
import { AppError } from '@portal/api/errors.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import { transaction } from '#kernel/db.ts'
import { addJob } from '#kernel/events.ts'
import { type Files, keepFile } from '#kernel/files.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, signedIn, type UploadedFile } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { kindOfFile } from '#kernel/sheets/kind-of-file.ts'

/** The job that reads an upload. */
export const readUploadTask = 'matching:read-upload'

/** Keeps the file and leaves the reading to a job; throws file_empty, file_kind_unknown for what is no list by its first bytes. */
export async function createUpload(
  context: Context,
  terms: BuyerTerms,
  files: Files,
  file: UploadedFile,
): Promise<string> {
  if (file.size === 0) throw new AppError('file_empty')
  if (kindOfFile(await firstBytes(file.path)) === null)
    throw new AppError('file_kind_unknown', { name: file.name })
  const bytes = await readFile(file.path)
  const user = signedIn(context)
  return transaction(context.db, async (tx) => {
    const mime = 'application/octet-stream'
    const kept = await keepFile(tx, files, { name: file.name, mime, bytes, now: context.now })
    const id = newId()
    await tx
      .insertInto('matching.uploads')
      .values({
        id,
        company_id: terms.companyId,
        contract_id: terms.contractId,
        user_id: user.id,
        file_id: kept.id,
        name: file.name,
        state: 'queued',
        created_at: context.now,
      })
      .execute()
    await addJob(tx, readUploadTask, { uploadId: id }, { key: `upload:${id}` })
    await record(tx, context, {
      action: 'upload.create',
      entityKind: 'upload',
      entityId: id,
      companyId: terms.companyId,
      details: { name: file.name, size: file.size },
    })
    return id
  })
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
