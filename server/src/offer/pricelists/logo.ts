import { readFile } from 'node:fs/promises'
import { AppError } from '@portal/api/errors.ts'
import sharp from 'sharp'
import type { Db } from '#kernel/db.ts'
import { type Files, findFile } from '#kernel/files.ts'
import type { Logo } from '#kernel/sheets/cell.ts'

const most = { width: 320, height: 96 }

/**
 * Makes a logo of whatever picture came, drawn anew: what its file held besides pixels does not travel on.
 * Throws file_kind_unknown for what is no PNG, JPEG or WebP.
 */
export async function drawLogo(path: string, name: string): Promise<Buffer> {
  const bytes = await readFile(path)
  try {
    const picture = sharp(bytes, { limitInputPixels: 50_000_000 })
    const { format } = await picture.metadata()
    if (format === 'png' || format === 'jpeg' || format === 'webp')
      return await picture
        .rotate()
        .resize({ ...most, fit: 'inside', withoutEnlargement: true })
        .png()
        .toBuffer()
  } catch {
    // falls through: whatever is wrong with it, it is no picture that can be drawn
  }
  throw new AppError('file_kind_unknown', { name })
}

/** The logo of a profile as it was kept; null when it has been cleared away. */
export async function readLogo(db: Db, files: Files, fileId: string): Promise<Logo | null> {
  const file = await findFile(db, fileId)
  if (!file) return null
  const png = await files.readAll(file.storage_key)
  const { width, height } = await sharp(png).metadata()
  return { png, width, height }
}
