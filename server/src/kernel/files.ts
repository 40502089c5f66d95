import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { Config } from './config.ts'
import type { Db, Tx } from './db.ts'
import { newId } from './ids.ts'

export interface KeptFile {
  id: string
  name: string
  mime: string
  size: number
}

/** Where bytes are kept: a folder by default, S3 by configuration. Rows in kernel.files know them. */
export interface Files {
  /** Keeps bytes under a key made from their hash, so that the same bytes are kept once. */
  keep(bytes: Buffer, key: string): Promise<void>
  keepFile(localPath: string, key: string): Promise<void>
  has(key: string): Promise<boolean>
  read(key: string): Promise<Readable>
  readAll(key: string): Promise<Buffer>
  remove(key: string): Promise<void>
}

/** Opens the file store that the configuration names. */
export async function openFiles(config: Config): Promise<Files> {
  const disk = new Disk(
    config.S3_BUCKET ? await s3Driver(config, config.S3_BUCKET) : await folderDriver(config),
  )
  // in a folder a file is there before it is whole, also after a kill; S3 shows only whole ones
  const whole = async (key: string, write: (key: string) => Promise<void>) => {
    if (config.S3_BUCKET) return write(key)
    const half = `${key}.half-${newId()}`
    await write(half)
    await disk.move(half, key)
  }
  return {
    keep: (bytes, key) => whole(key, (to) => disk.put(to, bytes)),
    keepFile: async (localPath, key) => {
      const contentLength = (await stat(localPath)).size
      await whole(key, (to) => disk.putStream(to, createReadStream(localPath), { contentLength }))
    },
    has: (key) => disk.exists(key),
    read: (key) => disk.getStream(key),
    readAll: async (key) => Buffer.from(await disk.getBytes(key)),
    remove: (key) => disk.delete(key),
  }
}

async function folderDriver(config: Config) {
  const location = path.resolve(config.DATA_DIR, 'files')
  await mkdir(location, { recursive: true })
  return new FSDriver({ location, visibility: 'private' })
}

async function s3Driver(config: Config, bucket: string) {
  // loaded only where it is configured
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new S3Driver({
    bucket,
    region: config.S3_REGION,
    visibility: 'private',
    ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT, forcePathStyle: true } : {}),
    ...(config.S3_ACCESS_KEY && config.S3_SECRET_KEY
      ? { credentials: { accessKeyId: config.S3_ACCESS_KEY, secretAccessKey: config.S3_SECRET_KEY } }
      : {}),
  })
}

/** Keeps bytes and writes their row; the bytes stand before the row does, so a row never points at nothing. */
export async function keepFile(
  tx: Tx,
  files: Files,
  file: { name: string; mime: string; bytes: Buffer; now: Date },
): Promise<KeptFile> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const id = newId()
  const key = `${sha256.slice(0, 2)}/${sha256}-${id}`
  await files.keep(file.bytes, key)
  const size = file.bytes.byteLength
  await tx
    .insertInto('kernel.files')
    .values({
      id,
      storage_key: key,
      name: file.name,
      mime: file.mime,
      size: String(size),
      sha256,
      created_at: file.now,
    })
    .execute()
  return { id, name: file.name, mime: file.mime, size }
}

/** The same for bytes that stand in a local file, however many: they are read as a stream. */
export async function keepLocalFile(
  tx: Tx,
  files: Files,
  file: { name: string; mime: string; path: string; now: Date },
): Promise<KeptFile> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file.path), hash)
  const sha256 = hash.digest('hex')
  const size = (await stat(file.path)).size
  const id = newId()
  const key = `${sha256.slice(0, 2)}/${sha256}-${id}`
  await files.keepFile(file.path, key)
  await tx
    .insertInto('kernel.files')
    .values({
      id,
      storage_key: key,
      name: file.name,
      mime: file.mime,
      size: String(size),
      sha256,
      created_at: file.now,
    })
    .execute()
  return { id, name: file.name, mime: file.mime, size }
}

/** Forgets files that nothing points at any more: their rows first, then their bytes. */
export async function forgetFiles(db: Db, files: Files, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const forgotten = await db
    .deleteFrom('kernel.files')
    .where('id', 'in', ids)
    .returning('storage_key')
    .execute()
  for (const { storage_key: key } of forgotten) await files.remove(key)
}

/** The row of a kept file, or undefined. */
export function findFile(db: Db, id: string) {
  return db
    .selectFrom('kernel.files')
    .select(['id', 'storage_key', 'name', 'mime', 'size', 'sha256'])
    .where('id', '=', id)
    .executeTakeFirst()
}
