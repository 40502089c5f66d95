import { AppError } from '@portal/api/errors.ts'
import sharp from 'sharp'
import { formatByHead, pictureFormats } from './known-formats.ts'

const widest = 1200

/**
 * A picture as it is kept: decoded, so that what is no picture is refused and what hides in one is gone (a place, a
 * camera's number, a tail of something else), no wider than a screen, as WebP. Throws what is wrong with it.
 */
export async function pictureBytes(bytes: Buffer): Promise<Buffer> {
  if (bytes.length === 0) throw new AppError('file_empty')
  const format = formatByHead(bytes.subarray(0, 4096))
  if (!pictureFormats.some((one) => one === format)) throw new AppError('picture_kind_refused')
  return resized(bytes)
}

/** The same of whatever an exchange sends: older formats too. */
export async function resized(bytes: Buffer): Promise<Buffer> {
  try {
    return await sharp(bytes, { limitInputPixels: 50_000_000 })
      .rotate()
      .resize({ width: widest, height: widest, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer()
  } catch {
    throw new AppError('file_unreadable')
  }
}
