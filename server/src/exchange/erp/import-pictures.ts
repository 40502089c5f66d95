import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { transaction } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { setPictureFile } from '#src/goods/catalog/public.ts'
import { safeName } from './commerceml/safe-name.ts'
import type { ImportParts } from './import-file.ts'
import { ReceivedFiles } from './received-files.ts'

const widest = 1200

/**
 * Takes the pictures that came with a session and that some product names: each is decoded (so that what is not a
 * picture is refused), made no wider than a screen and kept as WebP.
 */
export async function importPicturesOf(parts: ImportParts, sessionId: string | null): Promise<void> {
  if (!sessionId) return
  const files = new ReceivedFiles(parts.dataDir, sessionId)
  const names = (await files.list()).filter((name) => /\.(jpe?g|png|gif|bmp|webp)$/i.test(name))
  if (names.length === 0) return
  const { rows } = await sql<{ source_path: string }>`
    select distinct source_path from catalog.media
    where kind = 'picture' and file_id is null and source_path is not null limit 20000`.execute(parts.db)
  const wanted = new Map(rows.map((row) => [safeName(row.source_path), row.source_path]))
  for (const name of names) {
    const sourcePath = wanted.get(name)
    if (!sourcePath) continue
    const bytes = await webpOf(files.pathOf(name)).catch((error: unknown) => {
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

async function webpOf(file: string): Promise<Buffer> {
  const bytes = await readFile(file)
  return sharp(bytes, { limitInputPixels: 50_000_000 })
    .rotate()
    .resize({ width: widest, height: widest, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer()
}
