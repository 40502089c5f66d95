import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import {
  forgetUnused,
  resized,
  setPictureFile,
  takeDocumentFile,
  wantedDocuments,
} from '#src/goods/catalog/public.ts'
import { safeName } from './commerceml/safe-name.ts'
import type { ImportParts } from './import-file.ts'
import { ReceivedFiles } from './received-files.ts'

/**
 * Takes the pictures and documents that came with a session and that some product names. A picture is decoded (so that
 * what is not a picture is refused), made no wider than a screen and kept as WebP; a document is looked at and kept as it
 * came.
 */
export async function importPicturesOf(
  parts: ImportParts,
  { sessionId, source }: { sessionId: string | null; source: string },
): Promise<void> {
  if (!sessionId) return
  const files = new ReceivedFiles(parts.dataDir, sessionId)
  const names = await files.list()
  if (names.length === 0) return
  await importPictures(
    parts,
    files,
    names.filter((name) => /\.(jpe?g|png|gif|bmp|webp)$/i.test(name)),
  )
  await importDocumentFiles(parts, files, names, source)
}

async function importPictures(parts: ImportParts, files: ReceivedFiles, names: string[]): Promise<void> {
  if (names.length === 0) return
  const { rows } = await sql<{ source_path: string }>`
    select distinct source_path from catalog.pictures
    where file_id is null and source_path is not null limit 20000`.execute(parts.db)
  const wanted = new Map(rows.map((row) => [safeName(row.source_path), row.source_path]))
  for (const name of names) {
    const sourcePath = wanted.get(name)
    if (!sourcePath) continue
    const bytes = await resized(await readFile(files.pathOf(name))).catch((error: unknown) => {
      parts.log.warn({ err: error, name }, 'a picture from 1C cannot be read')
      return null
    })
    if (!bytes) continue
    await transaction(parts.db, async (tx) => {
      const now = parts.clock.now()
      const file = await keepFile(tx, parts.files, {
        name: `${path.parse(name).name}.webp`,
        mime: 'image/webp',
        bytes,
        now,
      })
      await setPictureFile(tx, sourcePath, file.id)
    })
  }
}

/** Larger than this is no certificate and no manual. */
const largest = 30 * 1024 * 1024

async function importDocumentFiles(
  parts: ImportParts,
  files: ReceivedFiles,
  names: readonly string[],
  source: string,
): Promise<void> {
  const wanted = new Map(
    (await wantedDocuments(parts.db, source, names)).map((one) => [safeName(one.path), one]),
  )
  for (const name of names) {
    const document = wanted.get(name)
    if (!document) continue
    try {
      if ((await stat(files.pathOf(name))).size > largest) throw new AppError('file_too_large')
      const bytes = await readFile(files.pathOf(name))
      if (createHash('sha256').update(bytes).digest('hex') === document.sha256) continue
      const before = await transaction(parts.db, (tx) =>
        takeDocumentFile(tx, parts.files, { source, path: document.path }, bytes, parts.clock.now()),
      )
      if (before) await forgetUnused(parts.db, parts.files, [before])
    } catch (error) {
      // what is wrong with one file holds up no other; any other failure does
      if (!(error instanceof AppError)) throw error
      parts.log.warn({ err: error, name }, 'a file from 1C is not taken')
    }
  }
}
