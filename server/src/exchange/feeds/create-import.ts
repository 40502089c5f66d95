import { cp, mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@portal/api/errors.ts'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { addJob } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { signedIn, type UploadedFile } from '#kernel/mount.ts'
import { kindOfFile } from '#kernel/sheets/kind-of-file.ts'
import { logFeedFile } from '#src/exchange/erp/public.ts'
import { record, type Doer } from '#src/people/audit/public.ts'
import { sourceOf } from './source.ts'

/** The job that reads a file, and the queue that lets one file of a source go after another. */
export const readTask = 'feeds:read'
export const queueOf = (sourceId: string) => `exchange:${sourceId}`

/** Where a file and its rows lie until they are forgotten. */
export function folderOf(dataDir: string, importId: string): string {
  return path.resolve(dataDir, 'exchange', 'feeds', importId)
}
export const fileOf = (dataDir: string, importId: string) => path.join(folderOf(dataDir, importId), 'file')
export const rowsOf = (dataDir: string, importId: string) =>
  path.join(folderOf(dataDir, importId), 'rows.jsonl')

/** Keeps a price file that a person sends, and leaves the reading to a job. */
export async function createImport(
  context: Doer & { db: Db },
  dataDir: string,
  sourceId: string,
  file: UploadedFile,
): Promise<string> {
  const source = await sourceOf(context.db, sourceId)
  if (!source) throw new AppError('not_found')
  if (!source.active) throw new AppError('wrong_state')
  if (file.size === 0) throw new AppError('file_empty')
  if (kindOfFile(await firstBytes(file.path)) === null)
    throw new AppError('file_kind_unknown', { name: file.name })
  const id = newId()
  await mkdir(folderOf(dataDir, id), { recursive: true })
  await cp(file.path, fileOf(dataDir, id))
  const user = signedIn(context)
  await transaction(context.db, async (tx) => {
    await queueFile(tx, dataDir, {
      id,
      sourceId,
      origin: 'upload',
      fileName: file.name,
      size: file.size,
      userId: user.id,
      now: context.now,
    })
    await record(tx, context, {
      action: 'feed_import.create',
      entityKind: 'feed_import',
      entityId: id,
      details: { source: source.name, file: file.name, size: file.size },
    })
  })
  return id
}

export interface NewImport {
  id: string
  sourceId: string
  origin: 'upload' | 'url'
  fileName: string
  size: number
  userId: string | null
  now: Date
}

/** Writes a kept file into the log and has it read. */
export async function queueFile(tx: Tx, dataDir: string, file: NewImport): Promise<void> {
  const jobId = newId()
  await logFeedFile(tx, {
    id: jobId,
    connectionId: file.sourceId,
    kind: 'price_file',
    fileName: file.fileName,
    filePath: fileOf(dataDir, file.id),
    size: file.size,
    now: file.now,
  })
  await tx
    .insertInto('feeds.imports')
    .values({
      id: file.id,
      source_id: file.sourceId,
      job_id: jobId,
      origin: file.origin,
      file_name: file.fileName,
      size: String(file.size),
      state: 'reading',
      created_by: file.userId,
      created_at: file.now,
    })
    .execute()
  await queueTask(tx, readTask, file.id, file.sourceId)
}

/** One job at a time for an import; a large file waits behind what is asked for by people. */
export async function queueTask(
  db: Db | Tx,
  task: string,
  importId: string,
  sourceId: string,
): Promise<void> {
  await addJob(db, task, { importId }, { queue: queueOf(sourceId), maxAttempts: 3, priority: 5 })
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
